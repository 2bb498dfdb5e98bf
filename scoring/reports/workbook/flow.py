"""Rows of a sheet from top to bottom: how high each is, and which of them a page break may not part."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.reports.workbook.book import Look, Sheet
from scoring.reports.workbook.pages import Table, paginate, scale

# Points: what parts blocks of rows, and the greatest height there is.
_BLANK, _HIGHEST = 9, 409


class Flow:
    """Writes texts, sets heights of rows in their order, and then breaks pages between rows that were not joined."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._tables: list[Table] = []
        self._next = 0
        self._repeated = 0.0

    def row(self, at: int, height: float, *, joined: bool = False) -> None:
        """Make a row so many points high; `joined` keeps it, and blank rows above it, with the row before."""
        height = min(height, _HIGHEST)
        self.sheet.set_row(at, height)
        for blank in range(self._next, at):
            self.sheet.set_row(blank, _BLANK)
        whole = height + _BLANK * (at - self._next)
        if joined and self._tables:
            last = self._tables[-1]
            self._tables[-1] = Table(last.top, last.height + whole)
        else:
            self._tables.append(Table(at, whole))
        self._next = at + 1

    def text(self, at: int, column: int, text: str, look: Look) -> None:
        """Write text, or leave the cell empty where there is none."""
        if text:
            self.sheet.write_string(at, column, text, look)
        else:
            self.sheet.write_blank(at, column, None, look)

    def heading(self, first: int, heights: Sequence[float]) -> None:
        """Make rows that stand above the others on every page so many points high."""
        heights = [min(height, _HIGHEST) for height in heights]
        for at, height in enumerate(heights, start=first):
            self.sheet.set_row(at, height)
        self.sheet.repeat_rows(first, first + len(heights) - 1)
        self._repeated = sum(heights)
        self._next = first + len(heights)

    def paginate(self, widths: Sequence[float], pages: int = 1) -> None:
        """Break pages for columns of these widths, in digits, on so many pages side by side."""
        paginate(self.sheet, self._tables, min(scale(widths) * pages, 100), repeated=self._repeated)
