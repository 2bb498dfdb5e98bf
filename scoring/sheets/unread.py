"""Whether a workbook that lies where a new one is to be written was filled in and never taken in."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Message, Place, Problem, say
from scoring.sheets.blank import BOXES, Blank
from scoring.sheets.in_force import InForce
from scoring.sheets.layout import COVER, HEADS, MARK, REASON, TEXT, WHOLE
from submissions.form_pages import LABEL, FormPage, pages_of
from submissions.spreadsheet import read_worksheets


def unread(data: bytes, file: str, blank: Blank) -> list[Problem]:
    """Return a problem where an earlier workbook holds anything that `blank` does not put into its cells.

    Raises Problems where it cannot be read at all: nobody knows then what would be lost.
    """
    found = (place for page in pages_of(read_worksheets(data, file)) for place in _typed(page, blank))
    return [Problem("SHEETS-FILLED", place, *_FILLED) for place in found][:1]


def _typed(page: FormPage, blank: Blank) -> Iterator[Place]:
    for row, column in ((row, column) for row in page.rows for column in page.columns):
        if not _asked(page, row, column) or _printed(page, row, column, blank):
            continue
        text = page.text((row, column))
        if (isinstance(text, Message) or text.strip()) and text != _held(page, row, column, blank):
            yield page.place((row, column))


def _asked(page: FormPage, row: str, column: str) -> bool:
    """Return whether an answer is expected where a row and a column meet."""
    if page.id == WHOLE:
        return row != HEADS and column != LABEL
    return page.id != COVER and column in ((TEXT,) if row in BOXES else (MARK, REASON))


def _printed(page: FormPage, row: str, column: str, blank: Blank) -> bool:
    """Return whether the cell is a closed one, in which nobody could write."""
    agency, criterion = (row, column) if page.id == WHOLE else (page.id, row)
    asked = next((asked for asked in blank.asked.pages if asked.agency == agency), None)
    return (
        asked is not None
        and any(leaf.id == criterion for leaf in blank.asked.leaves)
        and all(leaf.id != criterion for leaf in asked.open)
    )


def _held(page: FormPage, row: str, column: str, blank: Blank) -> str | None:
    if page.id == WHOLE:
        held = blank.held.get(row, InForce())
        return held.marks.get(column, held.boxes.get(column))
    held = blank.held.get(page.id, InForce())
    return {MARK: held.marks, REASON: held.reasons, TEXT: held.boxes}.get(column, {}).get(row)


_FILLED = (
    say("a workbook that lies here was filled in and has not been taken in yet."),
    say("Take it in first, or move it elsewhere, or name another place with -o."),
)
