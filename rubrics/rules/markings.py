"""Soundness of the leaves: each is marked by one rule, and the rule's points are those that are declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rubrics.document import Fault, Path
from rubrics.markings import EXTRAS, MARKINGS, RESERVED, Level, Marking, PointsMarking
from rubrics.messages import say
from rubrics.model import Criterion, Part, Rubric, full_marks
from rubrics.rules.bands import check_bands
from rubrics.rules.counts import check_counted
from rubrics.rules.vetoes import check_veto
from rubrics.rules.votes import check_votes
from rubrics.scalars import Settings, chosen
from rubrics.tree import TreeNode
from rubrics.wording import METHODS


def check_leaf(node: TreeNode, leaf: Part | Criterion, rubric: Rubric) -> Iterator[Fault]:
    """Yield what is unsound about one leaf of `rubric`; of a marking with several rules, about each of them."""
    yield from _methods(node, leaf, rubric)
    rule, path = leaf.rule, (*node.path, "marking")
    names = chosen(rule, MARKINGS)
    if len(names) != 1:
        yield (
            "MARKING-ONE",
            path,
            say("a marking names exactly one rule."),
            say("Write one of: {choices}.", choices=MARKINGS),
        )
    for name in names:
        one = Marking.model_construct(**{name: getattr(rule, name)})
        yield from _marking(node, leaf, one, rubric, (*(node.path if isinstance(leaf, Part) else path), name))


def _marking(node: TreeNode, leaf: Part | Criterion, rule: Marking, rubric: Rubric, path: Path) -> Iterator[Fault]:
    if rule.name not in EXTRAS:
        yield from _most(leaf, rule, path)
    if rule.points:
        yield from _points(rule.points, leaf, path)
    if rule.levels:
        yield from _twice("LEVELS-TWICE", rule.levels, ("title", "points"), path)
        yield from _reserved(rule.levels, path)
    if rule.checklist:
        yield from _twice("CHECKLIST-TWICE", rule.checklist, ("title",), path)
    if rule.bands:
        yield from check_bands(rule.bands, path, rubric.facts)
    if rule.counted:
        yield from check_counted(rule.counted, leaf.points, rule.name, path)
    if rule.veto:
        yield from check_veto(node, rule.veto, rubric.grades, path)
    if rule.votes:
        yield from _twice("OPTIONS-TWICE", rule.votes.options, ("title",), (*path, "options"))
        yield from check_votes(rule.votes, path)


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


def _most(leaf: Part | Criterion, rule: Marking, path: Path) -> Iterator[Fault]:
    most = full_marks(Criterion.model_construct(id=leaf.id, title=leaf.title, marking=rule))
    if most is None and leaf.points is None and rule.given is None and isinstance(leaf, Criterion):
        yield (
            "POINTS-MISSING",
            path[:-2],
            say("“{id}” does not say how many points it is worth.", id=leaf.id),
            say("Add points."),
        )
    elif most is not None and leaf.points is not None and most != leaf.points:
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


def _points(rule: PointsMarking, leaf: Part | Criterion, path: Path) -> Iterator[Fault]:
    most = rule.max if rule.max is not None else leaf.points
    if most is None:
        return
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


def _reserved(levels: tuple[Level, ...], path: Path) -> Iterator[Fault]:
    for at, level in enumerate(levels):
        if level.title in RESERVED:
            yield (
                "LEVELS-STATE",
                (*path, at, "title"),
                say("a sheet that says “{title}” means that there is no mark.", title=level.title),
                say("Give the level another title."),
            )


def _twice(code: str, lines: Sequence[Settings], fields: tuple[str, ...], path: Path) -> Iterator[Fault]:
    for field in fields:
        values = [getattr(line, field) for line in lines]
        counts = Counter(values)
        for at, value in enumerate(values):
            if counts[value] > 1:
                yield (
                    code,
                    (*path, at, field),
                    say("another line of this list has the same {field}: {value}.", field=field, value=value),
                    say("Let every line have a {field} of its own.", field=field),
                )
