"""Soundness of what is read from files: one file in imports/ holds one kind of thing."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault, Path, written
from rubrics.markings import MARKINGS, VotesMarking
from rubrics.messages import Message, say
from rubrics.scalars import chosen
from rubrics.tree import TreeNode

_NUMBERS = say("numbers")
_COEFFICIENTS = say("coefficients")
_ANSWERS = say("yes or no")
_VOTES = say("votes for each agency")
_BALLOTS = say("ballots with these answers: {options}")
_TYPED = say("values that voters gave, from 0 to {scale}")


def check_imports(nodes: tuple[TreeNode, ...]) -> Iterator[Fault]:
    """Yield every file that is read as one kind of thing here and as another there."""
    first: dict[str, tuple[Path, Message]] = {}
    for source, path, kind in (reader for node in nodes for reader in _readers(node)):
        place, known = first.setdefault(source, (path, kind))
        if known != kind:
            yield (
                "IMPORT-MIXED",
                path,
                say(
                    "imports/{source}.csv is read here as {kind}, but {place} reads it as {known}.",
                    source=source,
                    kind=kind,
                    place=written(place[:-1]),
                    known=known,
                ),
                say("Let one of them read another file."),
            )


def _readers(node: TreeNode) -> Iterator[tuple[str, Path, Message]]:
    """Yield which file a node reads, where that is written, and as what."""
    rule = node.leaf.rule if node.leaf else None
    for name in chosen(rule, MARKINGS) if rule else ():
        marking = getattr(rule, name)
        if source := getattr(marking, "source", None):
            yield source, (*node.path, "marking", name, "from"), _kind(name, marking)
    if node.node.subtract:
        yield node.node.subtract.source, (*node.path, "subtract", "from"), _NUMBERS
    if node.node.factor and node.node.factor.source:
        yield node.node.factor.source, (*node.path, "factor", "from"), _COEFFICIENTS


def _kind(name: str, marking: object) -> Message:
    if isinstance(marking, VotesMarking):
        if marking.rule == "leader_ratio":
            return _VOTES
        titles = tuple(option.title for option in marking.options)
        return _BALLOTS.filled(options=titles) if titles else _TYPED.filled(scale=marking.scale)
    return _ANSWERS if name == "veto" else _NUMBERS
