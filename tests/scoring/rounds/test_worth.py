"""What a number is worth, marking by marking."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rubrics import Criterion
from rubrics.markings import MARKINGS
from scoring.rounds.worth import WORTH, worth

BANDS = {"bands": {"fact": "f", "table": [{"from": 0, "points": 2}, {"from": 10, "points": 6}]}}
VOTES = {"votes": {"from": "x", "rule": "leader_ratio", "scale": 10, "floor": 4, "cap": 9}}


def test_every_marking_has_a_worth() -> None:
    """Declared and performed rules are the same."""
    assert tuple(WORTH) == MARKINGS


@pytest.mark.parametrize(
    ("marking", "number", "points"),
    [
        ({"points": {}}, "7.5", "7.5"),
        ({"levels": [{"title": "优", "points": 10}]}, "10", "10"),
        ({"checklist": [{"title": "清单", "points": 10}]}, "10", "10"),
        ({"count": {"rated": True, "each": 3}}, "3", "9"),
        ({"count": {"rated": True, "each": 3}}, "4", "10"),
        ({"count": {"rated": True, "each": 3, "cap": 7}}, "3", "7"),
        (BANDS, "9.99", "2"),
        (BANDS, "10", "6"),
        ({"deductions": {"rated": True}}, "2.5", "7.5"),
        ({"deductions": {"rated": True, "start": 8, "each": 3, "floor": 1}}, "2", "2"),
        ({"deductions": {"rated": True, "start": 8, "each": 3, "floor": 1}}, "3", "1"),
        ({"bonus": {"rated": True, "cap": 5}}, "4.5", "4.5"),
        ({"bonus": {"rated": True, "each": 2, "cap": 5}}, "3", "5"),
        ({"penalty": {"rated": True}}, "4.5", "-4.5"),
        ({"penalty": {"rated": True, "each": 2, "cap": 5}}, "3", "-5"),
        ({"veto": {"fact": "f", "score": 0}}, "0.5", "1"),
        ({"veto": {"fact": "f", "score": 0}}, "0", "0"),
        ({"given": {"from": "x", "scale": 10}}, "7.25", "7.25"),
        (VOTES, "3", "4"),
        (VOTES, "6", "6"),
        (VOTES, "9.5", "9"),
        ({"votes": {**VOTES["votes"], "floor": None, "cap": None}}, "9.5", "9.5"),
    ],
)
def test_points(marking: dict[str, Any], number: str, points: str) -> None:
    """Of a criterion of 10 points, exact."""
    leaf = Criterion.model_validate({"id": "A1", "title": "指标", "points": 10, "marking": marking})
    assert worth(leaf, Decimal(number)) == Fraction(points)
