"""The pages of a score sheet that came back: what people do to a matrix, and to sheets of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rubrics import Problems
from scoring.sheets.layout import MATRIX
from tests.scoring.sheets.returning import FULL, RUBRIC, Office, edited, marks, page, put

OFFICE = Office(RUBRIC.replace("    reason_below: 60%\n", ""))
FILLED = edited(
    OFFICE.issue(layout=MATRIX),
    *(put("~matrix", "a", criterion, mark) for criterion, mark in FULL.items()),
    put("~matrix", "b", "A1", 7),
)
RIGHT = OFFICE.take(FILLED).sheets
Deed = Callable[[Any], object]
HARMLESS: dict[str, Deed] = {
    "saved by another program": lambda _: None,
    "a row inserted": lambda sheet: sheet.insert_rows(7),
    "a column inserted": lambda sheet: sheet.insert_cols(5),
    "whole rows swapped": lambda sheet: swap_rows(sheet, 1),
    "whole columns swapped": lambda sheet: swap_columns(sheet, 1),
    "the total overwritten": lambda sheet: sheet.cell(6, 10, 99),
}
REFUSED: dict[str, tuple[Deed, list[tuple[str, str]]]] = {
    "visible rows swapped": (lambda sheet: swap_rows(sheet, 2), [("FORM-LABEL", "C6"), ("FORM-LABEL", "C7")]),
    "visible columns swapped": (lambda sheet: swap_columns(sheet, 2), [("FORM-LABEL", "D4"), ("FORM-LABEL", "E4")]),
    "a row deleted": (lambda sheet: sheet.delete_rows(6), [("FORM-ROW", "")]),
    "a column deleted": (lambda sheet: sheet.delete_cols(5), [("FORM-COLUMN", "")]),
    "the heads deleted": (lambda sheet: sheet.delete_rows(4), [("FORM-ROW", "")]),
    "a row between": (
        lambda sheet: (sheet.insert_rows(7), sheet.cell(7, 4, 9)),
        [("FORM-STRAY", "D7")],
    ),
}


def swap_rows(sheet: Any, first: int) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Let the first two agencies change places, from a column on."""
    for column in range(first, 13):
        one, two = sheet.cell(6, column), sheet.cell(7, column)
        one.value, two.value = two.value, one.value


def swap_columns(sheet: Any, first: int) -> None:  # noqa: ANN401 - as above
    """Let the first two criteria change places, from a row on."""
    for row in (row for row in range(first, 9) if row not in {2, 3}):
        one, two = sheet.cell(row, 4), sheet.cell(row, 5)
        one.value, two.value = two.value, one.value


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_a_matrix_no_harm(name: str) -> None:
    """The same marks for the same agencies."""
    assert OFFICE.take(edited(FILLED, lambda book: HARMLESS[name](page(book, "~matrix")))).sheets == RIGHT


@pytest.mark.parametrize("name", REFUSED)
def test_a_matrix_that_is_refused(name: str) -> None:
    """With the place of every fault."""
    deed, expected = REFUSED[name]
    with pytest.raises(Problems) as caught:
        OFFICE.take(edited(FILLED, lambda book: deed(page(book, "~matrix"))))
    assert [(item.code, item.place.cell) for item in caught.value.items] == expected


def test_a_blank_sheet_in_the_place_of_a_page() -> None:
    """It says nothing: the page was deleted, which is told."""
    office = Office()
    data = edited(
        office.issue(),
        marks("a", FULL),
        lambda book: book.remove(page(book, "b")),
        lambda book: book.create_sheet("空"),
    )
    found = office.take(data)
    assert [sheet.agency for sheet in found.sheets] == ["a", "c"]
    assert [note.render() for note in found.notes] == ["教育局考试中心: the page is gone; nothing is read for it."]
