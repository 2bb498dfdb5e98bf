"""The rules by which one leaf may be marked, with their typed settings."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from rubrics.scalars import Id, NotNegative, Number, Positive, Settings, Text, Words, chosen


class PointsMarking(Settings):
    """A rater gives points from `min` to `max` (the leaf's points when left out), in steps of `step`."""

    min: Number = Decimal(0)
    max: Number | None = None
    step: Number | None = None


class Level(Settings):
    """One of the named levels a rater may choose; `when` is its descriptor."""

    title: Text
    points: Number
    when: Words | None = None


class Item(Settings):
    """One line of a checklist: what must be there, and what it is worth."""

    title: Words
    points: Positive


class Band(Settings):
    """From `at_least` (included) up to `to` (not included; the next band when left out): so many points."""

    at_least: Number = Field(alias="from")
    to: Number | None = None
    points: Number


class BandsMarking(Settings):
    """A fact that the agency reported is turned into points; a lower bound belongs to the band above it."""

    fact: Id
    table: tuple[Band, ...] = Field(min_length=1)


class Counted(Settings):
    """Where a number comes from: raters write it (`rated`), a fact holds it, or imports/<source>.csv."""

    rated: Literal[True] | None = None
    fact: Id | None = None
    source: Id | None = Field(default=None, alias="from")


class CountMarking(Counted):
    """`each` point for every one counted, at most `cap` (the leaf's points when left out)."""

    each: Positive
    cap: Positive | None = None


class DeductionsMarking(Counted):
    """From `start` (the leaf's points when left out) `each` is taken off for every finding, down to `floor`.

    Without `each` the number is what is taken off, in points.
    """

    start: Positive | None = None
    each: Positive | None = None
    floor: Number = Decimal(0)


class BonusMarking(Counted):
    """Points on top of what can be earned, at most `cap`: `each` for every one counted, or the number itself."""

    each: Positive | None = None
    cap: Positive


class PenaltyMarking(Counted):
    """Points taken off, at most `cap` where one is written: `each` for every one counted, or the number itself."""

    each: Positive | None = None
    cap: Positive | None = None


class VetoMarking(Settings):
    """一票否决: yes or no, from a fact or a file (anything but 0 is yes), or from raters.

    `rated` says how many of the raters who answered must say yes: any of them, more than half, or all. A veto
    lets the grade be no better than `grade`, or makes the score of the node directly above it `score`.
    """

    rated: Literal["any", "majority", "all"] | None = None
    fact: Id | None = None
    source: Id | None = Field(default=None, alias="from")
    grade: Text | None = None
    score: Number | None = None


class Given(Settings):
    """An agency's value is read from imports/<source>.csv; `scale` is the highest value there can be."""

    source: Id = Field(alias="from")
    scale: Positive | None = None


class Option(Settings):
    """One answer that voters may tick, and what it is worth."""

    title: Text
    points: NotNegative


class VotesMarking(Settings):
    """The votes of the public, read from imports/<source>.csv.

    `leader_ratio`: votes ÷ the highest votes of any agency × `scale`. `satisfaction`: the mean of what voters
    gave, each a number from 0 to `scale` or one of the `options`. Then not below `floor` and not above `cap`.
    """

    source: Id = Field(alias="from")
    rule: Literal["leader_ratio", "satisfaction"]
    scale: Positive
    options: tuple[Option, ...] = ()
    floor: NotNegative | None = None
    cap: Positive | None = None


class Marking(Settings):
    """How one leaf is marked: exactly one of these rules."""

    points: PointsMarking | None = None
    levels: tuple[Level, ...] | None = Field(default=None, min_length=1)
    checklist: tuple[Item, ...] | None = Field(default=None, min_length=1)
    count: CountMarking | None = None
    bands: BandsMarking | None = None
    deductions: DeductionsMarking | None = None
    bonus: BonusMarking | None = None
    penalty: PenaltyMarking | None = None
    veto: VetoMarking | None = None
    given: Given | None = None
    votes: VotesMarking | None = None

    @property
    def name(self) -> str:
        """The name of the rule: points, levels, checklist, …; empty where none is written."""
        return next(iter(chosen(self, MARKINGS)), "")

    @property
    def counted(self) -> Counted | None:
        """The rule where it turns a number into points, and says where that number comes from."""
        rule = getattr(self, self.name, None)
        return rule if isinstance(rule, Counted) else None

    @property
    def rated(self) -> bool:
        """Whether raters mark by this rule, rather than a file or a fact."""
        declared = self.veto or self.counted
        return declared.rated is not None if declared else bool(self.points or self.levels or self.checklist)

    @property
    def fact(self) -> str | None:
        """The fact that this rule reads."""
        declared = self.bands or self.veto or self.counted
        return declared.fact if declared else None

    @property
    def source(self) -> str | None:
        """The file in imports/ that this rule reads."""
        declared = self.given or self.votes or self.veto or self.counted
        return declared.source if declared else None


MARKINGS = (
    "points",
    "levels",
    "checklist",
    "count",
    "bands",
    "deductions",
    "bonus",
    "penalty",
    "veto",
    "given",
    "votes",
)
# Markings that add to a score or take from it, and can never be earned or missed.
EXTRAS = ("bonus", "penalty", "veto")
# What a sheet says instead of a mark: no level can be called so.
RESERVED = (
    "回避",
    "缺席",
    "未安排",
    "作废",
    "不涉及",
    "recused",
    "absent",
    "unassigned",
    "void",
    "not_applicable",
)
