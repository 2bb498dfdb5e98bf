"""Tests of scoring.sheets.setup.tables: sheets and columns that were lost, moved or copied."""

from __future__ import annotations

from scoring.sheets.setup import read_setup
from scoring.sheets.setup.pages import AGENCIES, PANEL, SITES
from tests.scoring.sheets.setup.workbooks import Book, setup_of, told, workbook


def test_a_sheet_that_is_missing_or_copied() -> None:
    """Both are told by the sheet."""
    book = Book(workbook())
    book.book.remove(book.sheets[SITES])
    assert told(book.data()) == [("", "", "SETUP-SHEET")]
    book = Book(workbook())
    book.book.copy_worksheet(book.sheets[SITES]).title = "副本"
    assert told(book.data()) == [("副本", "", "SETUP-SHEET")]


def test_a_column_that_is_missing() -> None:
    """Nobody's recusals vanish with a column."""
    book = Book(workbook())
    book.sheets[PANEL].delete_cols(8)
    assert told(book.data()) == [("Panel", "", "SETUP-COLUMN")]


def test_a_column_that_was_copied() -> None:
    """A copy that says the same is left alone; one that says something else is told."""
    book = Book(workbook())
    sheet = book.sheets[AGENCIES]
    for row in range(1, 8):
        sheet.cell(row, 12).value = sheet.cell(row, 3).value
    assert read_setup(book.data(), "x.xlsx") == setup_of()
    sheet.cell(6, 12).value = "别的局"
    assert told(book.data()) == [("Agencies evaluated", "L6", "SETUP-COLUMN")]


def test_rows_and_columns_that_were_inserted() -> None:
    """Blank rows say nothing, and columns go along with the ids above them."""
    book = Book(workbook())
    book.sheets[AGENCIES].insert_rows(6, 2)
    book.sheets[PANEL].insert_cols(4)
    book.sheets[PANEL].cell(6, 4).value = "备忘"
    assert read_setup(book.data(), "x.xlsx") == setup_of()
