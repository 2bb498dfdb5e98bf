"""How a criterion's mark is entered on a page: choices, ticks, yes and no, or a number with steps; and what it adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rubrics import Message, full_marks, say
from scoring.actions.marking import Line
from scoring.portal.wording import shown
from scoring.rounds.keyed import leaf_of
from scoring.sheets.entry import MET, NO, YES, entry_of, plain

# Below so many points a step of 1 is too coarse where the rubric names none.
_FINE_BELOW = 5


@dataclass(frozen=True)
class Choice:
    """One thing to choose or tick: `value` is what is saved, `when` its descriptor, `points` what it is worth."""

    value: str
    title: str
    when: str = ""
    points: str = ""
    on: bool = False


@dataclass(frozen=True)
class Control:
    """`kind` is radio, ticks or number. `text` is what a number field shows; `scale` are its data- attributes.

    Of those `step` is how far a press goes, and `grid` what a number must be a multiple of, counted from `low`.
    """

    kind: str
    text: str
    hint: Message
    choices: tuple[Choice, ...] = ()
    scale: dict[str, str] = field(default_factory=dict)


def control_of(line: Line) -> Control:
    """Return how the mark of a line is entered."""
    leaf = leaf_of(line.leaf)
    rule, hint = leaf.rule, entry_of(line.leaf, "A1", not_applicable=False).rule
    if rule.levels:
        titles = [
            Choice(level.title, level.title, level.when or "", plain(level.points), line.typed == level.title)
            for level in rule.levels
        ]
        return Control("radio", line.text, say("Choose one."), tuple(titles))
    if rule.veto:
        words = ((YES, shown(say("yes"))), (NO, shown(say("no"))))
        return Control(
            "radio", line.text, say("Choose one."), tuple(Choice(*word, on=line.typed == word[0]) for word in words)
        )
    if rule.checklist:
        signs = line.typed if line.mark else ""
        items = [
            Choice(str(at), item.title, "", plain(item.points), signs[at : at + 1] == MET)
            for at, item in enumerate(rule.checklist)
        ]
        return Control("ticks", line.typed, say("Tick what is met."), tuple(items))
    return Control("number", line.text, hint, scale=_scale(line))


def _scale(line: Line) -> dict[str, str]:
    """Return the data- attributes from which a script steps a number and works out what it is worth."""
    leaf, rule = leaf_of(line.leaf), leaf_of(line.leaf).rule
    most = full_marks(leaf)
    if rule.points:
        low, high = rule.points.min, most if rule.points.max is None else rule.points.max
        assert high is not None  # noqa: S101 - POINTS-MISSING refuses such a rubric
        fine = Decimal("0.5") if high - low < _FINE_BELOW else Decimal(1)
        grid = {} if rule.points.step is None else {"grid": plain(rule.points.step)}
        return {
            "rule": "points",
            "low": plain(low),
            "high": plain(high),
            "step": plain(rule.points.step or fine),
        } | grid
    how: Any = rule.counted
    found = {"rule": rule.name, "low": "0", "step": "1" if how.each is not None else "0.5"}
    found |= {"each": plain(how.each), "grid": "1"} if how.each is not None else {}
    if rule.name == "deductions":
        start: Any = most if how.start is None else how.start
        return found | {"start": plain(start), "floor": plain(how.floor)}
    cap = most if rule.name == "count" and how.cap is None else how.cap
    return found if cap is None else found | {"cap": plain(cap)}


def figure(number: Fraction | Decimal | None) -> str:
    """Return a number as pages show it, exact where six places suffice; "—" where there is none."""
    return "—" if number is None else Message("{n}", (("n", number),)).render()


def limit_of(line: Line) -> str:
    """Return the points below which a reason is asked for, as a script compares them; "" where it never is."""
    limit = line.limit
    return "" if limit is None else decimal(limit)


def decimal(number: Fraction) -> str:
    """Return a number to twelve places at most, rounded up."""
    scale = 10**12
    return plain(Decimal(-(-number.numerator * scale // number.denominator)).scaleb(-12))
