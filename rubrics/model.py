"""The rubric as frozen values: Rubric > Part > Criterion > Marking."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from rubrics.methods import (
    Amount,
    Flag,
    Given,
    Grades,
    Id,
    Label,
    Marking,
    NotNegative,
    Number,
    PointsMarking,
    Pool,
    Positive,
    Ranking,
    Rounding,
    Settings,
    Text,
    Whole,
    Wording,
    Words,
)

ROOT = "total"


class Fact(Settings):
    """A number that the agency reports and that bands are read from."""

    id: Id
    title: Words
    unit: Words | None = None
    min: Number | None = None
    max: Number | None = None


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
    """What the agency's written report must keep to; a length in characters without white space."""

    max_chars: Whole | None = Field(default=None, ge=1)


class Node(Settings):
    """What every node of the tree may carry.

    Operations are done in the order combine, pool, multiply (`factor`), subtract, round.
    """

    by: Id | None = None
    pool: Pool | None = None
    factor: Positive | None = None
    subtract: Amount | None = None
    round: Rounding | None = None


class Criterion(Node):
    """A leaf: one thing that is marked. `text` is its 评分标准."""

    id: Id
    no: Annotated[Label | None, Wording()] = None
    title: Words
    text: Words | None = None
    weight: NotNegative | None = None
    points: Positive | None = None
    methods: tuple[Id, ...] = ()
    marking: Marking | None = None
    evidence: Annotated[tuple[EvidenceKind, ...], Wording()] = ()

    @property
    def rule(self) -> Marking:
        """The marking that holds: plain points where none is written."""
        return self.marking or Marking(points=PointsMarking())


class Part(Node):
    """A branch with parts or criteria below it, or a leaf that is marked, or given, as a whole."""

    id: Id
    no: Annotated[Label | None, Wording()] = None
    title: Words
    text: Words | None = None
    weight: NotNegative | None = None
    points: Positive | None = None
    methods: tuple[Id, ...] = ()
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
    """What is asked, and how it counts."""

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
    methods: Annotated[tuple[Method, ...], Wording()] = ()
    report: Annotated[ReportRule, Wording()] = ReportRule()
    parts: tuple[Part, ...] = Field(min_length=1)


def full_marks(leaf: Part | Criterion) -> Decimal | None:
    """Return the most that a leaf can earn in points; None where a given value has no scale."""
    if leaf.points is not None:
        return leaf.points
    rule = leaf.rule
    if rule.given:
        return rule.given.scale
    if rule.levels:
        return max(level.points for level in rule.levels)
    if rule.bands:
        return max(band.points for band in rule.bands.table)
    return rule.points.max if rule.points else None
