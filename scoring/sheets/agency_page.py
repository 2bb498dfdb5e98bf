"""One agency's page of a score sheet: the table of criteria, the boxes, recusal and signature."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from rubrics import TreeNode, full_marks
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.sheets.asked import AskedOf
from scoring.sheets.blank import BOXES, Blank
from scoring.sheets.in_force import InForce
from scoring.sheets.layout import MARK, REASON, RECUSED, TEXT
from scoring.sheets.mark_cells import points_of, put_mark, put_number, put_text
from scoring.sheets.page_shape import (
    GAP,
    GAP_WIDTH,
    HEAD_HIGH,
    LABEL_SIZE,
    LABELS,
    LACKING,
    MARKS,
    METHOD,
    NO,
    OWN,
    PART,
    POINTS,
    REASONS,
    SIGN_HIGH,
    STANDARD,
    TITLE_HIGH,
    TOTAL_HIGH,
    WHOSE_HIGH,
    WORTH,
    page_shape,
)
from scoring.sheets.paper import FormBook, there
from scoring.sheets.reasons import reason_limit
from scoring.sheets.room import height, lines
from scoring.sheets.standard import part_of
from scoring.sheets.state import PageState, state_formula, state_words
from submissions.form_pages import LABEL
from submissions.plain_text import printable

_TITLE_ROW, _WHOSE_ROW, _HEAD_ROW, _FIRST = 1, 2, 3, 4
_HEAD_LINES = 2
# A part higher than this may be parted by the end of a page: its title stands at the top.
_CENTRED = 200.0


def write_agency_page(book: FormBook, blank: Blank, page: AskedOf) -> PageState:
    """Write the page of an agency; return where the cover finds how far it has come."""
    return _Page(book, blank, page).write()


class _Page:
    """The page while it is being written; `worth`, `open` and `lacking` fill meanwhile."""

    def __init__(self, book: FormBook, blank: Blank, page: AskedOf) -> None:
        self.book, self.blank, self.page = book, blank, page
        self.held = blank.held.get(page.agency, InForce())
        self.own = blank.self_assessed.get(page.agency, {})
        self.shape = page_shape(blank.printed, page, self.held)
        self.title = blank.titles[page.agency]
        self.sheet = book.page(self.title, page.agency, self.shape.widths, landscape=self.shape.landscape)
        self.worth, self.open, self.lacking = Fraction(), 0, 0

    def write(self) -> PageState:
        leaves = self.page.leaves
        self._head()
        for at, leaf in enumerate(leaves, start=_FIRST):
            self._criterion(at, leaf, self.shape.rows[at - _FIRST])
        self._parts()
        after = _FIRST + len(leaves)
        # A reason's cell stands out as long as it is due and empty.
        due = f"=${xl_rowcol_to_cell(_FIRST, LACKING)}=1"
        rule = {"type": "formula", "criteria": due, "format": self.book.style("lacking")}
        self.sheet.conditional_format(_FIRST, REASONS, after - 1, REASONS, rule)
        self.sheet.growing = frozenset(range(_FIRST, after))
        rows = {row: at for at, row in enumerate(self.shape.boxes, start=after + 1)}
        words = [at for row, at in rows.items() if row != RECUSED]
        self.book.merged(
            self.sheet, words[0], NO, words[-1], PART, self.book.say("In words"), self.book.style("box_head")
        )
        self.book.merged(self.sheet, rows[RECUSED], NO, rows[RECUSED], PART, "", self.book.style("box_head"))
        for row, at in rows.items():
            self._box(at, row)
        self._sign(after + 1 + len(rows))
        return self._total(after, rows[RECUSED])

    def _head(self) -> None:
        book, sheet, blank = self.book, self.sheet, self.blank
        for column, name in {LABELS: LABEL, POINTS: TEXT, MARKS: MARK, REASONS: REASON}.items():
            sheet.write_string(0, column, name, book.style("id"))
        sheet.set_column(GAP, GAP, GAP_WIDTH)
        sheet.set_column(WORTH, LACKING, 6, None, {"hidden": True})
        title = book.say("{round}: score sheet", round=blank.round.title)
        book.merged(sheet, _TITLE_ROW, NO, _TITLE_ROW, REASONS, printable(title), book.style("title"))
        agency = book.say("Agency: {name}", name=blank.round.names[self.page.agency])
        book.merged(sheet, _WHOSE_ROW, NO, _WHOSE_ROW, STANDARD, printable(agency), book.style("whose"))
        rater = book.say("{seat}: {name}", seat=blank.seat, name=blank.rater.name)
        book.merged(sheet, _WHOSE_ROW, METHOD, _WHOSE_ROW, REASONS, printable(rater), book.style("whose_right"))
        heads = (
            book.say("No."), book.say("Part"), book.say("Criterion"), book.say("Points"), book.say("Standard"),
            book.say("How judged"), book.say("Self-assessment"), book.say("Mark"), book.say("Reason for deductions"),
        )  # fmt: skip
        for column, words in enumerate(heads, start=NO):
            sheet.write_string(_HEAD_ROW, column, words, book.style("head"))
        most = max(lines(words, width, LABEL_SIZE) for words, width in zip(heads, self.shape.widths, strict=True))
        # Chinese heads have two lines at most.
        head = HEAD_HIGH if most <= _HEAD_LINES else height(most, LABEL_SIZE)
        for row, high in ((_TITLE_ROW, TITLE_HIGH), (_WHOSE_ROW, WHOSE_HIGH), (_HEAD_ROW, head)):
            sheet.set_row(row, high)
        sheet.freeze_panes(_FIRST, 0)
        sheet.repeat_rows(_WHOSE_ROW, _HEAD_ROW)

    def _criterion(self, at: int, leaf: TreeNode, high: float) -> None:
        book, sheet = self.book, self.sheet
        words = self.blank.printed.words(leaf, run_on=self.shape.run_on)
        sheet.set_row(at, high)
        sheet.write_string(at, 0, leaf.id, book.style("id"))
        number = getattr(leaf.node, "no", None)
        sheet.write_string(at, NO, str(at - _FIRST + 1 if number is None else number), book.style("number"))
        sheet.write_string(at, LABELS, words.title, book.style("label"))
        put_number(sheet, at, POINTS, (full_marks(leaf.leaf) if leaf.leaf else None) or None, book.style("points"))
        sheet.write_string(at, STANDARD, words.standard, book.style("standard"))
        sheet.write_string(at, METHOD, words.methods, book.style("number"))
        put_number(sheet, at, OWN, self.own.get(leaf.id), book.style("points"))
        if leaf.id in self.page.spared:
            sheet.write_string(at, MARKS, NOT_APPLICABLE, book.style("closed"))
            sheet.write_string(at, REASONS, self.page.spared[leaf.id], book.style("closed"))
        else:
            self._mark(at, leaf)

    def _mark(self, at: int, leaf: TreeNode) -> None:
        book, sheet = self.book, self.sheet
        text, reason = self.held.marks.get(leaf.id, ""), self.held.reasons.get(leaf.id, "")
        entry = put_mark(book, sheet, (at, MARKS), leaf, text, not_applicable=self.blank.may_not_apply)
        put_text(sheet, at, REASONS, reason, book.style("reason"))
        points = points_of(leaf, text)
        worth = "" if points is None else float(points)
        sheet.write_formula(at, WORTH, f"={entry.worth}", book.style("worth"), worth)
        self.worth += points or 0
        self.open += not text
        limit = reason_limit(leaf)
        if limit is not None:
            lacking = points is not None and points < limit and not reason.strip()
            self._due(at, limit, lacking=lacking)
            self.lacking += lacking

    def _due(self, at: int, limit: Fraction, *, lacking: bool) -> None:
        """Write whether a reason is due and not there."""
        worth, reason = (xl_rowcol_to_cell(at, column) for column in (WORTH, REASONS))
        below = f"ROUND({worth},9)<{float(limit):.15g}"
        formula = f"=IF(ISNUMBER({worth}),IF(AND({below},LEN(TRIM({reason}))=0),1,0),0)"
        self.sheet.write_formula(at, LACKING, formula, self.book.style("worth"), int(lacking))

    def _parts(self) -> None:
        """Write the titles of parts beside their criteria."""
        at = _FIRST
        for _, run in groupby(self.page.leaves, key=lambda leaf: leaf.parent and leaf.parent.path):
            title, count = _counted(run)
            high = sum(self.shape.rows[at - _FIRST : at - _FIRST + count])
            look = self.book.style("part" if high <= _CENTRED else "part_top")
            self.book.merged(self.sheet, at, PART, at + count - 1, PART, printable(title), look)
            at += count

    def _total(self, at: int, recusal: int) -> PageState:
        book, sheet = self.book, self.sheet
        marks, worths, lacking = (xl_range(_FIRST, column, at - 1, column) for column in (MARKS, WORTH, LACKING))
        book.merged(sheet, at, NO, at, LABELS, book.say("Sum of the points"), book.style("total_word"))
        earnable = [full_marks(leaf.leaf) or Decimal() for leaf in self.page.open if leaf.leaf]
        put_number(sheet, at, POINTS, sum(earnable, Decimal()), book.style("total"))
        book.merged(sheet, at, STANDARD, at, METHOD, "", book.style("total_word"))
        given = [self.own[leaf.id] for leaf in self.page.open if leaf.id in self.own]
        put_number(sheet, at, OWN, sum(given, Decimal()) if given else None, book.style("total"))
        sheet.write_formula(at, MARKS, f"=SUM({worths})", book.style("total"), float(self.worth))
        state = state_formula(book, recusal=xl_rowcol_to_cell(recusal, POINTS), marks=marks, lacking=lacking)
        recused = RECUSED in self.held.boxes
        said = state_words(book, recused=recused, open_=self.open, lacking=self.lacking)
        sheet.write_formula(at, REASONS, f"={state}", book.style("state"), said)
        sheet.set_row(at, TOTAL_HIGH)
        total, shown = (there(self.title, xl_rowcol_to_cell(at, column)) for column in (MARKS, REASONS))
        return PageState(total, shown, self.worth, said)

    def _box(self, at: int, row: str) -> None:
        book, sheet = self.book, self.sheet
        sheet.write_string(at, 0, row, book.style("id"))
        sheet.write_string(at, LABELS, book.words(BOXES[row]), book.style("box_head"))
        book.merged(sheet, at, POINTS, at, REASONS, self.held.boxes.get(row, ""), book.style("box"))
        sheet.set_row(at, self.shape.boxes[row])

    def _sign(self, at: int) -> None:
        book, sheet = self.book, self.sheet
        book.merged(sheet, at, NO, at, STANDARD, book.say("Signature of the rater:"), book.style("sign"))
        book.merged(sheet, at, METHOD, at, REASONS, book.say("Date:"), book.style("sign"))
        sheet.set_row(at, SIGN_HIGH)
        sheet.print_area(_TITLE_ROW, NO, at, REASONS)
        sheet.fit_to_pages(1, self.shape.papers)


def _counted(leaves: Iterable[TreeNode]) -> tuple[str, int]:
    held = list(leaves)
    return part_of(held[0]), len(held)
