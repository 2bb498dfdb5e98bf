"""Soundness of what is combined: points that add up, weights of 100, for every class of agencies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rubrics.document import Fault
from rubrics.messages import Message, say
from rubrics.model import Rubric
from rubrics.rules.classes import Classes
from rubrics.tree import FULL_WEIGHT, TreeNode, earnable


def check_sums(node: TreeNode, classes: Classes) -> Iterator[Fault]:
    """Yield what does not add up below a node that combines others; extras are neither summed nor weighed."""
    children = [child for child in node.children if not child.extra]
    without = tuple(child.id for child in children if _weight(child) is None)
    if len(without) == len(children):
        yield from _sum(node, classes)
        return
    if without:
        yield (
            "WEIGHT-MIXED",
            node.path,
            say("below “{id}” some have a weight and some have none: {without}.", id=node.id, without=without),
            say("Give a weight to all of them, or to none."),
        )
    else:
        yield from _weights(node, classes)
    for child in children:
        if _nothing(child, classes):
            yield (
                "WEIGHT-SCALE",
                child.path,
                say("“{id}” has a weight, but it does not say how much can be earned in it.", id=child.id),
                say("Add points; or, where values are given, their scale."),
            )


def _sum(node: TreeNode, classes: Classes) -> Iterator[Fault]:
    field = "total" if isinstance(node.node, Rubric) else "points"
    declared = _declared(node)
    totals = {name: _total(node, name) for name in classes.of(node)}
    if node.parent is None and classes.ids == (None,) and totals[None] == 0:
        yield (
            "POINTS-NONE",
            (),
            say("nothing can be earned in this rubric."),
            say("Add something to mark; bonus, penalty and veto earn nothing."),
        )
    if declared is None or node.node.scale is not None or node.extra:
        return

    def judge(name: str | None) -> Message | None:
        total = totals[name]
        # Where nothing applies to a class, the node is itself not applicable to it.
        if total is None or total == Fraction(declared) or (total == 0 and any(totals.values())):
            return None
        return say(
            "“{id}” declares {declared} points, but what stands below it adds up to {total}.",
            id=node.id,
            declared=declared,
            total=total,
        )

    for message in classes.told(node, judge):
        yield (
            "POINTS-SUM",
            (*node.path, field),
            message,
            say("Correct the points below it, or the declared points."),
        )


def _total(node: TreeNode, name: str | None) -> Fraction | None:
    parts = [_claimed(child, name) for child in node.children]
    return None if None in parts else sum((part for part in parts if part is not None), Fraction())


def _claimed(child: TreeNode, name: str | None) -> Fraction | None:
    """Return what a child says it is worth: a part that does not add up is one fault, and not one at each level."""
    most, own, declared = earnable(child, name), child.node, _declared(child)
    operated = own.factor or own.scale or own.cap or (own.pool and own.pool.multiple > 1)
    return Fraction(declared) if declared is not None and most and not operated and not child.extra else most


def _weights(node: TreeNode, classes: Classes) -> Iterator[Fault]:
    def judge(name: str | None) -> Message | None:
        weighed = [child for child in node.children if _weight(child) is not None and not child.extra]
        concerned = [
            child
            for child in weighed
            if child.concerns(name) and (earnable(child, name) != 0 or _nothing(child, classes))
        ]
        total = sum((child.weight for child in concerned), Fraction())
        if not concerned or total == FULL_WEIGHT:
            return None
        return say("the weights below “{id}” add up to {total}, not to 100.", id=node.id, total=total)

    for message in classes.told(node, judge):
        yield "WEIGHT-SUM", node.path, message, say("Correct the weights.")


def _nothing(child: TreeNode, classes: Classes) -> bool:
    """Return whether it is unknown for some class what can be earned in a child, or nothing can by any class."""
    most = [earnable(child, name) for name in classes.of(child)]
    return None in most or (bool(most) and all(value is not None and value <= 0 for value in most))


def _declared(node: TreeNode) -> Decimal | None:
    return node.node.total if isinstance(node.node, Rubric) else node.node.points


def _weight(node: TreeNode) -> Decimal | None:
    return None if isinstance(node.node, Rubric) else node.node.weight
