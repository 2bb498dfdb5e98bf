"""The matrix: all agencies and criteria on one page, with a signature line, for the meeting."""

from __future__ import annotations

from fractions import Fraction

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from rubrics import Place, Problem, TreeNode, full_marks, say
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.sheets.asked import AskedOf
from scoring.sheets.blank import Blank
from scoring.sheets.in_force import InForce
from scoring.sheets.layout import HEADS, RECUSED, WHOLE, head
from scoring.sheets.mark_cells import points_of, put_mark, put_number, put_text
from scoring.sheets.page_shape import GAP_WIDTH
from scoring.sheets.paper import FormBook, there
from scoring.sheets.room import height, lines
from scoring.sheets.state import PageState, state_formula, state_words
from submissions.form_pages import LABEL
from submissions.plain_text import printable

MOST_CRITERIA = 16
_NO, _NAME, _FIRST_MARK = 1, 2, 3
_TITLE_ROW, _WHOSE_ROW, _HEAD_ROW, _POINTS_ROW, _FIRST = 1, 2, 3, 4, 5
_WIDTH, _NO_WIDTH, _NAME_WIDTH, _TOTAL_WIDTH, _RECUSED_WIDTH = 148.0, 5.0, 26.0, 9.0, 16.0
_NARROWEST, _WIDEST = 5.5, 15.0
# What a page has room for, and rows, in points.
_ROOM, _LEAST, _MOST = 512.0, 20.0, 36.0
_TITLE_HIGH, _WHOSE_HIGH, _POINTS_HIGH, _SIGN_HIGH, _HEAD_SIZE, _NAME_SIZE = 32.0, 20.0, 20.0, 32.0, 10.5, 11.0


def matrix_problems(blank: Blank, place: Place) -> list[Problem]:
    """Return why a rater's sheet cannot be one page: more criteria than can be read there."""
    n = len(blank.asked.leaves)
    if n <= MOST_CRITERIA:
        return []
    rule = say(
        "“{rater}” marks {n} criteria; more than {most} cannot be read on one page.",
        rater=blank.rater.id,
        n=n,
        most=MOST_CRITERIA,
    )
    remedy = say("Make these sheets with a page for each agency.")
    if blank.method is None and any(leaf.leaf.methods for leaf in blank.asked.leaves if leaf.leaf):
        remedy = say("Make these sheets with a page for each agency, or for one method alone (--method).")
    return [Problem("SHEETS-MATRIX", place, rule, remedy)]


def write_matrix(book: FormBook, blank: Blank) -> dict[str, PageState]:
    """Write the page; return by agency where the cover finds how far it has come."""
    return _Matrix(book, blank).write()


class _Matrix:
    """The page while it is being written."""

    def __init__(self, book: FormBook, blank: Blank) -> None:
        self.book, self.blank = book, blank
        self.leaves = blank.asked.leaves
        self.title = blank.titles[WHOLE]
        free = _WIDTH - _NO_WIDTH - _NAME_WIDTH - _TOTAL_WIDTH - _RECUSED_WIDTH
        self.width = min(_WIDEST, max(_NARROWEST, free / len(self.leaves)))
        self.total = _FIRST_MARK + len(self.leaves)
        self.recused = self.total + 1
        widths = (_NO_WIDTH, _NAME_WIDTH, *[self.width] * len(self.leaves), _TOTAL_WIDTH, _RECUSED_WIDTH)
        self.sheet = book.page(self.title, WHOLE, widths, landscape=True)
        self.worths = self.recused + 2
        self.sheet.set_column(self.recused + 1, self.recused + 1, GAP_WIDTH)
        self.sheet.set_column(self.worths, self.worths + len(self.leaves) - 1, 6, None, {"hidden": True})

    def write(self) -> dict[str, PageState]:
        book, sheet, pages = self.book, self.sheet, self.blank.asked.pages
        heads = self._head()
        room = _ROOM - _TITLE_HIGH - _WHOSE_HIGH - heads - _POINTS_HIGH - _SIGN_HIGH
        high = min(_MOST, max(_LEAST, room / len(pages) - 1))
        states = {}
        for at, page in enumerate(pages, start=_FIRST):
            name = height(lines(self.blank.labels[page.agency], _NAME_WIDTH - 2, _NAME_SIZE), _NAME_SIZE)
            sheet.set_row(at, max(high, name))
            states[page.agency] = self._agency(at, page)
        last, half = _FIRST + len(pages), (_NO + self.recused) // 2
        book.merged(sheet, last, _NO, last, half, book.say("Signature of the rater:"), book.style("sign"))
        book.merged(sheet, last, half + 1, last, self.recused, book.say("Date:"), book.style("sign"))
        sheet.set_row(last, _SIGN_HIGH)
        sheet.freeze_panes(_FIRST, _FIRST_MARK)
        sheet.print_area(_TITLE_ROW, _NO, last, self.recused)
        sheet.fit_to_pages(1, 1)
        return states

    def _head(self) -> float:
        """Write what stands above the agencies; return how high the row with the criteria's titles is."""
        book, sheet, blank = self.book, self.sheet, self.blank
        title = book.say("{round}: score sheet", round=blank.round.title)
        book.merged(sheet, _TITLE_ROW, _NO, _TITLE_ROW, self.recused, printable(title), book.style("title"))
        rater = book.say("{seat}: {name}", seat=blank.seat, name=blank.rater.name)
        book.merged(sheet, _WHOSE_ROW, _NO, _WHOSE_ROW, self.recused, printable(rater), book.style("whose"))
        marks = dict(enumerate(self.leaves, start=_FIRST_MARK))
        ids = {_NAME: LABEL, self.recused: RECUSED} | {column: leaf.id for column, leaf in marks.items()}
        for column, name in ids.items():
            sheet.write_string(0, column, name, book.style("id"))
        sheet.write_string(_HEAD_ROW, 0, HEADS, book.style("id"))
        words = {
            _NO: book.say("No."),
            _NAME: book.say("Agency"),
            self.total: book.say("Sum of the points"),
            self.recused: book.say("Recusal, with the reason"),
        }
        words |= {column: blank.labels[head(leaf.id)] for column, leaf in marks.items()}
        for column, text in words.items():
            sheet.write_string(_HEAD_ROW, column, text, book.style("head"))
        book.merged(sheet, _POINTS_ROW, _NO, _POINTS_ROW, _NAME, book.say("Points"), book.style("total_word"))
        for column, leaf in marks.items():
            full = full_marks(leaf.leaf) if leaf.leaf else None
            put_number(sheet, _POINTS_ROW, column, full or None, book.style("points"))
        for column in (self.total, self.recused):
            sheet.write_blank(_POINTS_ROW, column, None, book.style("total_word"))
        high = height(max(2, *(lines(leaf.node.title, self.width, _HEAD_SIZE) for leaf in self.leaves)), _HEAD_SIZE)
        for row, points in (
            (_TITLE_ROW, _TITLE_HIGH), (_WHOSE_ROW, _WHOSE_HIGH), (_HEAD_ROW, high), (_POINTS_ROW, _POINTS_HIGH),
        ):  # fmt: skip
            sheet.set_row(row, points)
        return high

    def _agency(self, at: int, page: AskedOf) -> PageState:
        book, sheet, blank = self.book, self.sheet, self.blank
        held = blank.held.get(page.agency, InForce())
        sheet.write_string(at, 0, page.agency, book.style("id"))
        sheet.write_number(at, _NO, at - _FIRST + 1, book.style("cell"))
        sheet.write_string(at, _NAME, blank.labels[page.agency], book.style("name"))
        points = sum((self._mark(at, n, leaf, page, held) for n, leaf in enumerate(self.leaves)), Fraction())
        worths = xl_range(at, self.worths, at, self.worths + len(self.leaves) - 1)
        sheet.write_formula(at, self.total, f"=SUM({worths})", book.style("total"), float(points))
        recusal = held.boxes.get(RECUSED, "")
        put_text(sheet, at, self.recused, recusal, book.style("reason"))
        marks = there(self.title, xl_range(at, _FIRST_MARK, at, self.total - 1))
        where = there(self.title, xl_rowcol_to_cell(at, self.recused))
        open_ = sum(leaf.id not in held.marks for leaf in page.open)
        return PageState(
            there(self.title, xl_rowcol_to_cell(at, self.total)),
            state_formula(book, recusal=where, marks=marks),
            points,
            state_words(book, recused=bool(recusal), open_=open_, lacking=0),
        )

    def _mark(self, at: int, n: int, leaf: TreeNode, page: AskedOf, held: InForce) -> Fraction:
        """Write one mark's cell, and behind the page what it is worth; return the points of what is in force."""
        book, column, text = self.book, _FIRST_MARK + n, held.marks.get(leaf.id, "")
        if leaf not in page.open:
            shown = NOT_APPLICABLE if leaf.id in page.spared else "—"
            self.sheet.write_string(at, column, shown, book.style("closed"))
            return Fraction()
        may_not_apply = self.blank.may_not_apply
        entry = put_mark(book, self.sheet, (at, column), leaf, text, not_applicable=may_not_apply, narrow=True)
        points = points_of(leaf, text)
        value = "" if points is None else float(points)
        self.sheet.write_formula(at, self.worths + n, f"={entry.worth}", book.style("worth"), value)
        return points or Fraction()
