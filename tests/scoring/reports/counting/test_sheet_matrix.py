"""The table of all sheets."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.reports.counting.accounts import Accounts
from scoring.reports.counting.sheet_matrix import SheetMatrix
from scoring.reports.workbook.book import Book
from tests.scoring.reports.counting.counted import counted, findings


def table(agencies: int, raters: int, name: str = "示例市{n}局") -> tuple[Worksheet, int, bool]:
    """Return a sheet with the table, the row after it, and whether it is small."""
    seats = " ".join(["9"] * raters)
    marks = {f"id{n}": {"a": seats, "b": seats} for n in range(agencies)}
    named = [{"id": f"id{n}", "name": name.format(n=n)} for n in range(agencies)]
    accounts = Accounts(counted(marks, agencies=named))
    stream = BytesIO()
    book = Book(findings(accounts), stream)
    matrix = SheetMatrix(book, accounts)
    after = matrix.write(book.sheet("sheets"), 0)
    book.workbook.close()
    return load_workbook(stream).worksheets[0], after, matrix.small


@pytest.mark.parametrize(("agencies", "span"), [(1, 24), (5, 4), (12, 2), (13, 1), (24, 1)])
def test_agencies_share_the_width(agencies: int, span: int) -> None:
    """As wide as they can be; letter below letter where they are narrow."""
    sheet, after, small = table(agencies, 2)
    heads = [cell for cell in sheet[2] if cell.value]
    assert [cell.column for cell in heads] == [1, *(2 + n * span for n in range(agencies))]
    assert (heads[1].alignment.textRotation == 255) == (span == 1)
    assert (after, small) == (5, True)


@pytest.mark.parametrize(("agencies", "raters", "small"), [(24, 30, True), (25, 30, False), (24, 31, False)])
def test_what_is_small(agencies: int, raters: int, small: bool) -> None:
    """So many agencies and raters find room on page 1."""
    assert table(agencies, raters)[2] == small


def test_many_agencies_have_several_tables() -> None:
    """One below the other, each with its heading."""
    sheet, after, _ = table(50, 3)
    heads = [row[0].row for row in sheet.iter_rows() if row[0].value == "seat"]
    assert (heads, after) == ([2, 7, 12], 16)


def test_what_nobody_reads_is_left_out() -> None:
    """More than twenty thousand sheets."""
    sheet, after, _ = table(10_001, 2)
    assert (after, sheet.max_row) == (0, 1)


@pytest.mark.parametrize("agencies", [2, 24])
def test_a_long_name_makes_the_heading_higher_and_not_endless(agencies: int) -> None:
    """A page has room for other things."""
    sheets = [table(agencies, 1, name)[0] for name in ("{n}", "局" * 900 + "{n}")]
    assert [sheet.row_dimensions[2].height for sheet in sheets] == [30, 150]
