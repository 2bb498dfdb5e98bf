"""Rows of cells, straight to the file of a sheet's rows: thousands of agencies are mostly the writing of cells.

XlsxWriter holds every cell of a row as an object before it writes the row; here the row is written at once, in the same
words. What stands above and below the rows of agencies goes the usual way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from xlsxwriter.utility import xl_col_to_name

from scoring.reports.workbook.book import Look, Sheet
from submissions.plain_text import printable

# A cell is a figure, text or blank: nothing is worked out by the spreadsheet.
Cell = float | str | None

# Excel counts 32,767 units of UTF-16 in a cell; a letter takes one or two.
_LONGEST_TEXT = 16_383
# Names and words come again and again; so many of them are kept ready.
_MOST_HELD = 50_000

# Excel reads _x0041_ as an A; written _x005F_x0041_ it stays what it is.
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Rows:
    """Writes rows of one shape to a sheet, each column in its look, from the first column on."""

    def __init__(self, sheet: Sheet, looks: Sequence[Look]) -> None:
        self._sheet = sheet
        self._columns = [(xl_col_to_name(at), style(look)) for at, look in enumerate(looks)]
        self._texts: dict[str, str] = {}

    def write(self, row: int, cells: Sequence[Cell], other: Iterable[tuple[int, str]] = ()) -> None:
        """Write a row below all rows that were written before; its height is the sheet's own.

        `other` are columns with another `style` than theirs, in this row alone.
        """
        columns = self._columns
        if other:
            columns = columns.copy()
            for at, look in other:
                columns[at] = (columns[at][0], look)
        sheet, number = self._sheet, row + 1
        # What XlsxWriter does before and after it writes a row (Worksheet._write_single_row).
        sheet._check_dimensions(row, 0)  # noqa: SLF001
        sheet._check_dimensions(row, len(cells) - 1)  # noqa: SLF001
        sheet._write_single_row(row)  # noqa: SLF001
        sheet._write_row(row, None)  # noqa: SLF001
        pieces = []
        for (name, look), cell in zip(columns, cells, strict=True):
            if cell.__class__ is str:
                pieces.append(f'<c r="{name}{number}{look} t="inlineStr">{self._text(cell)}</c>')
            elif cell is None:
                pieces.append(f'<c r="{name}{number}{look}/>')
            else:
                pieces.append(f'<c r="{name}{number}{look}><v>{repr(cell).removesuffix(".0")}</v></c>')
        pieces.append("</row>")
        sheet.fh.write("".join(pieces))

    def _text(self, text: str) -> str:
        if text not in self._texts:
            if len(self._texts) >= _MOST_HELD:
                self._texts.clear()
            self._texts[text] = _inline(text)
        return self._texts[text]


def style(look: Look) -> str:
    """Return how a cell says in which look it is: as XlsxWriter itself numbers the looks that are used."""
    return f'" s="{look._get_xf_index()}"'  # noqa: SLF001 - it has no other name


def _inline(text: str) -> str:
    """Return text as it stands in a cell: never markup, without what cannot be seen."""
    shown = printable(text)[:_LONGEST_TEXT]
    space = ' xml:space="preserve"' if shown != shown.strip() or "\n" in shown else ""
    return f"<is><t{space}>{escape(_CODE.sub('_x005F_', shown), quote=False)}</t></is>"


def write_cells(sheet: Sheet, row: int, cells: Sequence[Cell], looks: Sequence[Look]) -> None:
    """Write one row whose height may be set, of figures and texts, each in its look."""
    for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, look)
        elif cell is not None:
            sheet.write_number(row, column, cell, look)
