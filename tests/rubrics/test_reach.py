"""Tests of rubrics.reach."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from rubrics import Rubric, read_rubric, tree
from rubrics.reach import reach, reach_unclamped

GOOD = Path(__file__).parents[1] / "examples" / "good"
HEAD: dict[str, Any] = {
    "pingyi": 1,
    "id": "r",
    "title": "示例",
    "basis": "示例",
    "rounding": {"places": 2, "mode": "half_up"},
    "rank": {"by": "exact", "share": True},
}
BONUS = {
    "id": "X",
    "title": "加分",
    "criteria": [{"id": "X1", "title": "表彰", "marking": {"bonus": {"from": "x", "cap": 5}}}],
}
PANEL: dict[str, Any] = {"id": "P", "title": "评议", "points": 100, "by": "panel", "pool": {"mean": {}}}


def highest(*parts: dict[str, Any], **settings: object) -> Fraction | None:
    """Return the highest total of a rubric with these parts."""
    return reach(tree(Rubric.model_validate({**HEAD, "parts": parts, **settings})), None)


@pytest.mark.parametrize(
    ("parts", "settings", "most"),
    [
        ([PANEL], {}, 100),
        ([PANEL, BONUS], {}, 105),
        ([PANEL, {**BONUS, "cap": 3}], {}, 103),
        ([PANEL, BONUS], {"cap": 102}, 102),
        ([PANEL, BONUS], {"factor": 2}, 210),
        ([PANEL, BONUS], {"scale": 50}, Fraction(105, 2)),
        ([PANEL, BONUS], {"subtract": {"from": "y"}}, None),
        ([PANEL, BONUS], {"subtract": {"from": "y"}, "cap": 90}, 90),
        ([PANEL, BONUS], {"factor": {"from": "y"}}, None),
        ([PANEL, BONUS], {"not_applicable": "rescale"}, None),
        ([PANEL], {"not_applicable": "rescale"}, 100),
        ([{"id": "G", "title": "社会评议", "given": {"from": "g"}}], {}, None),
        ([BONUS], {"floor": 10}, 10),
        ([{**PANEL, "pool": {"middle_sum": {"n": 3, "odd": "high"}}}], {}, 300),
    ],
)
def test_the_highest_total(parts: list[dict[str, Any]], settings: dict[str, Any], most: Fraction | int | None) -> None:
    """Full marks, and what bonuses add, through every operation; None where nothing bounds it."""
    assert highest(*parts, **settings) == most


def test_under_weights_shares_are_added_and_bonuses_beside_them() -> None:
    """A bonus inside a weighed part counts with its weight; beside weighed parts it is added."""
    inside = {
        "id": "Q",
        "title": "自评",
        "weight": 50,
        "criteria": [
            {"id": "Q1", "title": "得分", "marking": {"given": {"from": "q", "scale": 10}}},
            {"id": "Q2", "title": "加分", "marking": {"bonus": {"from": "b", "cap": 1}}},
        ],
    }
    assert highest({**PANEL, "weight": 50}, inside, BONUS) == 50 + 55 + 5
    assert highest({**PANEL, "weight": 50}, inside, BONUS, total=10) == 5 + Fraction("5.5") + 5
    given = {"id": "G", "title": "社会评议", "given": {"from": "g"}, "weight": 50}
    assert highest({**PANEL, "weight": 50}, given) is None


def test_a_pool_that_converts_bonuses_bounds_nothing() -> None:
    """Who marked the bonus only would be converted to all points, and more."""
    criteria = [
        {"id": "P1", "title": "得分", "points": 10},
        {"id": "P2", "title": "加分", "marking": {"bonus": {"rated": True, "cap": 1}}},
    ]
    part = {"id": "P", "title": "评议", "by": "panel", "criteria": criteria}
    assert highest({**part, "pool": {"mean": {}, "incomplete": "rescale"}}) is None
    assert highest({**part, "pool": {"mean": {}, "incomplete": "leave_out"}}) == 11


def test_rounding_may_reach_higher() -> None:
    """66.7 rounded to whole points can become 67."""
    rounded = {"places": 0, "mode": "half_up"}
    assert highest({**PANEL, "factor": Decimal("0.667"), "round": rounded}) == 67
    assert highest({**PANEL, "factor": Decimal("0.667")}) == Fraction("66.7")


def test_each_class_reaches_its_own() -> None:
    """What is for other classes adds nothing; before floor and cap the coefficient leaves the total unbounded."""
    text = (GOOD / "whole-language.yaml").read_text(encoding="utf-8")
    found = {node.id: node for node in tree(read_rubric(text, "r.yaml")).walk()}
    assert {
        name: [reach(found[name], one) for one in ("dept", "town")] for name in ("dept", "town", "extra", "total")
    } == {
        "dept": [20, 0],
        "town": [0, 110],
        "extra": [20, 20],
        "total": [120, 120],
    }
    assert [reach_unclamped(found[name], "dept") for name in ("extra", "total")] == [25, None]
