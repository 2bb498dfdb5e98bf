"""What a sheet says, item by item, and when two say the same."""

from __future__ import annotations

import pytest

from scoring.rounds import Sheet
from scoring.sheets.returned import alike, items


def test_items() -> None:
    """Marks, reasons and the boxes that are filled in."""
    sheet = Sheet(agency="a", rater="r1", marks={"A1": "8"}, reasons={"A2": "少"}, suggestions="改", recused="亲属")
    assert items(sheet) == {
        ("a", "A1", "mark"): "8",
        ("a", "A2", "reason"): "少",
        ("a", "~suggestions", "text"): "改",
        ("a", "~recused", "text"): "亲属",
    }


@pytest.mark.parametrize(
    ("part", "text", "other", "same"),
    [
        ("mark", "8.5", "8.50", True),
        ("mark", "优", "优", True),
        ("mark", "优", "良", False),
        ("mark", "8", "", False),
        ("reason", "8", "8.0", False),
        ("text", "好", "好", True),
    ],
)
def test_alike(part: str, text: str, other: str, same: bool) -> None:
    """Marks are numbers, words are words."""
    assert alike(part, text, other) is same
