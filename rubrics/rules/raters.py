"""Soundness of who marks: every leaf for raters has a group, and its marks pass exactly one pool."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault
from rubrics.messages import say
from rubrics.tree import TreeNode


def check_raters(node: TreeNode) -> Iterator[Fault]:
    """Yield what is missing on the way from raters' marks at a leaf to one value; a veto needs no pool."""
    if node.rated and not node.groups:
        yield (
            "GROUP-MISSING",
            node.path,
            say("it is not said which group of raters marks “{id}”.", id=node.id),
            say("Add “by: <group>” here or in a part above."),
        )
    pools = _pools(node)
    if node.pooled_leaf and pools == 0:
        yield (
            "POOL-NONE",
            node.path,
            say("nothing says how the marks of several raters for “{id}” become one value.", id=node.id),
            say("Add “pool” here, or at exactly one node above."),
        )
    elif node.pooled_leaf and pools > 1:
        yield (
            "POOL-TWICE",
            node.path,
            say("the marks for “{id}” are pooled {n} times on their way to the total.", id=node.id, n=pools),
            say("Keep one of these pools."),
        )


def _pools(node: TreeNode | None) -> int:
    return (node.node.pool is not None) + _pools(node.parent) if node else 0
