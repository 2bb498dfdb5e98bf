"""What the rubric reads a file in imports/ as, and what one cell of it may hold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rubrics import Message, Rubric, say, tree
from rubrics.markings import Option, VotesMarking
from scoring.rounds.numbers import plain_number
from scoring.rounds.unknown import quoted
from scoring.rounds.words import yes_or_no

Refused = tuple[str, Message, Message]
"""Code, rule and remedy of a cell that holds no value."""


@dataclass(frozen=True)
class Reading:
    """What the rubric reads a file as.

    `kind` is value, coefficient, yes_or_no, votes (for the leader's share) or ballots (for satisfaction: of these
    `options`, or values that voters typed). A value is from 0 to `most` where a scale says so, and `not_negative`
    where it is counted.
    """

    kind: str
    most: Fraction | None = None
    not_negative: bool = False
    options: tuple[Option, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the table must have."""
        if self.options:
            return ("agency", *(option.title for option in self.options))
        return ("agency", "votes") if self.kind == "votes" else ("agency", "value")


def reading(rubric: Rubric, source: str) -> Reading:
    """Return as what `rubric` reads imports/<source>.csv; where several read it, they read the same (IMPORT-MIXED)."""
    scales: list[Fraction | None] = []
    counted = False
    for node in tree(rubric).walk():
        if node.node.factor and node.node.factor.source == source:
            return Reading("coefficient")
        counted = counted or bool(node.node.subtract and node.node.subtract.source == source)
        rule = node.leaf.rule if node.leaf else None
        if rule is None or rule.source != source:
            continue
        if rule.veto:
            return Reading("yes_or_no")
        if rule.votes:
            return _votes(rule.votes)
        counted = counted or rule.counted is not None
        scales += [node.combined_earnable] if rule.given else []
    return Reading("value", min((scale for scale in scales if scale is not None), default=None), counted)


def _votes(rule: VotesMarking) -> Reading:
    if rule.rule == "leader_ratio":
        return Reading("votes")
    return Reading("ballots", options=rule.options) if rule.options else Reading("ballots", Fraction(rule.scale))


def value_of(text: str, how: Reading) -> Decimal | Refused:
    """Return what a cell that is not empty holds: a number, votes, a coefficient, or 1 and 0 for yes and no."""
    if how.kind in _OTHERS:
        return _OTHERS[how.kind](text)
    number = plain_number(text)
    if number is None:
        return (
            "VALUE-NUMBER",
            say("“{mark}” is not a plain number.", mark=quoted(text)),
            say("Enter a number with plain digits, such as 91.25."),
        )
    if how.most is not None and not 0 <= number <= how.most:
        return (
            "VALUE-RANGE",
            say("{value} is outside the scale, 0 to {most}.", value=text, most=how.most),
            say("Enter a number from 0 to {most}.", most=how.most),
        )
    if how.kind == "coefficient" and number <= 0:
        return "VALUE-RANGE", say("the coefficient {value} is not above 0.", value=text), say("Enter a number above 0.")
    if how.not_negative and number < 0:
        return "VALUE-RANGE", say("{value} is below 0.", value=text), say("Enter a number from 0 on.")
    return number


def count_of(text: str) -> Decimal | Refused:
    """Return a number of votes or ballots: whole, and 0 or more."""
    number = plain_number(text)
    if number is None or number < 0 or Fraction(number).denominator != 1:
        return (
            "VALUE-COUNT",
            say("“{mark}” is not a number of votes.", mark=quoted(text)),
            say("Enter how many there were: a whole number from 0 on, in plain digits."),
        )
    return number


def _answer(text: str) -> Decimal | Refused:
    said = yes_or_no(text)
    if said is None and text not in ("1", "0"):
        return (
            "VALUE-YES-NO",
            say("“{mark}” is neither yes nor no.", mark=quoted(text)),
            say("Write yes or no, or 1 or 0."),
        )
    return Decimal(int(text)) if said is None else Decimal(int(said))


_OTHERS = {"yes_or_no": _answer, "votes": count_of}
