"""A cell of a sheet to a mark, marking by marking."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rubrics import Criterion
from scoring.rounds import Mark, MarkState
from scoring.rounds.words import Refused, read_mark, yes_or_no

CHECKLIST = {
    "checklist": [
        {"title": name, "points": points} for name, points in (("清单", 2), ("公示", 3), ("更新", Decimal("0.5")))
    ]
}
COUNT = {"count": {"rated": True, "each": Decimal("0.5"), "cap": 2}}
DEDUCTIONS = {"deductions": {"rated": True, "each": 2, "floor": 0}}
POINTS_OFF = {"deductions": {"rated": True}}
BONUS = {"bonus": {"rated": True, "cap": 5}}
EACH_BONUS = {"bonus": {"rated": True, "each": 2, "cap": 5}}
PENALTY = {"penalty": {"rated": True, "each": 3}}
CAPPED = {"penalty": {"rated": True, "cap": 4}}
VETO = {"veto": {"rated": "any", "grade": "合格"}}
LEVELS = {"levels": [{"title": "优", "points": 10}, {"title": "10", "points": 6}]}


def read(text: str, marking: dict[str, Any]) -> Mark | Refused:
    """Return what a cell is for a criterion of 10 points with this marking."""
    leaf = Criterion.model_validate({"id": "A1", "title": "指标", "points": 10, "marking": marking})
    return read_mark(text, leaf, leaf.rule)


@pytest.mark.parametrize(
    ("marking", "text", "points", "written"),
    [
        (CHECKLIST, "√√√", "5.5", "√√√"),
        (CHECKLIST, "✓ ✗,Y", "2.5", "√×√"),
        (CHECKLIST, "是、否，n", "2", "√××"),
        (CHECKLIST, "××✘", "0", "×××"),
        (COUNT, "0", "0", "0"),
        (COUNT, "3", "1.5", "3"),
        (COUNT, "3.0", "1.5", "3.0"),
        (COUNT, "900", "2", "900"),
        (DEDUCTIONS, "3", "4", "3"),
        (DEDUCTIONS, "6", "0", "6"),
        (POINTS_OFF, "2.5", "7.5", "2.5"),
        (BONUS, "1.5", "1.5", "1.5"),
        (BONUS, "9", "5", "9"),
        (EACH_BONUS, "2", "4", "2"),
        (PENALTY, "2", "-6", "2"),
        (CAPPED, "4.5", "-4", "4.5"),
        (VETO, "是", "1", "是"),
        (VETO, "No", "0", "否"),
        (LEVELS, "优", "10", "优"),
        (LEVELS, "10", "6", "10"),
        (LEVELS, "6.0", "6", "10"),
    ],
)
def test_marks_and_what_they_are_worth(marking: dict[str, Any], text: str, points: str, written: str) -> None:
    """The points, exact, and beside them what the sheet says; a title comes before a number."""
    assert read(text, marking) == Mark(MarkState.GIVEN, Fraction(points), written)


@pytest.mark.parametrize(
    ("marking", "text", "code", "sentence"),
    [
        (
            CHECKLIST,
            "√√",
            "MARK-SIGNS",
            ("“√√” has 2 signs, but “A1” has 3 items. Write √ or × for each of the 3 items, in their order: √×√."),
        ),
        (
            CHECKLIST,
            "1 3",
            "MARK-SIGNS",
            (
                "“1 3” holds more than signs for met and not met. "
                "Write √ or × for each of the 3 items, in their order: √×√."
            ),
        ),
        (
            COUNT,
            "1.5",
            "MARK-RANGE",
            "1.5 is not a whole number, but “A1” is counted. Enter how many: 0, 1, 2, …",
        ),
        (
            EACH_BONUS,
            "0.000000000000000000000000001",
            "MARK-RANGE",
            ("0.000000000000000000000000001 is not a whole number, but “A1” is counted. Enter how many: 0, 1, 2, …"),
        ),
        (
            POINTS_OFF,
            "-2",
            "MARK-RANGE",
            (
                "-2 is below 0. "
                "Enter how many, or how many points: a number from 0 on. What is taken off has no minus sign."
            ),
        ),
        (
            PENALTY,
            "3次",
            "MARK-NUMBER",
            "“3次” is not a plain number. If 3 is meant, write it with plain digits and nothing else.",
        ),
        (VETO, "1", "MARK-YES-NO", "“1” is neither yes nor no. Write yes or no."),
        (VETO, "√√", "MARK-YES-NO", "“√√” is neither yes nor no. Write yes or no."),
        (
            VETO,
            "不涉及",
            "MARK-NUMBER",
            (
                "“不涉及” is no mark. "
                "Write it in round.yaml under not_applicable: it holds for the agency and not for one rater."
            ),
        ),
    ],
)
def test_what_is_no_mark(marking: dict[str, Any], text: str, code: str, sentence: str) -> None:
    """Code, rule and remedy."""
    found = read(text, marking)
    assert isinstance(found, tuple)
    assert (found[0], f"{found[1].render()} {found[2].render()}") == (code, sentence)


@pytest.mark.parametrize("marking", [CHECKLIST, COUNT, DEDUCTIONS, BONUS, PENALTY, VETO, LEVELS])
def test_a_state_may_stand_in_any_cell(marking: dict[str, Any]) -> None:
    """Chinese or English."""
    assert read("回避", marking) == Mark(MarkState.RECUSED)
    assert read("absent", marking) == Mark(MarkState.ABSENT)


@pytest.mark.parametrize(
    ("text", "said"),
    [("是", True), ("√", True), ("YES", True), ("否", False), ("✗", False), ("no", False), ("", None), ("1", None)],
)
def test_yes_or_no(text: str, said: bool | None) -> None:
    """In words or signs, and nothing else."""
    assert yes_or_no(text) is said
