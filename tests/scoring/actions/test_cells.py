"""The cells of score sheets."""

from __future__ import annotations

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.cells import box_cell, cells_of, cells_of_rater
from scoring.actions.marking import sheet_row
from tests.panel_member import Member, all_kinds

pytestmark = pytest.mark.usefixtures("db")


def test_the_newest_save_of_a_cell_is_what_it_holds() -> None:
    """Of several saves of a cell the last holds, box or criterion; other sheets and raters have their own."""
    first = Member(all_kinds())
    other = Member(first.round, "r2")
    first.save("court", {"A1": "7", "A2": "√√"})
    first.save("court", {"A1": "8", box_cell("problems"): "短板"})
    first.save("health", {"A1": "5"})
    other.save("court", {"A1": "1"})
    held = cells_of(sheet_row(first.round, "r1", "court"))
    assert {name: save.value for name, save in held.items()} == {"A1": "8", "A2": "√√", "~problems": "短板"}
    mine = cells_of_rater(first.round, "r1")
    assert {agency: {name: save.value for name, save in cells.items()} for agency, cells in mine.items()} == {
        "court": {"A1": "8", "A2": "√√", "~problems": "短板"},
        "health": {"A1": "5"},
    }
