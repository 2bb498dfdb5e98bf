"""What the raters' sheet shows of a pool: values that count, words for those that do not, and why nothing came out."""

from __future__ import annotations

from fractions import Fraction

from rubrics import Message, TreeNode, say
from scoring.engine.values import OpenKind
from scoring.reports.structure import Structure
from scoring.rounds import MarkState

NO_DATA = say("no data")
BELOW_QUORUM = say("too few")
NOT_AGREED = say("not agreed")
NOT_APPLICABLE = MarkState.NOT_APPLICABLE.title
_FILES = (OpenKind.NO_IMPORT, OpenKind.NO_FACT)
_STATES = {
    OpenKind.AWAITED: MarkState.AWAITED.title,
    OpenKind.NO_IMPORT: NO_DATA,
    OpenKind.NO_FACT: NO_DATA,
    OpenKind.QUORUM: BELOW_QUORUM,
    OpenKind.DISAGREEMENT: NOT_AGREED,
}


def lacking(structure: Structure, node: TreeNode, agency: str, *, below: bool = False) -> bool:
    """Return whether something that is read from a file at or below a node is missing for an agency."""
    inside = {inner.id for inner in node.walk() if not (below and inner is node)}
    return any(item.kind in _FILES and item.node in inside for item in structure.results.opens[agency])


def held(structure: Structure, pool: TreeNode, agency: str) -> dict[str, Fraction]:
    """Return the raters' values that count at a pool; none while something read from a file is missing."""
    if lacking(structure, pool, agency, below=True):
        return {}
    return structure.results.panel(pool.id).row(structure.results.rows[agency])


def state(structure: Structure, pool: TreeNode, agency: str) -> Message | None:
    """Return why a pool has no value for an agency; None where it has one."""
    if not structure.applies(pool, agency):
        return NOT_APPLICABLE
    found = {item.kind for item in structure.results.opens[agency] if item.node == pool.id and item.kind not in _FILES}
    if OpenKind.AWAITED in found:
        return _STATES[OpenKind.AWAITED]
    if lacking(structure, pool, agency, below=True):
        return NO_DATA
    return next((_STATES[kind] for kind in found), None)


def unread(structure: Structure, agency: str, node: TreeNode, *, subtracted: bool) -> bool:
    """Return whether what a leaf is given from a file or a fact, or what a node subtracts, has not come in."""
    collected = structure.results.collected
    if subtracted:
        source = node.node.subtract.source if node.node.subtract else ""
        return agency not in collected.imports.get(source, {})
    rule = node.leaf.rule if node.leaf else None
    if rule and rule.bands:
        return rule.bands.fact not in collected.facts.get(agency, {})
    return bool(rule and rule.given and agency not in collected.imports.get(rule.given.source, {}))
