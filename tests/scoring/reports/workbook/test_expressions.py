"""Constants, quotation and rounding as formulas write them, and which values doubles can be trusted with."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from rubrics import Rounding
from scoring.reports.workbook.expressions import (
    all_numbers,
    constant,
    distinct,
    filled,
    listed,
    quoted,
    roundable,
    rounded,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "(1/3)"),
        (Fraction(-2, 7), "(-2/7)"),
        (40, "40"),
        (Fraction(1, 10**7), "(1/10000000)"),
    ],
)
def test_constants_are_exact(value: Fraction | int, text: str) -> None:
    """A short decimal where there is one, else a quotient."""
    assert constant(value) == text


def test_text_is_quoted_in_pieces() -> None:
    """Quotation marks are doubled, and no piece is longer than Excel allows."""
    assert quoted('优"秀"') == '"优""秀"""'
    assert quoted("a" * 256) == f'"{"a" * 255}"&"a"'
    assert quoted("") == '""'


def test_an_emptied_input_is_words_and_not_zero() -> None:
    """A cell that is looked up while it is empty would read as 0."""
    assert filled("A1", '缺"数据"') == 'IF(A1="","缺""数据""",A1)'


def test_long_lists_are_split() -> None:
    """Excel takes 255 arguments; nothing to add up is 0."""
    assert listed("SUM", ["A1", "A2"]) == "SUM(A1,A2)"
    assert listed("SUM", ["A1"] * 201) == f"SUM({','.join(['A1'] * 200)})+SUM(A1)"
    assert listed("SUM", []) == "0"
    assert all_numbers(["A1", "B2"]) == "COUNT(A1,B2)=2"


def test_rounding_takes_the_noise_away_first() -> None:
    """Half up and truncation look at nine places."""
    assert rounded("A1", Rounding(places=2, mode="half_up")) == "ROUND(ROUND(A1,9),2)"
    assert rounded("A1", Rounding(places=0, mode="truncate")) == "TRUNC(ROUND(A1,9),0)"


@pytest.mark.parametrize(
    ("value", "sure"),
    [
        ("90.125", True),
        ("90.12500000001", False),
        ("90.1250001", True),
        ("90.12", True),
        ("90.11999999999", False),
    ],
)
def test_values_beside_a_boundary_are_not_trusted(value: str, sure: bool) -> None:
    """On the boundary is sure, and so is 1e-9 away; between them it is not."""
    assert roundable(Fraction(Decimal(value)), Rounding(places=2, mode="half_up")) is sure


def test_too_many_places_are_not_trusted() -> None:
    """A double has no digits left to see a half in the seventh place."""
    assert roundable(Fraction(1), Rounding(places=7, mode="half_up")) is False


def test_values_must_differ_enough() -> None:
    """Equal is sure, 1e-8 apart is sure, nearer is not."""
    assert distinct([Fraction(1), Fraction(1), 1 + Fraction(1, 10**8)])
    assert not distinct([Fraction(1), 1 + Fraction(1, 10**9)])
