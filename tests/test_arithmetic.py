"""The little arithmetic in which worked cases write what they expect."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.arithmetic import worked_out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("93.66", Fraction("93.66")),
        ("0.4*96.40 + 0.4*91.25 + 0.2*93", Fraction("93.66")),
        ("(90 + 85 + 70) / 3", Fraction(245, 3)),
        ("100 - 7.5 - -20", Fraction("112.5")),
        ("2 * (3 - 1) / 8", Fraction(1, 2)),
        (" -1/3 ", Fraction(-1, 3)),
    ],
)
def test_exact_values(text: str, value: Fraction) -> None:
    """Numbers, four operations, signs and brackets; products before sums."""
    assert worked_out(text) == value


@pytest.mark.parametrize("text", ["", "1 +", "(1", "2 ** 3", "1e3", "abs(1)", "1 2", "*1", "1,5", "1/0"])
def test_everything_else_is_refused(text: str) -> None:
    """What is not arithmetic is an error, and never run."""
    with pytest.raises((ValueError, ZeroDivisionError)):
        worked_out(text)
