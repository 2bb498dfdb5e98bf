"""察看记录 or 座谈记录 as a workbook of one page: who was there, what was found, photos, signatures, and the seal."""

from __future__ import annotations

from typing import BinaryIO

from rubrics import Message, say
from rubrics.wording import method_title
from scoring.rounds.visits import TALK
from scoring.sheets.paper import FormBook, Sheet
from scoring.sheets.room import height, lines
from scoring.sheets.visits.blank import VisitBlank
from scoring.sheets.visits.layout import (
    AGENCY,
    DATE,
    FINDINGS,
    HEADS,
    NAME_2,
    NAME_3,
    PHOTOS,
    PLACE,
    SECOND,
    TALKED_TO,
    TEXT,
    THIRD,
    beside,
    headings,
    photo,
    seats,
)
from submissions import LABEL, SEAL_SHEET
from submissions.plain_text import one_line, printable

_COLUMNS = {1: LABEL, 2: TEXT, 3: NAME_2, 4: SECOND, 5: NAME_3, 6: THIRD}
_WIDTHS = (21.0, 7.0, 21.0, 7.0, 21.0, 7.0)
_LABEL, _TEXT, _SECOND, _LAST = 1, 2, 4, 6
_SIZE, _SMALL, _NAMES = 10.5, 9.5, 11.0
_USUAL, _FINDING, _BOX, _TALL_BOX, _HIGHEST = 24.0, 46.0, 54.0, 90.0, 409.0
_PHOTO, _SIGN = 20.0, 40.0
_SIGNED = _SIGN + _USUAL + _PHOTO
# What fits on a page, in points; a criterion's row is never made higher than this only to fill it.
_PAGE, _TALL = 706.0, 150.0
_TICK = "√"
_HINTS = {
    DATE: say("The day, as 2026-01-31"),
    TALKED_TO: say("Function or position only, no names"),
}


def write_visit_form(blank: VisitBlank, stream: BinaryIO) -> None:
    """Write one form. The same blank gives the same bytes."""
    below = blank.say(
        "Fingerprint {code} · issue {number} · rubric {scoring}",
        code=blank.code,
        number=blank.number,
        scoring=blank.seal.scoring[:8].upper(),
    )
    title = f"{blank.round.title} {blank.title}"
    book = FormBook(stream, blank.translate, title=title, above=blank.statement, below=below)
    _Page(book, blank).write()
    book.hidden(SEAL_SHEET, blank.seal.cells(blank.key))
    book.close()


class _Page:
    """The page while it is being written, row after row."""

    def __init__(self, book: FormBook, blank: VisitBlank) -> None:
        self.book, self.blank = book, blank
        self.sheet: Sheet = book.page(blank.title, blank.kind, _WIDTHS, landscape=False)
        self.row = 1
        self.high: dict[int, float] = {}
        self.box = _BOX
        for column, column_id in _COLUMNS.items():
            self.sheet.write_string(0, column, column_id, book.style("id"))

    def write(self) -> None:
        """Write the whole page."""
        blank, site = self.blank, self.blank.site
        self.above(one_line(blank.round.title))
        self.across(blank.title, "title", 34)
        self.agency()
        self.answer(DATE, text=(site.date if site else None) or "")
        self.answer(PLACE, text=site.place if site else "")
        self.present()
        for row in list(HEADS)[3:]:
            self.answer(row)
        if blank.criteria:
            self.criteria()
        for row in FINDINGS:
            self.answer(row, high=self.box)
        self.photos()
        self.across(blank.say("Signatures of those present:"), "sign", _SIGN)
        self.across(blank.say("Recorded by:                    Date:"), "sign", _USUAL)

    def set_height(self, row: int, high: float) -> None:
        """Make a row so high, as far as a row can be."""
        self.high[row] = min(_HIGHEST, high)
        self.sheet.set_row(row, self.high[row])

    def across(self, text: str, style: str, high: float) -> None:
        """Write a text over the whole width."""
        self.set_height(self.row, high)
        self.book.merged(self.sheet, self.row, _LABEL, self.row, _LAST, text, self.book.style(style))
        self.row += 1

    def above(self, title: str) -> None:
        """Write the round's title, which may be long."""
        self.set_height(self.row, height(lines(title, sum(_WIDTHS) - 2, _SIZE), _SIZE))
        look = self.book.style("whose_right", text_wrap=True)
        self.book.merged(self.sheet, self.row, _LABEL, self.row, _LAST, title, look)
        self.row += 1

    def begin(self, row_id: str, high: float) -> None:
        """Write the id and the label of a row."""
        label = self.blank.labels[row_id]
        own = height(lines(label, _WIDTHS[0], _SIZE), _SIZE)
        self.set_height(self.row, max(high, own))
        self.sheet.write_string(self.row, 0, row_id, self.book.style("id"))
        self.sheet.write_string(self.row, _LABEL, label, self.book.style("box_head"))

    def agency(self) -> None:
        """Write whose record it is; nobody fills that in."""
        text = self.blank.labels[beside(AGENCY, TEXT)]
        self.begin(AGENCY, max(_USUAL, _named(text, sum(_WIDTHS[1:]))))
        self.merged(_TEXT, _LAST, text, "name")
        self.row += 1

    def answer(self, row_id: str, *, text: str = "", high: float = _USUAL) -> None:
        """Write a row with one field over its whole width."""
        room = lines(text, sum(_WIDTHS[1:]), _SIZE)
        self.begin(row_id, max(high, height(room, _SIZE)))
        centred = {} if row_id in FINDINGS else {"valign": "vcenter"}
        self.book.merged(
            self.sheet, self.row, _TEXT, self.row, _LAST, printable(text), self.book.style("box", **centred)
        )
        if row_id in _HINTS:
            told = self.book.words(_HINTS[row_id])
            self.sheet.data_validation(self.row, _TEXT, self.row, _TEXT, {"validate": "any", "input_message": told})
        self.row += 1

    def present(self) -> None:
        """Write the seats of those who may have been there, three in a row, each with a cell for a tick."""
        if not self.blank.seat_rows:
            return
        self.heads((_LABEL, _LAST, say("Members of the panel who were there: tick with √")))
        for number, row in enumerate(self.blank.seat_rows, start=1):
            high = max(_named(text, _WIDTHS[0]) for _, text in row)
            self.set_height(self.row, max(_USUAL, high))
            self.sheet.write_string(self.row, 0, seats(number), self.book.style("id"))
            for at, column in enumerate(range(_LABEL, _LAST, 2)):
                if at < len(row):
                    self.sheet.write_string(self.row, column, row[at][1], self.book.style("name"))
                    self.sheet.write_blank(self.row, column + 1, None, self.book.style("signs"))
                    told = say("√ for who was there")
                    self.book.choice(self.sheet, self.row, column + 1, (_TICK,), told=told)
                else:
                    self.merged(column, column + 1, "", "closed")
            self.row += 1

    def criteria(self) -> None:
        """Write a row for every criterion: what is to be looked at, and what was found."""
        method = self.book.words(method_title(self.blank.rubric, self.blank.method))
        found = say("What was heard") if self.blank.kind == TALK else say("What was seen")
        self.heads(
            (_LABEL, _LABEL, say("Criterion ({method})", method=method)),
            (_TEXT, _SECOND - 1, say("Standard")),
            (_SECOND, _LAST, found),
        )
        for node in self.blank.criteria:
            standard = printable(node.leaf.text or "") if node.leaf else ""
            room = lines(standard, sum(_WIDTHS[1:3]), _SMALL)
            self.begin(node.id, max(_FINDING, height(room, _SMALL)))
            self.merged(_TEXT, _SECOND - 1, standard, "standard")
            self.merged(_SECOND, _LAST, "", "box")
            self.row += 1
        self.fill_page(range(self.row - len(self.blank.criteria), self.row))

    def fill_page(self, rows: range) -> None:
        """Make rows higher where what follows goes to the next page anyway: more room to write."""
        spare = _PAGE - sum(self.high.values())
        if 0 < spare < len(FINDINGS) * _BOX + PHOTOS * _PHOTO + _SIGNED:
            self.box = _TALL_BOX
            for row in rows:
                self.set_height(row, max(self.high[row], min(_TALL, self.high[row] + spare / len(rows))))

    def photos(self) -> None:
        """Write the list of photos."""
        self.heads(
            (_LABEL, _LABEL, say("Photos")),
            (_TEXT, _SECOND - 1, say("Name of the file")),
            (_SECOND, _LAST, say("What it shows")),
        )
        for number in range(1, PHOTOS + 1):
            self.begin(photo(number), _PHOTO)
            self.merged(_TEXT, _SECOND - 1, "", "box")
            self.merged(_SECOND, _LAST, "", "box")
            self.row += 1

    def heads(self, *heads: tuple[int, int, Message]) -> None:
        """Write the titles of columns, each from a column to another."""
        self.set_height(self.row, 20)
        # With an id of its own, so that what stands here is not taken for somebody's answer.
        self.sheet.write_string(self.row, 0, headings(self.row), self.book.style("id"))
        for left, right, words in heads:
            self.merged(left, right, self.book.words(words), "head")
        self.row += 1

    def merged(self, left: int, right: int, text: str, style: str) -> None:
        """Write a text over several columns of this row."""
        self.book.merged(self.sheet, self.row, left, self.row, right, text, self.book.style(style))


def _named(text: str, width: float) -> float:
    """Return how high a row is whose names are indented, in a larger font."""
    return height(lines(text, width - 2, _NAMES), _NAMES)
