"""Void sheets: a rater who gave all agencies the same marks does not count, where the pool says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rubrics import Rubric, TreeNode, tree
from scoring.rounds import AWAITED, Collected, Mark, MarkKey, MarkState, Round


def without_void(rubric: Rubric, round_: Round, collected: Collected) -> Collected:
    """Return what was collected, the marks of void sheets set aside as `void`.

    A rater's sheets at a pool are void where every criterion got the same points from this rater for all agencies,
    at least two of them, that he or she marked; one that withdrew is not looked at. Source: wjx.cn/vm/QFzlnwC.aspx.
    """
    pools = [node for node in tree(rubric).walk() if node.node.pool and node.node.pool.alike]
    found: dict[MarkKey, Mark] = {}
    for pool in pools:
        leaves = [leaf for leaf in pool.leaves() if leaf.pooled_leaf]
        for group in leaves[0].groups:
            for rater in round_.raters_of(group):
                found.update(_void(leaves, round_, collected.marks, rater.id))
    return replace(collected, marks={**collected.marks, **found}) if found else collected


def _void(leaves: list[TreeNode], round_: Round, marks: Mapping[MarkKey, Mark], rater: str) -> dict[MarkKey, Mark]:
    """Return a rater's marks below a pool as void where they are the same for all agencies; else nothing."""
    taking_part = [agency for agency in round_.names if agency not in round_.withdrawn]
    keys = [
        [key for agency in taking_part if marks.get(key := (agency, rater, leaf.id), AWAITED).points is not None]
        for leaf in leaves
    ]
    agencies = {agency for held in keys for agency, _, _ in held}
    alike = all(len({marks[key].points for key in held}) <= 1 for held in keys)
    if len(agencies) < 2 or not alike:  # noqa: PLR2004 - one agency cannot be compared with another
        return {}
    return {key: replace(marks[key], state=MarkState.VOID, points=None) for held in keys for key in held}
