"""What a plain number is, and the numbers within other text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.rounds.numbers import plain_number, plain_numbers


@pytest.mark.parametrize("text", ["8", "-8.50", "+0.5", "007", "1" * 28])
def test_plain_numbers(text: str) -> None:
    """Digits with a point and a sign, with all their places."""
    assert plain_number(text) == Decimal(text)


@pytest.mark.parametrize(("text", "number"), [("-0", "0"), ("-0.00", "0.00"), ("+0", "0"), ("-0.01", "-0.01")])
def test_a_zero_has_no_sign(text: str, number: str) -> None:
    """Minus nothing is nothing, with as many places as were written."""
    assert str(plain_number(text)) == number


@pytest.mark.parametrize(
    "text", ["", "８", "8.", ".5", "1e3", "NaN", "8分", "1,000", " 8", "1" * 29, "0." + "1" * 5000]
)
def test_anything_else_is_none(text: str) -> None:
    """Full-width digits, exponents, units, and more digits than 28."""
    assert plain_number(text) is None


def test_numbers_within_text() -> None:
    """Every plain number in it, as written; one that is too long is not taken for one."""
    assert plain_numbers("8.50分或9") == ["8.50", "9"]
    assert plain_numbers("1" * 29) == []
