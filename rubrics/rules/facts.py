"""Soundness of facts: each that is read is asked for, and has values that can be counted."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.document import Fault, Path
from rubrics.markings import MARKINGS, Counted
from rubrics.messages import say
from rubrics.model import Fact, Rubric
from rubrics.scalars import chosen
from rubrics.tree import TreeNode


def check_facts(rubric: Rubric, nodes: tuple[TreeNode, ...]) -> Iterator[Fault]:
    """Yield facts that do not exist, that can have no value, or that are counted below 0.

    A fact that no marking reads is asked for and printed all the same.
    """
    declared = {fact.id for fact in rubric.facts}
    readers = tuple(reader for node in nodes for reader in _readers(node))
    for _, path, name in readers:
        if name not in declared:
            yield (
                "FACT-UNKNOWN",
                path,
                say("the fact “{fact}” is not declared.", fact=name),
                say("Declare it under “facts” of the rubric, so that agencies are asked for it."),
            )
    counted = {name for rule, _, name in readers if isinstance(rule, Counted)}
    for at, fact in enumerate(rubric.facts):
        yield from _range(fact, ("facts", at))
        if fact.id in counted and (fact.min is None or fact.min < 0):
            yield (
                "FACT-NEGATIVE",
                ("facts", at),
                say("the fact “{fact}” is counted, and yet it may be below 0.", fact=fact.id),
                say("Let it have “min: 0”, or more."),
            )


def _readers(node: TreeNode) -> Iterator[tuple[object, Path, str]]:
    """Yield which marking reads which fact, and where; of a marking with several rules, all of them."""
    rule = node.leaf.rule if node.leaf else None
    for kind in chosen(rule, MARKINGS) if rule else ():
        if name := getattr(getattr(rule, kind), "fact", None):
            yield getattr(rule, kind), (*node.path, "marking", kind, "fact"), name


def _range(fact: Fact, path: Path) -> Iterator[Fault]:
    if fact.min is not None and fact.max is not None and fact.min > fact.max:
        yield (
            "FACT-RANGE",
            (*path, "min"),
            say("the least value {min} is above the greatest value {max}.", min=fact.min, max=fact.max),
            say("Correct min or max."),
        )
