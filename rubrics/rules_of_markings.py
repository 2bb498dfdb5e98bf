"""Soundness of the leaves: how each is marked and by whom, and that its marks pass exactly one pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rubrics.document import Fault, Path
from rubrics.messages import say
from rubrics.methods import MARKINGS, Level, PointsMarking, chosen
from rubrics.model import Criterion, Part, Rubric
from rubrics.rules_of_bands import check_bands
from rubrics.tree import TreeNode
from rubrics.wording import METHODS


def check_leaf(node: TreeNode, leaf: Part | Criterion, rubric: Rubric) -> Iterator[Fault]:
    """Yield what is unsound about one leaf of `rubric`."""
    yield from _methods(node, leaf, rubric)
    rule, path = leaf.rule, (*node.path, "marking")
    if len(chosen(rule, MARKINGS)) != 1:
        yield (
            "MARKING-ONE",
            path,
            say("a marking names exactly one rule."),
            say("Write one of: {choices}.", choices=MARKINGS),
        )
    if rule.points:
        yield from _points(rule.points, leaf, (*path, "points"))
    if rule.levels:
        yield from _most(max(level.points for level in rule.levels), leaf, (*path, "levels"))
        yield from _levels(rule.levels, (*path, "levels"))
    if rule.bands:
        yield from _most(max(band.points for band in rule.bands.table), leaf, (*path, "bands"))
        yield from check_bands(rule.bands, (*path, "bands"), rubric.facts)
    if rule.given and rule.given.scale is not None:
        yield from _most(rule.given.scale, leaf, (*(node.path if isinstance(leaf, Part) else path), "given"))
    if node.rated:
        yield from _raters(node)


def _methods(node: TreeNode, leaf: Part | Criterion, rubric: Rubric) -> Iterator[Fault]:
    known = {*METHODS, *(way.id for way in rubric.methods)}
    for at, method in enumerate(leaf.methods):
        if method not in known:
            yield (
                "METHOD-UNKNOWN",
                (*node.path, "methods", at),
                say("the method “{method}” is not known.", method=method),
                say("Use one of: {known}; or declare it under “methods” of the rubric.", known=tuple(sorted(known))),
            )


def _points(rule: PointsMarking, leaf: Part | Criterion, path: Path) -> Iterator[Fault]:
    most = rule.max if rule.max is not None else leaf.points
    if most is None:
        yield (
            "POINTS-MISSING",
            path[:-2],
            say("“{id}” does not say how many points it is worth.", id=leaf.id),
            say("Add points."),
        )
        return
    yield from _most(most, leaf, path)
    if rule.min >= most:
        yield (
            "POINTS-RANGE",
            (*path, "min"),
            say("the lowest mark {low} is not below the highest mark {high}.", low=rule.min, high=most),
            say("Correct min, max or the points."),
        )
    # Fractions: a Decimal remainder fails where the quotient has more digits than the context.
    elif rule.step is not None and (rule.step <= 0 or (Fraction(most) - Fraction(rule.min)) % Fraction(rule.step)):
        yield (
            "POINTS-STEP",
            (*path, "step"),
            say("steps of {step} do not lead from {low} to {high}.", step=rule.step, low=rule.min, high=most),
            say("Choose a step above 0 that divides the range."),
        )


def _levels(levels: tuple[Level, ...], path: Path) -> Iterator[Fault]:
    for field in ("title", "points"):
        values = [getattr(level, field) for level in levels]
        counts = Counter(values)
        for at, value in enumerate(values):
            if counts[value] > 1:
                yield (
                    "LEVELS-TWICE",
                    (*path, at, field),
                    say("another level has the same {field}: {value}.", field=field, value=value),
                    say("Let every level have a title and points of its own."),
                )


def _most(most: Decimal, leaf: Part | Criterion, path: Path) -> Iterator[Fault]:
    if leaf.points is not None and most != leaf.points:
        yield (
            "POINTS-SUM",
            path,
            say(
                "the most that can be given is {most}, but “{id}” declares {points} points.",
                most=most,
                id=leaf.id,
                points=leaf.points,
            ),
            say("Make the two agree."),
        )


def _raters(node: TreeNode) -> Iterator[Fault]:
    if node.group is None:
        yield (
            "GROUP-MISSING",
            node.path,
            say("it is not said which group of raters marks “{id}”.", id=node.id),
            say("Add “by: <group>” here or in a part above."),
        )
    pools = 0
    above: TreeNode | None = node
    while above is not None:
        pools += above.node.pool is not None
        above = above.parent
    if pools == 0:
        yield (
            "POOL-NONE",
            node.path,
            say("nothing says how the marks of several raters for “{id}” become one value.", id=node.id),
            say("Add “pool” here, or at exactly one node above."),
        )
    elif pools > 1:
        yield (
            "POOL-TWICE",
            node.path,
            say("the marks for “{id}” are pooled {n} times on their way to the total.", id=node.id, n=pools),
            say("Keep one of these pools."),
        )
