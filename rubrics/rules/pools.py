"""Soundness of pools: one rule, values to pool, groups whose weights make a whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rubrics.document import Fault, Path
from rubrics.messages import say
from rubrics.methods import POOLS, GroupPool, Pool
from rubrics.rules.classes import Classes
from rubrics.scalars import chosen
from rubrics.tree import FULL_WEIGHT, TreeNode, combined_earnable


def check_pool(node: TreeNode, pool: Pool, classes: Classes) -> Iterator[Fault]:
    """Yield what is unsound about the `pool` of `node`."""
    path = (*node.path, "pool")
    yield from _one(pool, path)
    yield from _rule(pool, path)
    if pool.each:
        yield from _rule(pool.each, (*path, "each"))
    yield from _groups(node, pool, path)
    yield from _marks(node, pool, path, classes)


def _one(pool: Pool, path: Path) -> Iterator[Fault]:
    rules = chosen(pool, POOLS)
    if pool.groups is None and pool.each is None:
        yield from _exactly_one(pool, path)
        return
    if pool.groups is None or pool.each is None or rules:
        yield (
            "POOL-ONE",
            path,
            say("a pool of several groups needs both groups and each, and no rule beside them."),
            say("Write groups with their weights, and under each the rule for the values of one group."),
        )
    if pool.each is not None:
        yield from _exactly_one(pool.each, (*path, "each"))


def _exactly_one(pool: GroupPool, path: Path) -> Iterator[Fault]:
    if len(chosen(pool, POOLS)) != 1:
        yield (
            "POOL-ONE",
            path,
            say("a pool names exactly one rule."),
            say("Write one of: {choices}; or groups together with each.", choices=POOLS),
        )


def _rule(pool: GroupPool, path: Path) -> Iterator[Fault]:
    trim, middle = pool.trimmed_mean, pool.middle_sum
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
    if middle and isinstance(pool.quorum, int) and pool.quorum < middle.n:
        yield (
            "POOL-MIDDLE",
            (*path, "quorum"),
            say("a quorum of {quorum} is too few for the sum of {n} values.", quorum=pool.quorum, n=middle.n),
            say("Let the quorum be {n} or more, or leave it out.", n=middle.n),
        )


def _groups(node: TreeNode, pool: Pool, path: Path) -> Iterator[Fault]:
    if pool.groups is None:
        if pool.empty_group is not None:
            yield (
                "POOL-EMPTY",
                (*path, "empty_group"),
                say("empty_group says what becomes of a group's weight, but this pool has no groups."),
                say("Remove it."),
            )
        return
    if pool.empty_group is None:
        yield (
            "POOL-EMPTY",
            path,
            say("the pool at “{id}” does not say what happens when a whole group has no values.", id=node.id),
            say("Write “empty_group: refuse” (no score) or “empty_group: redistribute” (the others count in full)."),
        )
    total = sum(map(Fraction, pool.groups.values()), Fraction())
    if len(pool.groups) == 1:
        yield (
            "POOL-LONE",
            (*path, "groups"),
            say("the pool at “{id}” names one group only.", id=node.id),
            say("Write “by” for the group, and the rule directly under “pool”."),
        )
    if total != FULL_WEIGHT:
        yield (
            "POOL-WEIGHTS",
            (*path, "groups"),
            say("the weights of the groups at “{id}” add up to {total}, not to 100.", id=node.id, total=total),
            say("Correct the weights."),
        )
    for below in node.walk():
        if below.node.by:
            yield (
                "POOL-BY",
                (*below.path, "by"),
                say("“{id}” is marked by the groups that the pool at “{pool}” names.", id=below.id, pool=node.id),
                say("Remove “by”; or take “{id}” out of that pool.", id=below.id),
            )


def _marks(node: TreeNode, pool: Pool, path: Path, classes: Classes) -> Iterator[Fault]:
    pooled = [leaf for leaf in node.leaves() if leaf.pooled_leaf]
    groups = tuple(sorted({leaf.group for leaf in pooled if leaf.group}))
    if not pooled:
        yield (
            "POOL-IDLE",
            path,
            say("there are no raters' marks at or below “{id}” to pool.", id=node.id),
            say("Remove the pool."),
        )
    if len(groups) > 1 and pool.groups is None:
        yield (
            "POOL-GROUPS",
            path,
            say("the pool at “{id}” mixes the marks of several groups: {groups}.", id=node.id, groups=groups),
            say("Give each group a part and a pool of its own, or a weight under “groups” of this pool."),
        )
    if len(pooled) > 1 and pool.incomplete is None:
        yield (
            "POOL-INCOMPLETE",
            path,
            say("the pool at “{id}” does not say what becomes of a rater who marked only some items.", id=node.id),
            say("Write “incomplete: leave_out” (the rater does not count) or “incomplete: rescale”."),
        )
    if pool.incomplete == "rescale" and any(combined_earnable(node, name) is None for name in classes.of(node)):
        yield (
            "POOL-SCALE",
            path,
            say("what is marked below “{id}” cannot be rescaled: a given value there has no scale.", id=node.id),
            say("Add a scale to it, or write “incomplete: leave_out”."),
        )
