"""LibreOffice fills in an agency's form, as an agency would, and saves it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from submissions import read_worksheets
from submissions.worksheets import Worksheet
from tests.agency_forms import WHOLE, change, issued, read_back
from tests.office.filling import Filling, fill_in

pytestmark = pytest.mark.office


def places(data: bytes) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Return sheet and cell of every field of WHOLE."""
    pages: dict[str, Worksheet] = {
        str(sheet.cells[1, 0]).removeprefix("pingyi:").partition("/")[0]: sheet
        for sheet in read_worksheets(data, "f")
        if sheet.visible
    }
    found = {}
    for page, row_id, column_id in WHOLE:
        cells = pages[page].cells
        row = next(row for (row, column), text in cells.items() if column == 0 and text == row_id)
        column = next(column for (row_, column), text in cells.items() if row_ == 1 and text == column_id)
        place = pages[page].place(row, column)
        found[page, row_id, column_id] = (place.sheet, place.cell)
    return found


def test_a_form_filled_in_by_libreoffice_says_what_was_typed(tmp_path: Path) -> None:
    """Every cell could be typed into; the seal, the ids and the protection are still there."""
    blank = tmp_path / "blank.xlsx"
    blank.write_bytes(issued())
    typed = tuple((*place, str(WHOLE[field])) for field, place in places(blank.read_bytes()).items())
    target = tmp_path / "filled" / "form.xlsx"
    assert fill_in([Filling(blank, typed, target)], tmp_path / "office") == []
    filled = read_back(target.read_bytes())
    expected = read_back(change(issued(), WHOLE))
    assert (filled.answers, filled.seal) == (expected.answers, expected.seal)
    book = openpyxl.load_workbook(target)
    assert [sheet.protection.sheet for sheet in book.worksheets] == [True] * 5
    assert [sheet.sheet_state for sheet in book.worksheets][-1] in {"hidden", "veryHidden"}
