"""What the rubric reads a file as."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rubrics import read_rubric, write
from scoring.rounds.import_kinds import Reading, count_of, reading, value_of
from tests.scoring.rounds.test_imports import COEFFICIENT, LEADER, TICKED, TYPED, VETO, marked_by
from tests.scoring.rounds.test_sheets import RUBRIC, rubric


@pytest.mark.parametrize(
    ("criterion", "kind", "columns"),
    [
        (COEFFICIENT, "coefficient", ("agency", "value")),
        (VETO, "yes_or_no", ("agency", "value")),
        (LEADER, "votes", ("agency", "votes")),
        (TICKED, "ballots", ("agency", "满意", "基本满意", "不满意")),
        (TYPED, "ballots", ("agency", "value")),
        ({"marking": {"bonus": {"from": "x", "cap": 5}}}, "value", ("agency", "value")),
    ],
)
def test_kinds(criterion: dict[str, Any], kind: str, columns: tuple[str, ...]) -> None:
    """The marking or the operation that reads it says what it holds."""
    how = reading(marked_by(criterion), "x")
    assert (how.kind, how.columns) == (kind, columns)


def test_numbers_have_the_narrowest_scale() -> None:
    """Of all that read them; what is counted or subtracted cannot be below 0."""
    assert reading(rubric(), "public") == Reading("value", Fraction(100))
    assert reading(rubric(), "elsewhere") == Reading("value")
    leaves: list[dict[str, Any]] = [
        {"id": "one", "title": "一", "points": 5, "marking": {"given": {"from": "x"}}},
        {"id": "three", "title": "三", "points": 8, "marking": {"count": {"from": "x", "each": 1}}},
        {"id": "two", "title": "二", "points": 8, "marking": {"given": {"from": "x"}}},
    ]
    parts = [{"id": "part", "title": "部分", "criteria": leaves, "subtract": {"from": "off"}}]
    said = read_rubric(write({**RUBRIC, "parts": parts}), "rubric.yaml")
    assert reading(said, "x") == Reading("value", Fraction(5), not_negative=True)
    assert reading(said, "off") == Reading("value", not_negative=True)
    given = {"id": "one", "title": "一", "given": {"from": "x"}}
    assert reading(read_rubric(write({**RUBRIC, "parts": [given]}), "rubric.yaml"), "x") == Reading("value")


def test_what_is_counted_is_not_negative() -> None:
    """Whatever a fact or a file counts."""
    how = Reading("value", not_negative=True)
    refused = value_of("-1", how)
    assert isinstance(refused, tuple)
    assert (refused[0], refused[1].render()) == ("VALUE-RANGE", "-1 is below 0.")
    assert value_of("1.5", how) == Decimal("1.5")


@pytest.mark.parametrize(("text", "held"), [("0", 0), ("12", 12), ("3.0", 3)])
def test_counts(text: str, held: int) -> None:
    """Whole numbers from 0 on."""
    assert count_of(text) == Decimal(held)


@pytest.mark.parametrize("text", ["-1", "1.5", "１２", "", "0.0000000000000000000000000001"])
def test_what_is_no_count(text: str) -> None:
    """Parts of votes, less than none, and what is no plain number."""
    refused = count_of(text)
    assert isinstance(refused, tuple)
    assert (refused[0], refused[1].render()) == ("VALUE-COUNT", f"“{text}” is not a number of votes.")
