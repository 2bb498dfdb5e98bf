"""Tests of rubrics.model."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from rubrics import Criterion, Part
from rubrics.model import full_marks


def criterion(**fields: object) -> Criterion:
    """Return a criterion with these fields."""
    return Criterion.model_validate({"id": "A1", "title": "示例", **fields})


def test_a_leaf_without_marking_is_marked_in_points() -> None:
    """Plain points are the rule that needs no words; a given part is given."""
    part = Part.model_validate({"id": "p", "title": "示例", "points": 10})
    given = Part.model_validate({"id": "p", "title": "示例", "given": {"from": "public", "scale": 100}})
    assert [leaf.rule.model_dump(exclude_none=True) for leaf in (criterion(), part, given)] == [
        {"points": {"min": 0}},
        {"points": {"min": 0}},
        {"given": {"source": "public", "scale": 100}},
    ]


def test_no_evidence_is_bound_to_a_part() -> None:
    """Evidence belongs to criteria."""
    assert Part.model_validate({"id": "p", "title": "示例"}).evidence == ()


LEVELS = {"levels": [{"title": "差", "points": 2}, {"title": "优", "points": 8}]}
BANDS = {"bands": {"fact": "f", "table": [{"from": 0, "points": 3}, {"from": 5, "points": 7}]}}


@pytest.mark.parametrize(
    ("fields", "most"),
    [
        ({"points": 10}, 10),
        ({"points": 10, "marking": LEVELS}, 10),
        ({"marking": LEVELS}, 8),
        ({"marking": BANDS}, 7),
        ({"marking": {"given": {"from": "g", "scale": 100}}}, 100),
        ({"marking": {"given": {"from": "g"}}}, None),
        ({"marking": {"points": {"max": 6}}}, 6),
        ({"marking": {"points": {}}}, None),
        ({"marking": {}}, None),
        ({"marking": {"checklist": [{"title": "甲", "points": 2}, {"title": "乙", "points": 3}]}}, 5),
        ({"marking": {"count": {"rated": True, "each": 1, "cap": 8}}}, 8),
        ({"marking": {"count": {"rated": True, "each": 1}}}, None),
        ({"points": 10, "marking": {"count": {"rated": True, "each": 1}}}, 10),
        ({"marking": {"deductions": {"rated": True, "start": 9}}}, 9),
        ({"marking": {"deductions": {"rated": True}}}, None),
        ({"marking": {"votes": {"from": "v", "rule": "leader_ratio", "scale": 100}}}, 100),
        ({"marking": {"votes": {"from": "v", "rule": "leader_ratio", "scale": 100, "cap": 90}}}, 90),
        ({"marking": {"votes": {"from": "v", "rule": "leader_ratio", "scale": 100, "cap": 120}}}, 100),
        ({"marking": {"bonus": {"rated": True, "cap": 5}}}, 0),
        ({"points": 5, "marking": {"penalty": {"rated": True}}}, 0),
        ({"marking": {"veto": {"rated": "any", "score": 0}}}, 0),
        ({}, None),
    ],
)
def test_full_marks(fields: dict[str, Any], most: int | None) -> None:
    """Declared points, else the most that the marking gives, else unknown; bonus, penalty and veto earn nothing."""
    assert full_marks(criterion(**fields)) == (None if most is None else Decimal(most))


def test_a_rubric_cannot_be_altered() -> None:
    """Values are frozen: what was checked stays what it was."""
    leaf = criterion(points=10)
    with pytest.raises(ValidationError, match="frozen"):
        leaf.points = Decimal(20)  # type: ignore[misc]
    assert leaf.points == 10


def test_points_of_a_checklist_are_added_exactly() -> None:
    """A sum of more than 28 digits, where Decimal would round."""
    points = [Decimal(9999999999999999999999999999), Decimal("0.0001")]
    items = [{"title": str(at), "points": each} for at, each in enumerate(points)]
    assert full_marks(criterion(marking={"checklist": items})) == Decimal("9999999999999999999999999999.0001")
