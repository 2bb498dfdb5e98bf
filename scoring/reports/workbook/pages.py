"""Page breaks: no table is cut that fits on a page.

How wide a column prints depends on fonts that may be missing, so sheets are fitted to the page's width by the
program that prints them. The scale that this comes to is estimated for narrow fonts: others shrink further, and
then a page only has more room below its last table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.reports.workbook.book import Sheet

# A4 across within the margins of book.Book.sheet: pixels, and points.
PAGE_WIDTH, PAGE_HEIGHT = 1026, 485
_PIXELS, _PADDING, _FULL = 7, 5, 100


@dataclass(frozen=True)
class Table:
    """Rows that belong together: the first of them, counted from 0, and how high they are in points."""

    top: int
    height: float


def scale(widths: Iterable[float]) -> int:
    """Return the per cent at which columns of these widths (in digits) fit across the page."""
    pixels = sum(int(width * _PIXELS) + _PADDING for width in widths)
    return max(10, min(_FULL, _FULL * PAGE_WIDTH // max(pixels, 1)))


def paginate(sheet: Sheet, tables: Sequence[Table], per_cent: int, *, repeated: float = 0) -> None:
    """Begin a new page before each table that would be cut; `repeated` is the height of the repeated heading."""
    page = PAGE_HEIGHT * _FULL / per_cent
    used = repeated
    breaks = []
    for table in tables:
        if used > repeated and used + table.height > page:
            breaks.append(table.top)
            used = repeated
        used += table.height
    sheet.set_h_pagebreaks(breaks)
