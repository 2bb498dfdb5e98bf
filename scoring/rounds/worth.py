"""What a number is worth in points, marking by marking."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rubrics import Criterion, Part
from rubrics.markings import BandsMarking, BonusMarking, CountMarking, DeductionsMarking, PenaltyMarking, VotesMarking

Leaf = Part | Criterion


def worth(leaf: Leaf, number: Fraction | Decimal) -> Fraction:
    """Return the points that a number (a mark, a fact, a value from a file) is worth by the leaf's marking, exact."""
    rule = leaf.rule
    return WORTH[rule.name](getattr(rule, rule.name), Fraction(number), leaf)


def _itself(_: Any, number: Fraction, __: Leaf) -> Fraction:  # noqa: ANN401 - any rule whose numbers are points already
    return number


def _count(rule: CountMarking, number: Fraction, leaf: Leaf) -> Fraction:
    return min(number * Fraction(rule.each), _declared(rule.cap, leaf))


def _bands(rule: BandsMarking, fact: Fraction, _: Leaf) -> Fraction:
    reached = [band for band in rule.table if fact >= band.at_least]
    return Fraction(max(reached, key=lambda band: band.at_least).points)


def _deductions(rule: DeductionsMarking, number: Fraction, leaf: Leaf) -> Fraction:
    return max(_declared(rule.start, leaf) - number * Fraction(rule.each or 1), Fraction(rule.floor))


def _bonus(rule: BonusMarking, number: Fraction, _: Leaf) -> Fraction:
    return min(number * Fraction(rule.each or 1), Fraction(rule.cap))


def _penalty(rule: PenaltyMarking, number: Fraction, _: Leaf) -> Fraction:
    taken = number * Fraction(rule.each or 1)
    return -(taken if rule.cap is None else min(taken, Fraction(rule.cap)))


def _veto(_: Any, answer: Fraction, __: Leaf) -> Fraction:  # noqa: ANN401 - whatever says it, anything but 0 is a yes
    return Fraction(answer != 0)


def _votes(rule: VotesMarking, reached: Fraction, _: Leaf) -> Fraction:
    """Return the mean or the leader's share, already on the rule's scale, kept between its floor and its cap."""
    least = reached if rule.floor is None else max(reached, Fraction(rule.floor))
    return least if rule.cap is None else min(least, Fraction(rule.cap))


def _declared(own: Decimal | None, leaf: Leaf) -> Fraction:
    points = own if own is not None else leaf.points
    assert points is not None  # noqa: S101 - POINTS-MISSING refuses such a rubric
    return Fraction(points)


WORTH: dict[str, Callable[[Any, Fraction, Leaf], Fraction]] = {
    "points": _itself,
    "levels": _itself,
    "checklist": _itself,
    "count": _count,
    "bands": _bands,
    "deductions": _deductions,
    "bonus": _bonus,
    "penalty": _penalty,
    "veto": _veto,
    "given": _itself,
    "votes": _votes,
}
