"""Which rater's sheet of which agency came in: a sign in each cell, raters below each other, agencies side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics import Message, say
from scoring.reports.counting.accounts import Accounts
from scoring.reports.workbook.book import Book, Look, Sheet, wide
from scoring.reports.workbook.styles import GREY, STYLES
from scoring.rounds.sheet_states import SheetState
from submissions.plain_text import one_line

# A column for the seats, and so many narrow ones.
LABEL, COLUMNS = 0, 24
# So many raters leave room for the rest on page 1; more cells than this nobody reads.
_MOST_RATERS, _MOST_CELLS = 30, 20_000
_COLUMN, _LETTER, _ROW, _LEGEND, _BLANK = 3.0, 11, 15, 15, 5
# Points: the least and the greatest height of the heading.
_LOWEST, _HIGHEST = 30, 150
_SIGNS: dict[SheetState, Message | str] = {
    SheetState.IN: "√",
    SheetState.PARTLY: "△",
    SheetState.RECUSED: say("rec"),
    SheetState.ABSENT: say("abs"),
    SheetState.VOID: say("inv"),
    SheetState.AWAITED: say("wait"),
    SheetState.UNASSIGNED: "／",
}


class SheetMatrix:
    """The table of all sheets; `small` where it finds room on page 1, `height` in points once it is written."""

    def __init__(self, book: Book, accounts: Accounts) -> None:
        self.book, self.accounts = book, accounts
        self.agencies = accounts.results.round.presenting
        self.raters = tuple(accounts.results.round.raters)
        self.small = len(self.agencies) <= COLUMNS and len(self.raters) <= _MOST_RATERS
        self.height = 0.0

    def write(self, sheet: Sheet, at: int) -> int:
        """Write the table from row `at`, several below each other where agencies are many; returns the next row."""
        if len(self.agencies) * len(self.raters) > _MOST_CELLS:
            return at
        signs = [self.book.say("{sign} {state}", sign=sign, state=state.title) for state, sign in _SIGNS.items()]
        self.book.merged(sheet, at, LABEL, at, COLUMNS, "    ".join(signs), "note")
        self._row(sheet, at, _LEGEND)
        at += 1
        for start in range(0, len(self.agencies), COLUMNS):
            at = self._table(sheet, at, self.agencies[start : start + COLUMNS])
        return at

    def _table(self, sheet: Sheet, at: int, agencies: Sequence[str]) -> int:
        book, names = self.book, self.accounts.results.round.names
        span = COLUMNS // len(agencies)
        head = book.workbook.add_format({**STYLES["head_small"], **({} if span > 1 else {"rotation": 270})})
        book.merged(sheet, at, LABEL, at, LABEL, book.say("seat"), "head_small")
        labels = [one_line(names[agency]) for agency in agencies]
        for n, label in enumerate(labels):
            _spanned(sheet, at, 1 + n * span, span, label, head)
        self._row(sheet, at, _height(labels, span))
        looks = {state: book.workbook.add_format(_look(state)) for state in SheetState}
        for row, rater in enumerate(self.raters, start=at + 1):
            book.merged(sheet, row, LABEL, row, LABEL, self.accounts.seats[rater], "seat")
            for n, agency in enumerate(agencies):
                state = self.accounts.states[agency, rater].state
                _spanned(sheet, row, 1 + n * span, span, book.words(_SIGNS[state]), looks[state])
            self._row(sheet, row, _ROW)
        at += 1 + len(self.raters)
        self._row(sheet, at, _BLANK)
        return at + 1

    def _row(self, sheet: Sheet, at: int, height: float) -> None:
        sheet.set_row(at, height)
        self.height += height


def _spanned(sheet: Sheet, row: int, left: int, span: int, text: str, look: Look) -> None:  # noqa: PLR0913, PLR0917 - a rectangle and its look
    if span > 1:
        sheet.merge_range(row, left, row, left + span - 1, "", look)
    sheet.write_string(row, left, text, look)


def _look(state: SheetState) -> dict[str, object]:
    plain = {**STYLES["small"], "text_wrap": False, "shrink": True}
    return plain if state is SheetState.IN else {**plain, "bold": True, "bg_color": GREY}


def _height(labels: Sequence[str], span: int) -> float:
    """Return how high the heading is: names stand in lines, or letter below letter where columns are narrow."""
    if span == 1:
        return min(max(_LOWEST, _LETTER * max(map(len, labels)) + 4), _HIGHEST)
    lines = max(int(wide(label) * 0.95 // (span * _COLUMN)) + 1 for label in labels)
    return min(max(_LOWEST, 12 * lines + 6), _HIGHEST)
