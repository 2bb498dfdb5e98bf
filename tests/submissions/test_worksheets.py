"""Sheets with every cell in its place."""

from __future__ import annotations

from rubrics import Place
from submissions import Worksheet


def test_the_place_of_a_cell() -> None:
    """Rows count from 1 and columns from 0, as people call them."""
    sheet = Worksheet("a.xlsx", "评分")
    assert sheet.place(7, 27) == Place("a.xlsx", sheet="评分", cell="AB7")
    assert (sheet.cells, sheet.visible) == ({}, True)
