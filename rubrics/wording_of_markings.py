"""Markings in words: what is looked at, and what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from rubrics.markings import (
    BandsMarking,
    BonusMarking,
    Counted,
    CountMarking,
    DeductionsMarking,
    Given,
    Item,
    Level,
    Marking,
    Option,
    PenaltyMarking,
    PointsMarking,
    VetoMarking,
    VotesMarking,
)
from rubrics.messages import Message, joined, say

Clauses = list[Message]
_RATED = say("the number that raters write")
_VETO_RATED = {
    "any": say("at least one of the raters who answer says yes"),
    "majority": say("more than half of the raters who answer say yes"),
    "all": say("all raters who answer say yes"),
}


def marking_words(rule: Marking, points: Decimal | None, facts: Mapping[str, str] | None = None) -> Message:
    """Return a sound marking in words; `points` are those that its leaf declares.

    `facts` are the facts' titles by id; without them facts are named by their ids.
    """
    one = getattr(rule, rule.name)
    if rule.fact is not None and facts:
        one = one.model_copy(update={"fact": facts[rule.fact]})
    return joined(WORDS[rule.name](one, points))


def veto_words(rule: VetoMarking) -> Message:
    """Return a veto in words: when it falls, and what it does."""
    return joined(_veto(rule, None))


def _points(rule: PointsMarking, points: Decimal | None) -> Clauses:
    words = [say("points from {low} to {high}", low=rule.min, high=_either(rule.max, points))]
    return words if rule.step is None else [*words, say("in steps of {step}", step=rule.step)]


def _levels(levels: tuple[Level, ...], _: Decimal | None) -> Clauses:
    return [say("one of the levels {levels}", levels=_lines(levels))]


def _checklist(items: tuple[Item, ...], _: Decimal | None) -> Clauses:
    return [say("points of what is met, added up: {items}", items=_lines(items))]


def _count(rule: CountMarking, points: Decimal | None) -> Clauses:
    return [_times(rule, rule.each), _at_most(_either(rule.cap, points))]


def _bands(rule: BandsMarking, _: Decimal | None) -> Clauses:
    # From the top: whoever looks a value up takes the first bound that it reaches.
    order = sorted(rule.table, key=lambda band: band.at_least, reverse=True)
    lines = tuple(say("from {bound} on {points}", bound=band.at_least, points=band.points) for band in order)
    return [say("by the fact “{fact}”: {bands}", fact=rule.fact, bands=lines)]


def _deductions(rule: DeductionsMarking, points: Decimal | None) -> Clauses:
    start = _either(rule.start, points)
    return [say("{start} less {taken}", start=start, taken=_times(rule, rule.each)), _not_below(rule.floor)]


def _bonus(rule: BonusMarking, _: Decimal | None) -> Clauses:
    return [say("added: {number}", number=_times(rule, rule.each)), _at_most(rule.cap)]


def _penalty(rule: PenaltyMarking, _: Decimal | None) -> Clauses:
    words = [say("taken off: {number}", number=_times(rule, rule.each))]
    return words if rule.cap is None else [*words, _at_most(rule.cap)]


def _veto(rule: VetoMarking, _: Decimal | None) -> Clauses:
    when = _VETO_RATED[rule.rated] if rule.rated else _veto_read(rule)
    if rule.grade is not None:
        return [say("veto where {when}", when=when), say("the grade is no better than {grade}", grade=rule.grade)]
    return [say("veto where {when}", when=when), say("the score directly above becomes {score}", score=rule.score)]


def _veto_read(rule: VetoMarking) -> Message:
    if rule.fact is not None:
        return say("the fact “{fact}” is not 0", fact=rule.fact)
    return say("imports/{source}.csv says yes", source=rule.source)


def _given(rule: Given, _: Decimal | None) -> Clauses:
    words = [say("the value in imports/{source}.csv", source=rule.source)]
    return words if rule.scale is None else [*words, _at_most(rule.scale)]


def _votes(rule: VotesMarking, _: Decimal | None) -> Clauses:
    if rule.rule == "leader_ratio":
        words = [say("votes ÷ the highest votes of any agency × {scale}", scale=rule.scale)]
    elif rule.options:
        words = [say("mean of the voters' answers: {options}", options=_lines(rule.options))]
    else:
        words = [say("mean of what voters gave, from 0 to {scale}", scale=rule.scale)]
    if rule.floor is not None:
        words.append(_not_below(rule.floor))
    return words if rule.cap is None else [*words, _at_most(rule.cap)]


def _lines(lines: tuple[Level | Item | Option, ...]) -> tuple[Message, ...]:
    return tuple(say("{title} {points}", title=line.title, points=line.points) for line in lines)


def _times(rule: Counted, each: Decimal | None) -> Message:
    number = _where(rule)
    return number if each in {None, 1} else say("{each} × {number}", each=each, number=number)


def _where(rule: Counted) -> Message:
    if rule.fact is not None:
        return say("the fact “{fact}”", fact=rule.fact)
    return _RATED if rule.source is None else say("the number in imports/{source}.csv", source=rule.source)


def _at_most(most: Decimal | None) -> Message:
    return say("at most {most}", most=most)


def _not_below(floor: Decimal) -> Message:
    return say("not below {floor}", floor=floor)


def _either(own: Decimal | None, points: Decimal | None) -> Decimal | None:
    return points if own is None else own


WORDS: dict[str, Callable[[Any, Decimal | None], Clauses]] = {
    "points": _points,
    "levels": _levels,
    "checklist": _checklist,
    "count": _count,
    "bands": _bands,
    "deductions": _deductions,
    "bonus": _bonus,
    "penalty": _penalty,
    "veto": _veto,
    "given": _given,
    "votes": _votes,
}
