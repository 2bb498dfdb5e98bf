"""One cell of a sheet to a mark, by the marking of its criterion: numbers, levels, signs, yes and no, states."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from rubrics import Criterion, Marking, Message, Part, say
from scoring.rounds.marks import STATE_WORDS, VOIDED, Mark, MarkState
from scoring.rounds.numbers import plain_number, plain_numbers
from scoring.rounds.unknown import quoted
from scoring.rounds.worth import worth

Leaf = Part | Criterion
Refused = tuple[str, Message, Message]
"""Code, rule and remedy of a cell that is no mark."""


@dataclass(frozen=True)
class Advice:
    """What is said to whoever wrote no number (`plain`), or one beyond `low` and `high` (`between`)."""

    plain: Message
    between: Message


WITH_STATES = Advice(
    say("Enter a number with plain digits, or recused, absent, unassigned."),
    say("Enter a number from {low} to {high}, or recused, absent, unassigned."),
)
"""On a sheet of the folder or on paper, where a state can be written in place of a mark."""
NUMBERS_ALONE = Advice(
    say("Enter a number with plain digits, such as 91.25."), say("Enter a number from {low} to {high}.")
)
"""On a screen of a rater, whose absence is the office's to say, or a recusal."""
_MET, _NOT_MET = "√✓✔是yY", "×✗✘xX否nN"
BETWEEN = " \t\u3000,，、"


def read_mark(text: str, leaf: Leaf, rule: Marking, advice: Advice = WITH_STATES) -> Mark | Refused:
    """Return the mark that a cell's `text` is by `rule`, the leaf's marking, without a remark; or why it is none.

    `advice` is what a remedy says where a number is wanted.
    """
    if text in STATE_WORDS:
        state = STATE_WORDS[text]
        return Mark(state, written=VOIDED if state is MarkState.VOID else None)
    if text in ("不涉及", "not_applicable"):
        remedy = say("Write it in round.yaml under not_applicable: it holds for the agency and not for one rater.")
        return "MARK-NUMBER", say("“{mark}” is no mark.", mark=text), remedy
    return _READERS[rule.name](text, leaf, rule, advice)


def yes_or_no(text: str) -> bool | None:
    """Return whether a word says yes (是, yes, √) or no (否, no, ×); None for anything else."""
    word = text.lower()
    if word == "yes" or (len(text) == 1 and text in _MET):
        return True
    return False if word == "no" or (len(text) == 1 and text in _NOT_MET) else None


def _points(text: str, leaf: Leaf, rule: Marking, advice: Advice) -> Mark | Refused:
    points, scale = plain_number(text), rule.points
    assert scale is not None  # noqa: S101 - asked only where points are written
    if points is None:
        return _no_number(text, advice)
    low, high = scale.min, scale.max if scale.max is not None else leaf.points
    assert high is not None  # noqa: S101 - POINTS-MISSING refuses such a rubric
    if not low <= points <= high:
        return _out_of_range(
            say("{mark} is outside the scale of “{id}”, {low} to {high}.", mark=text, id=leaf.id, low=low, high=high),
            advice.between.filled(low=low, high=high),
        )
    # Fractions: a Decimal difference is cut to the context's digits, and its remainder may fail.
    if scale.step is not None and (Fraction(points) - Fraction(low)) % Fraction(scale.step):
        return _out_of_range(
            say("{mark} is not a multiple of {step} above {low}.", mark=text, step=scale.step, low=low),
            say("Enter marks in steps of {step}.", step=scale.step),
        )
    return Mark(MarkState.GIVEN, points)


def _levels(text: str, leaf: Leaf, rule: Marking, _: Advice) -> Mark | Refused:
    levels, number = rule.levels or (), plain_number(text)
    named = [level for level in levels if level.title == text]
    for level in named or [level for level in levels if level.points == number]:
        return Mark(MarkState.GIVEN, level.points, level.title)
    return _out_of_range(
        say("“{mark}” is not a level of “{id}”.", mark=quoted(text), id=leaf.id),
        say("Write one of: {choices}.", choices=tuple(f"{level.title}({level.points})" for level in levels)),
    )


def _checklist(text: str, leaf: Leaf, rule: Marking, _: Advice) -> Mark | Refused:
    items = rule.checklist or ()
    signs = "".join(sign for sign in text if sign not in BETWEEN)
    if set(signs) - set(_MET + _NOT_MET):
        return (
            "MARK-SIGNS",
            say("“{mark}” holds more than signs for met and not met.", mark=quoted(text)),
            say("Write √ or × for each of the {n} items, in their order: √×√.", n=len(items)),
        )
    if len(signs) != len(items):
        return (
            "MARK-SIGNS",
            say(
                "“{mark}” has {n} signs, but “{id}” has {items} items.",
                mark=quoted(text),
                n=len(signs),
                id=leaf.id,
                items=len(items),
            ),
            say("Write √ or × for each of the {n} items, in their order: √×√.", n=len(items)),
        )
    met = [sign in _MET for sign in signs]
    reached = sum((Fraction(item.points) for item, tick in zip(items, met, strict=True) if tick), Fraction())
    return Mark(MarkState.GIVEN, worth(leaf, reached), "".join("√" if tick else "×" for tick in met))


def _counted(text: str, leaf: Leaf, rule: Marking, advice: Advice) -> Mark | Refused:
    number = plain_number(text)
    if number is None:
        return _no_number(text, advice)
    if number < 0:
        return _out_of_range(
            say("{mark} is below 0.", mark=text),
            say("Enter how many, or how many points: a number from 0 on. What is taken off has no minus sign."),
        )
    if getattr(rule.counted, "each", None) is not None and Fraction(number).denominator != 1:
        return _out_of_range(
            say("{mark} is not a whole number, but “{id}” is counted.", mark=text, id=leaf.id),
            say("Enter how many: 0, 1, 2, …"),
        )
    return Mark(MarkState.GIVEN, worth(leaf, number), text)


def _veto(text: str, leaf: Leaf, _: Marking, __: Advice) -> Mark | Refused:
    answer = yes_or_no(text)
    if answer is None:
        return "MARK-YES-NO", say("“{mark}” is neither yes nor no.", mark=quoted(text)), say("Write yes or no.")
    return Mark(MarkState.GIVEN, worth(leaf, Fraction(answer)), "是" if answer else "否")


def _out_of_range(rule: Message, remedy: Message) -> Refused:
    return "MARK-RANGE", rule, remedy


def _no_number(text: str, advice: Advice) -> Refused:
    found = plain_numbers(unicodedata.normalize("NFKC", text))
    remedy = (
        say("If {number} is meant, write it with plain digits and nothing else.", number=found[0])
        if len(found) == 1
        else advice.plain
    )
    return "MARK-NUMBER", say("“{mark}” is not a plain number.", mark=quoted(text)), remedy


_READERS: dict[str, Callable[[str, Leaf, Marking, Advice], Mark | Refused]] = {
    "points": _points,
    "levels": _levels,
    "checklist": _checklist,
    "count": _counted,
    "deductions": _counted,
    "bonus": _counted,
    "penalty": _counted,
    "veto": _veto,
}
