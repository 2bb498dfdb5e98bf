"""The rubric as frozen values: Rubric > Part > Criterion > Marking."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import reduce
from typing import Annotated, Literal

from pydantic import Field

from rubrics.markings import EXTRAS, Given, Marking, PointsMarking
from rubrics.methods import Amount, Grades, Multiplier, Pool, Ranking, Rounding
from rubrics.scalars import (
    Flag,
    Id,
    Label,
    NotNegative,
    Number,
    Positive,
    Settings,
    Share,
    Text,
    Whole,
    Wording,
    Words,
)

ROOT = "total"
# Numbers have 28 digits at most, on either side of the point: no sum of them is cut.
_EXACT = Context(prec=100)


class Fact(Settings):
    """A number that the agency reports and that markings read."""

    id: Id
    title: Words
    unit: Words | None = None
    min: Number | None = None
    max: Number | None = None


class AgencyClass(Settings):
    """A class of agencies, for which parts of the rubric may be written."""

    id: Id
    title: Words


class Method(Settings):
    """A way of judging that this rubric names itself, beside the built-in ones."""

    id: Id
    title: Words


class EvidenceKind(Settings):
    """What kind of evidence a criterion asks for."""

    kind: Text
    required: Flag = False
    note: Words | None = None


class ReportRule(Settings):
    """What the agency's written report must keep to.

    `max_chars` is in 字数 as Chinese offices count: each Han character and full-width mark is one, and so is each word
    or number of another script.
    """

    max_chars: Whole | None = Field(default=None, ge=1)


class Node(Settings):
    """What every node of the tree may carry.

    Operations are done in the order combine, pool, multiply (`factor`), subtract, clamp (`floor`, `cap`), `scale`
    (from what an agency of this class can earn here to so many points), round. A rater who gives less than
    `reason_below` of what a criterion can earn writes down why (扣分理由), here and in all that is below.
    """

    by: Id | None = None
    pool: Pool | None = None
    factor: Multiplier | None = None
    subtract: Amount | None = None
    floor: Number | None = None
    cap: Positive | None = None
    scale: Positive | None = None
    round: Rounding | None = None
    reason_below: Annotated[Share | None, Wording()] = None


class Element(Node):
    """What a part and a criterion have in common. `text` is the 评分标准; `classes` are those it is written for."""

    id: Id
    no: Annotated[Label | None, Wording()] = None
    title: Words
    text: Words | None = None
    weight: NotNegative | None = None
    points: Positive | None = None
    methods: tuple[Id, ...] = ()
    classes: tuple[Id, ...] | None = Field(default=None, alias="for", min_length=1)


class Criterion(Element):
    """A leaf: one thing that is marked."""

    marking: Marking | None = None
    evidence: Annotated[tuple[EvidenceKind, ...], Wording()] = ()

    @property
    def rule(self) -> Marking:
        """The marking that holds: plain points where none is written."""
        return self.marking or Marking(points=PointsMarking())


class Part(Element):
    """A branch with parts or criteria below it, or a leaf that is marked, or given, as a whole."""

    given: Given | None = None
    parts: tuple[Part, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def rule(self) -> Marking:
        """The marking that holds for a part without children."""
        return Marking(given=self.given) if self.given else Marking(points=PointsMarking())

    @property
    def evidence(self) -> tuple[EvidenceKind, ...]:
        """No evidence is bound to a part that is marked as a whole."""
        return ()


class Rubric(Node):
    """What is asked, and how it counts; `criteria` directly below the total can only be bonus, penalty and veto."""

    pingyi: Literal[1]
    id: Id
    title: Words
    basis: Words
    sample: Words | None = None
    source: Words | None = None
    total: Positive | None = None
    rounding: Rounding
    rank: Ranking
    grades: Grades | None = None
    not_applicable: Literal["rescale", "full", "zero"] | None = None
    facts: tuple[Fact, ...] = ()
    classes: tuple[AgencyClass, ...] = ()
    methods: Annotated[tuple[Method, ...], Wording()] = ()
    report: Annotated[ReportRule, Wording()] = ReportRule()
    parts: tuple[Part, ...] = Field(min_length=1)
    criteria: tuple[Criterion, ...] = ()


def full_marks(leaf: Part | Criterion) -> Decimal | None:
    """Return the most that a leaf can earn in points; None where a given value has no scale.

    A bonus, a penalty and a veto earn nothing: nobody can be expected to reach them.
    """
    rule = leaf.rule
    if rule.name in EXTRAS:
        return Decimal(0)
    if leaf.points is not None:
        return leaf.points
    match rule.name:
        case "levels":
            return max(level.points for level in rule.levels or ())
        case "checklist":
            return reduce(_EXACT.add, (item.points for item in rule.checklist or ()), Decimal(0))
        case "bands":
            return max(band.points for band in rule.bands.table) if rule.bands else None
    return _declared(rule)


def _declared(rule: Marking) -> Decimal | None:
    if rule.points:
        return rule.points.max
    if rule.count:
        return rule.count.cap
    if rule.deductions:
        return rule.deductions.start
    if rule.votes:
        return rule.votes.scale if rule.votes.cap is None else min(rule.votes.scale, rule.votes.cap)
    return rule.given.scale if rule.given else None
