"""Tests of scoring.reports.templates.growth."""

from __future__ import annotations

import pytest

from scoring.reports.templates.growth import LAST_ROW, Growth


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A4", "A4"),
        ("A5", "A5:A8"),
        ("A6", "A9"),
        ("A5:G5", "A5:G8"),
        ("$A$1:$G$5", "$A$1:$G$8"),
        ("A4:A6", "A4:A9"),
        ("A6:B7", "A9:B10"),
        ("5:5", "5:8"),
        ("A:C", "A:C"),
        (f"A1:A{LAST_ROW}", f"A1:A{LAST_ROW}"),
    ],
)
def test_areas_follow(before: str, after: str) -> None:
    """Above nothing moves, the row itself becomes all lines, below everything moves, and no sheet gets too long."""
    assert Growth(5, 4).area(before) == after


def test_one_line_moves_nothing() -> None:
    """A round of one agency."""
    assert [Growth(5, 1).area(area) for area in ("A4", "A5", "A4:A6")] == ["A4", "A5", "A4:A6"]
