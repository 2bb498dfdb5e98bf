"""Rows know how high they are, and pages break between those that were not joined."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.reports.workbook.flow import Flow


def made(*heights: tuple[int, float, bool], widths: tuple[float, ...] = (10.0,), pages: int = 1) -> Worksheet:
    """Return a sheet with a heading in rows 1 and 2, and rows of heights, each joined or not."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        flow = Flow(book.add_worksheet())
        flow.heading(0, (20, 500))
        for at, height, joined in heights:
            flow.row(at, height, joined=joined)
            flow.text(at, 0, "x" if at % 2 else "", None)
        flow.paginate(widths, pages)
    sheet = load_workbook(stream).active
    assert isinstance(sheet, Worksheet)
    return sheet


def breaks(sheet: Worksheet) -> list[int]:
    """Return the rows above which a page ends."""
    return [item.id for item in sheet.row_breaks.brk]


def test_heights_have_an_end() -> None:
    """No row is higher than any program makes one; the heading is repeated."""
    sheet = made((2, 30, False), (3, 999, False))
    # In whole points: XlsxWriter keeps a height as it is, or to the nearest pixel.
    assert [round(sheet.row_dimensions[at].height or 0) for at in (1, 2, 3, 4)] == [20, 409, 30, 409]
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet["A3"].value, sheet["A4"].value) == (None, "x")


def test_a_page_breaks_only_where_rows_were_not_joined() -> None:
    """Below a heading that leaves room for one row, every row that is not joined begins a page."""
    assert breaks(made((2, 30, False), (3, 30, True), (4, 30, False), (5, 30, True))) == [4]
    assert breaks(made((2, 30, False), (3, 30, False), (4, 30, False))) == [3, 4]
    assert breaks(made((2, 25, False), (3, 25, False))) == []
    assert breaks(made((2, 25, False), (4, 25, False))) == [4]


def test_blank_rows_are_low() -> None:
    """What parts two blocks takes less room than a row of text."""
    sheet = made((2, 30, False), (4, 30, False))
    assert [round(sheet.row_dimensions[at].height or 0) for at in (3, 4, 5)] == [30, 9, 30]


def test_wide_columns_leave_room_for_more_rows() -> None:
    """A page that is fitted to its width holds more; two pages side by side hold less again."""
    rows = [(at, 200.0, False) for at in range(2, 10)]
    wide = tuple([10.0] * 40)
    assert [len(breaks(made(*rows, widths=wide, pages=pages))) for pages in (1, 2)] == [1, 7]
