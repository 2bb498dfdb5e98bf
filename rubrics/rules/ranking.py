"""Soundness of what breaks a tie."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault, Path
from rubrics.messages import say
from rubrics.methods import TIE_KEYS, TieKey
from rubrics.model import Rubric
from rubrics.scalars import chosen
from rubrics.tree import TreeNode


def check_ranking(rubric: Rubric, nodes: tuple[TreeNode, ...]) -> Iterator[Fault]:
    """Yield what is unsound about the keys that break a tie."""
    known = {node.id: node for node in nodes}
    if not rubric.rank.share and not rubric.rank.ties:
        yield (
            "TIE-NONE",
            ("rank", "share"),
            say("no rank may be shared, but nothing is said that would separate equal totals."),
            say("Write “ties” with one key or more, or “share: true”."),
        )
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
            yield from _target(key, known[key.target], path)


def _target(key: TieKey, target: TreeNode, path: Path) -> Iterator[Fault]:
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
