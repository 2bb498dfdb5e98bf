"""Whatever is done to rows, columns and sheets: never a mark under another agency or criterion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics import Problems
from scoring.rounds import Sheet
from tests.scoring.sheets.returning import FULL, Office, edited, marks, put

OTHER = {"A1": 7, "A2": 6.5, "A3": "良", "A4": "√√", "B1": 4, "V1": "是"}
THIRD = {"A1": 10, "A2": 8, "A3": "优", "B1": 2.5, "V1": "否"}
OFFICE = Office()
FILLED = edited(
    OFFICE.issue(), marks("a", FULL), marks("b", OTHER), marks("c", THIRD), put("b", "~problems", "text", "无台账")
)
WRITTEN = {sheet.agency: sheet for sheet in OFFICE.take(FILLED).sheets}
Deed = Callable[[Any], object]

ROWS, COLUMNS, SHEETS = st.integers(1, 18), st.integers(1, 12), st.integers(0, 4)


def copy_row(sheet: Any, source: int, target: int, first: int) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Copy a row over another, from a column on."""
    for column in range(first, 14):
        sheet.cell(target, column).value = sheet.cell(source, column).value


def swap_rows(sheet: Any, source: int, target: int, first: int) -> None:  # noqa: ANN401 - as above
    """Let two rows change places, from a column on."""
    for column in range(first, 14):
        one, two = sheet.cell(source, column), sheet.cell(target, column)
        one.value, two.value = two.value, one.value


def copy_column(sheet: Any, source: int, target: int) -> None:  # noqa: ANN401 - as above
    """Copy a column over another, its hidden id as well."""
    for row in range(1, 20):
        sheet.cell(row, target).value = sheet.cell(row, source).value


def paste(book: Any, source: int, target: int, first: int) -> None:  # noqa: ANN401 - as above
    """Copy a whole sheet over another, its hidden ids as well or only what can be seen."""
    for row in range(first, 20):
        for column in range(first, 14):
            value = book.worksheets[source].cell(row, column).value
            book.worksheets[target].cell(row, column).value = value


def on(at: int, deed: Callable[..., object], *arguments: int) -> Deed:
    """Return something that is done to one sheet."""
    return lambda book: deed(book.worksheets[at % len(book.worksheets)], *arguments)


def remove(book: Any, at: int) -> None:  # noqa: ANN401 - as above
    """Delete a sheet, but not the last that can be seen."""
    sheet = book.worksheets[at % len(book.worksheets)]
    if [one for one in book.worksheets if one.sheet_state == "visible"] != [sheet]:
        book.remove(sheet)


def copy_sheet(book: Any, at: int) -> None:  # noqa: ANN401 - as above
    """Copy a sheet beside the others."""
    book.copy_worksheet(book.worksheets[at % len(book.worksheets)])


DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.builds(lambda at, row: on(at, lambda sheet: sheet.insert_rows(row)), SHEETS, ROWS),
    st.builds(lambda at, row: on(at, lambda sheet: sheet.delete_rows(row)), SHEETS, ROWS),
    st.builds(lambda at, column: on(at, lambda sheet: sheet.insert_cols(column)), SHEETS, COLUMNS),
    st.builds(lambda at, column: on(at, lambda sheet: sheet.delete_cols(column)), SHEETS, COLUMNS),
    st.builds(lambda at, row, other, first: on(at, copy_row, row, other, first), SHEETS, ROWS, ROWS, st.integers(1, 2)),
    st.builds(
        lambda at, row, other, first: on(at, swap_rows, row, other, first), SHEETS, ROWS, ROWS, st.integers(1, 2)
    ),
    st.builds(lambda at, column, other: on(at, copy_column, column, other), SHEETS, COLUMNS, COLUMNS),
    st.builds(lambda at, row, column: on(at, lambda sheet: sheet.cell(row, column, "")), SHEETS, ROWS, COLUMNS),
    st.builds(lambda one, two, first: lambda book: paste(book, one, two, first), SHEETS, SHEETS, st.integers(1, 2)),
    st.builds(lambda at: lambda book: copy_sheet(book, at), SHEETS),
    st.builds(lambda at: lambda book: remove(book, at), SHEETS),
)


def parted(book: Any) -> None:  # noqa: ANN401 - as above
    """Part merged cells, so that anything can be written anywhere."""
    for sheet in book.worksheets:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))


@settings(max_examples=60)
@given(st.lists(DEEDS, min_size=1, max_size=3))
def test_never_a_mark_in_the_wrong_place(deeds: list[Deed]) -> None:
    """Each ends in the marks as they were, or some of them, or in a refusal that names the file."""
    data = edited(
        FILLED, parted, *(lambda book, deed=deed: None if len(book.worksheets) < 5 else deed(book) for deed in deeds)
    )
    for sheet in _taken(data):
        written = WRITTEN[sheet.agency]
        assert sheet.marks.items() <= written.marks.items()
        assert (sheet.recused, sheet.problems) in {(None, written.problems), (None, None)}


def _taken(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, none where it is refused with a place in it."""
    try:
        return OFFICE.take(data).sheets
    except Problems as problems:
        refused = {item.place.file for item in problems.items}
    assert refused == {"back.xlsx"}
    return ()
