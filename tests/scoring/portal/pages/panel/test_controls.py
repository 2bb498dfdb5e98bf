"""How marks are entered and what scripts are told of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.portal.pages.panel.controls import control_of, decimal, figure
from tests.panel_member import Member, all_kinds

pytestmark = pytest.mark.usefixtures("db")


def test_scales() -> None:
    """Each rule tells a script from where to where, in which steps, and what one of what is counted is worth."""
    scales = {line.leaf.id: control_of(line).scale for line in Member(all_kinds()).sheet("court").lines}
    assert scales == {
        "A1": {"rule": "points", "low": "0", "high": "10", "step": "0.5", "grid": "0.5"},
        "A2": {},
        "A3": {"rule": "count", "low": "0", "step": "1", "each": "2", "grid": "1", "cap": "10"},
        "A4": {
            "rule": "deductions",
            "low": "0",
            "step": "1",
            "each": "1",
            "grid": "1",
            "start": "10",
            "floor": "0",
        },
        "A5": {"rule": "bonus", "low": "0", "step": "0.5", "cap": "5"},
        "A6": {"rule": "penalty", "low": "0", "step": "0.5"},
        "A7": {},
        "A8": {"rule": "points", "low": "1", "high": "4", "step": "0.5"},
        "A9": {},
    }


def test_figures() -> None:
    """Numbers stand as they are as far as six places go; for scripts thirds are rounded up."""
    assert [figure(number) for number in (Fraction(17, 2), Decimal("4.50"), Fraction(1, 3), None)] == [
        "8.5",
        "4.50",
        "0.333333…",
        "—",
    ]
    assert [decimal(number) for number in (Fraction(42, 5), Fraction(1, 3))] == ["8.4", "0.333333333334"]


def test_ticks() -> None:
    """What is met is ticked; a list that cannot be read ticks nothing."""
    member = Member(all_kinds())
    ticked = []
    for text in ("×√", "√"):
        member.save("court", {"A2": text})
        ticked.append([choice.on for choice in control_of(member.sheet("court").lines[1]).choices])
    assert ticked == [[False, True], [False, False]]
