"""Soundness of markings that turn a number into points: count, deductions, bonus, penalty."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from rubrics.document import Fault, Path
from rubrics.markings import Counted, CountMarking, DeductionsMarking, VetoMarking
from rubrics.messages import say
from rubrics.scalars import chosen

SOURCES = ("rated", "fact", "source")


def check_counted(rule: Counted, points: Decimal | None, name: str, path: Path) -> Iterator[Fault]:
    """Yield what is unsound about the rule `name`; `points` are those that its leaf declares."""
    yield from check_source(rule, name, path)
    if isinstance(rule, DeductionsMarking):
        yield from _deductions(rule, points, path)
        return
    each, cap = getattr(rule, "each", None), getattr(rule, "cap", None)
    most = points if cap is None and isinstance(rule, CountMarking) else cap
    if each is not None and most is not None and each > most:
        yield (
            "EACH-LARGE",
            (*path, "each"),
            say("each one counts {each} points, and all together at most {most}.", each=each, most=most),
            say("Lower each, or raise the most there can be."),
        )


def check_source(rule: Counted | VetoMarking, name: str, path: Path) -> Iterator[Fault]:
    """Yield whether a rule reads its number, or its yes or no, from nowhere or from several places."""
    if len(chosen(rule, SOURCES)) != 1:
        rated = "rated: any, rated: majority, rated: all" if name == "veto" else "rated: true"
        yield (
            "SOURCE-ONE",
            path,
            say("{marking} must say where it is read from: from exactly one place.", marking=name),
            say(
                "Write one of: {rated} (raters write it); fact: <id> (agencies report it); "
                "from: <id> (the office fills in imports/<id>.csv).",
                rated=rated,
            ),
        )


def _deductions(rule: DeductionsMarking, points: Decimal | None, path: Path) -> Iterator[Fault]:
    start = rule.start if rule.start is not None else points
    if start is None:
        return
    if rule.floor >= start:
        yield (
            "DEDUCTION-FLOOR",
            (*path, "floor"),
            say(
                "nothing can be taken off: the floor {floor} is not below the start {start}.",
                floor=rule.floor,
                start=start,
            ),
            say("Lower the floor."),
        )
        return
    # A fraction: a Decimal difference is cut to the context's digits.
    most = Fraction(start) - Fraction(rule.floor)
    if rule.each is not None and rule.each > most:
        yield (
            "DEDUCTION-LARGE",
            (*path, "each"),
            say(
                "each finding takes off {each} points, more than the {range} there are from {start} down to {floor}.",
                each=rule.each,
                range=most,
                start=start,
                floor=rule.floor,
            ),
            say("Lower each, or give the item more points."),
        )
