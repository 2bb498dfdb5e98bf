"""The rubric's tree for the naive reference: what stands where, what can be earned, and who marks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from rubrics import Criterion, Marking, Part, Rubric

Node = Rubric | Part | Criterion
Kept = TypeVar("Kept", Rubric, Part)
EXTRAS = ("bonus", "penalty", "veto")


def name(node: Node) -> str:
    """Return the node's id; the rubric itself is the total."""
    return "total" if isinstance(node, Rubric) else node.id


def children(node: Node) -> tuple[Part | Criterion, ...]:
    """Return what stands directly below a node."""
    if isinstance(node, Criterion):
        return ()
    return (*node.parts, *node.criteria)


def below(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it."""
    yield node
    for child in children(node):
        yield from below(child)


def marking(node: Node) -> Marking | None:
    """Return the rule of a leaf, None for what combines others."""
    return None if isinstance(node, Rubric) or children(node) else node.rule


def by_raters(node: Node) -> bool:
    """Return whether a leaf is marked by raters."""
    rule = marking(node)
    if rule is None:
        return False
    declared = rule.count or rule.deductions or rule.bonus or rule.penalty or rule.veto
    return bool(rule.points or rule.levels or rule.checklist or (declared and declared.rated))


def is_veto(node: Node) -> bool:
    """Return whether a leaf is a veto."""
    rule = marking(node)
    return rule is not None and rule.veto is not None


def is_extra(node: Node) -> bool:
    """Return whether nothing can be earned at a node of the whole rubric."""
    rule = marking(node)
    if rule is not None:
        return bool(rule.bonus or rule.penalty or rule.veto)
    return all(is_extra(child) for child in children(node))


def weightless(node: Node) -> Iterator[str]:
    """Yield the leaves below a node that count for nothing: their weight, or that of a part around them, is 0."""
    weighted = any(child.weight is not None for child in children(node))
    for child in children(node):
        if weighted and not child.weight:
            yield from (name(item) for item in below(child))
        yield from weightless(child)


def for_class(node: Kept, agency_class: str | None) -> Kept:
    """Return the tree without what is meant for other classes: it does not exist for the agency."""
    parts = [
        for_class(part, agency_class) for part in node.parts if part.classes is None or agency_class in part.classes
    ]
    held = {part.id: bool(children(part)) for part in node.parts}
    found = node.model_copy(update={"parts": tuple(p for p in parts if children(p) or not held[p.id])})
    criteria = (item for item in found.criteria if item.classes is None or agency_class in item.classes)
    return found.model_copy(update={"criteria": tuple(criteria)})


def most_combined(node: Node, gone: Collection[str] = ()) -> Fraction | None:
    """Return the most that can be earned before the node's own operations, without the leaves that are `gone`.

    None where a given value has no scale. What is weighed is out of the declared points, or of 100.
    """
    if not children(node):
        return Fraction(0) if name(node) in gone else _most_of_leaf(node)
    if any(child.weight is not None for child in children(node)):
        if all(not child.weight or most(child, gone) == 0 for child in children(node)):
            return Fraction(0)
        declared = node.total if isinstance(node, Rubric) else node.points if isinstance(node, Part) else None
        return Fraction(100 if declared is None else declared)
    total = Fraction(0)
    for child in children(node):
        earnable = most(child, gone)
        if earnable is None:
            return None
        total += earnable
    return total


def most(node: Node, gone: Collection[str] = ()) -> Fraction | None:
    """Return the most that can be earned at a node, its operations done."""
    earnable = _most_unscaled(node, gone)
    everything = _most_unscaled(node, ())
    if node.scale is None or not earnable or not everything:
        return earnable
    return earnable * Fraction(node.scale) / everything


def scaling(node: Node) -> Fraction:
    """Return what a node's scale multiplies the score by, whatever applies to the agency."""
    everything = _most_unscaled(node, ())
    return Fraction(node.scale) / everything if node.scale is not None and everything else Fraction(1)


def _most_unscaled(node: Node, gone: Collection[str]) -> Fraction | None:
    earnable = most_combined(node, gone)
    if earnable is None:
        return None
    rule = node.pool.each or node.pool if node.pool else None
    if rule and rule.middle_sum:
        earnable *= rule.middle_sum.n
    if node.factor and node.factor.number is not None:
        earnable *= Fraction(node.factor.number)
    return earnable if node.cap is None else min(earnable, Fraction(node.cap))


def _most_of_leaf(leaf: Node) -> Fraction | None:
    rule = marking(leaf)
    assert rule
    assert not isinstance(leaf, Rubric)
    if is_extra(leaf):
        return Fraction(0)
    declared = [leaf.points]
    declared += [rule.points.max] if rule.points else []
    declared += [rule.count.cap] if rule.count else []
    declared += [rule.deductions.start] if rule.deductions else []
    declared += [rule.given.scale] if rule.given else []
    declared += [max(level.points for level in rule.levels)] if rule.levels else []
    declared += [sum((item.points for item in rule.checklist), Decimal(0))] if rule.checklist else []
    declared += [max(band.points for band in rule.bands.table)] if rule.bands else []
    declared += [min(rule.votes.scale, rule.votes.cap or rule.votes.scale)] if rule.votes else []
    return next((Fraction(points) for points in declared if points is not None), None)
