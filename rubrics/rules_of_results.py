"""Soundness of what follows from the marks: pools, what breaks a tie, grades."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rubrics.document import Fault, Path
from rubrics.messages import say
from rubrics.methods import POOLS, TIE_KEYS, Pool, TieKey, chosen
from rubrics.model import Rubric
from rubrics.tree import TreeNode


def check_pool(node: TreeNode, pool: Pool) -> Iterator[Fault]:
    """Yield what is unsound about the `pool` of `node`."""
    path = (*node.path, "pool")
    if len(chosen(pool, POOLS)) != 1:
        yield (
            "POOL-ONE",
            path,
            say("a pool names exactly one rule."),
            say("Write one of: {choices}.", choices=POOLS),
        )
    rated = [leaf for leaf in node.leaves() if leaf.rated]
    groups = tuple(sorted({leaf.group for leaf in rated if leaf.group}))
    if not rated:
        yield (
            "POOL-IDLE",
            path,
            say("there are no raters' marks at or below “{id}” to pool.", id=node.id),
            say("Remove the pool."),
        )
    if len(groups) > 1:
        yield (
            "POOL-GROUPS",
            path,
            say("the pool at “{id}” mixes the marks of several groups: {groups}.", id=node.id, groups=groups),
            say("Give each group a part and a pool of its own."),
        )
    trim = pool.trimmed_mean
    if trim and trim.when_more_than < 2 * trim.drop:
        yield (
            "POOL-TRIM",
            (*path, "trimmed_mean"),
            say(
                "of {n} values none would be left after dropping {drop} at each end.",
                n=trim.when_more_than + 1,
                drop=trim.drop,
            ),
            say("Let when_more_than be {least} or more.", least=2 * trim.drop),
        )
    if len(rated) > 1 and pool.incomplete is None:
        yield (
            "POOL-INCOMPLETE",
            path,
            say("the pool at “{id}” does not say what becomes of a rater who marked only some items.", id=node.id),
            say("Write “incomplete: leave_out” (the rater does not count) or “incomplete: rescale”."),
        )
    if pool.incomplete == "rescale" and node.combined_earnable is None:
        yield (
            "POOL-SCALE",
            path,
            say("what is marked below “{id}” cannot be rescaled: a given value there has no scale.", id=node.id),
            say("Add a scale to it, or write “incomplete: leave_out”."),
        )


def check_ranking(rubric: Rubric, nodes: tuple[TreeNode, ...]) -> Iterator[Fault]:
    """Yield what is unsound about the keys that break a tie."""
    known = {node.id: node for node in nodes}
    for at, key in enumerate(rubric.rank.ties):
        path: Path = ("rank", "ties", at)
        if len(chosen(key, TIE_KEYS)) != 1:
            yield (
                "TIE-ONE",
                path,
                say("a tie key names exactly one comparison."),
                say("Write an id, or one of: {choices}.", choices=TIE_KEYS),
            )
        elif key.target not in known:
            yield (
                "TIE-UNKNOWN",
                path,
                say("the tie key names “{id}”, which does not exist.", id=key.target),
                say("Use the id of a part or criterion."),
            )
        else:
            yield from _tie_target(key, known[key.target], path)


def _tie_target(key: TieKey, target: TreeNode, path: Path) -> Iterator[Fault]:
    if key.node is None and target.node.pool is None:
        yield (
            "TIE-POOL",
            path,
            say("the tie key looks at the raters' values of “{id}”, but nothing is pooled there.", id=target.id),
            say("Name the node that has the pool."),
        )
    if key.node is not None and target.below_pool:
        yield (
            "TIE-BELOW",
            path,
            say("“{id}” lies below a pool: it has a value for each rater, but none for the agency.", id=target.id),
            say("Name the node that has the pool, or one above it."),
        )


def check_grades(rubric: Rubric) -> Iterator[Fault]:
    """Yield what is unsound about the bands of grades."""
    if rubric.grades is None:
        return
    bands = rubric.grades.bands
    for at, (above, below) in enumerate(pairwise(bands), start=1):
        if below.at_least >= above.at_least:
            yield (
                "GRADE-ORDER",
                ("grades", "bands", at),
                say(
                    "the grade “{title}” begins at {bound}, not below the grade written before it.",
                    title=below.title,
                    bound=below.at_least,
                ),
                say("List the grades from the highest bound to the lowest."),
            )
    for at, band in enumerate(bands):
        if rubric.total is not None and band.at_least > rubric.total:
            yield (
                "GRADE-REACH",
                ("grades", "bands", at),
                say(
                    "the grade “{title}” begins at {bound}, above the total of {total}.",
                    title=band.title,
                    bound=band.at_least,
                    total=rubric.total,
                ),
                say("Lower the bound."),
            )
    if bands[-1].at_least > 0:
        yield (
            "GRADE-GAP",
            ("grades", "bands", len(bands) - 1),
            say("scores below {bound} have no grade.", bound=bands[-1].at_least),
            say("Let the last grade begin at 0."),
        )
