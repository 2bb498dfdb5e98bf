"""The cover of a score sheet: whose it is, how to fill it in, every agency with what is still open, who is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rubrics import Message, say
from rubrics.wording import method_title
from scoring.rounds.intakes import NOT_APPLICABLE
from scoring.sheets.blank import Blank
from scoring.sheets.entry import MET, NOT_MET
from scoring.sheets.layout import COVER, MATRIX, NAME, TEXT
from scoring.sheets.paper import FormBook
from scoring.sheets.reasons import reason_limit
from scoring.sheets.room import height, lines
from scoring.sheets.state import PageState
from submissions.form_pages import LABEL
from submissions.plain_text import printable

# No. and labels, agency, state, total.
_FIRST, _NAME, _STATE, _LAST = 1, 2, 3, 4
_WIDTHS = (14.0, 44.0, 28.0, 16.0)
_ROW, _TITLE_SIZE, _SIZE, _HEAD_SIZE, _NOTE_SIZE = 22.0, 20.0, 11.0, 10.5, 9.0


class Cover:
    """The first page: begun before the others, ended when they are written."""

    def __init__(self, book: FormBook, blank: Blank) -> None:
        self.book, self.blank = book, blank
        self.sheet = book.page(blank.titles[COVER], COVER, _WIDTHS, landscape=False)
        self.at = 1

    def write(self, states: Mapping[str, PageState]) -> None:
        """Write everything; `states` are by agency how far its marks have come."""
        self._head()
        self._block(self.book.say("How to fill it in"), self._rules())
        self._agencies(states)
        if self.blank.asked.left_out:
            self._block(self.book.say("Not to be marked by this rater"), self._left_out())
        self.sheet.print_area(1, _FIRST, self.at - 1, _LAST)

    def _line(self, text: str, style: str, size: float) -> None:
        shown = printable(text)
        self.book.merged(self.sheet, self.at, _FIRST, self.at, _LAST, shown, self.book.style(style))
        self.sheet.set_row(self.at, height(lines(shown, sum(_WIDTHS), size), size))
        self.at += 1

    def _block(self, title: str, texts: Iterator[Message]) -> None:
        self.at += 1
        self._line(title, "block", 12)
        for text in texts:
            self._line(self.book.words(text), "rule", _SIZE)

    def _head(self) -> None:
        book, blank, sheet = self.book, self.blank, self.sheet
        for column, name in ((_FIRST, LABEL), (_NAME, TEXT)):
            sheet.write_string(0, column, name, book.style("id"))
        self._line(book.say("{round}: score sheet", round=blank.round.title), "title", _TITLE_SIZE)
        if blank.statement:
            self._line(blank.statement, "statement", _NOTE_SIZE)
        self.at += 1
        group = blank.round.group(blank.round.seat_of[blank.rater.id].group)
        self._fact(book.say("Group"), group.title)
        self._fact(book.say("Seat"), blank.seat)
        self._fact(blank.labels[NAME], blank.rater.name, NAME)
        if blank.rater.kind:
            self._fact(book.say("Kind"), blank.rater.kind)
        if blank.method:
            self._fact(book.say("How judged"), book.words(method_title(blank.rubric, blank.method)))

    def _fact(self, label: str, text: str, row: str = "") -> None:
        book, sheet, at = self.book, self.sheet, self.at
        if row:
            sheet.write_string(at, 0, row, book.style("id"))
        sheet.write_string(at, _FIRST, label, book.style("box_head"))
        book.merged(sheet, at, _NAME, at, _LAST, printable(text), book.style("rater" if row else "name"))
        sheet.set_row(at, _ROW)
        self.at += 1

    def _rules(self) -> Iterator[Message]:
        for n, rule in enumerate(self._told(), start=1):
            yield say("{n}. {rule}", n=n, rule=rule)

    def _told(self) -> Iterator[Message]:
        blank, leaves = self.blank, self.blank.asked.leaves
        rules = [leaf.leaf.rule for leaf in leaves if leaf.leaf]
        yield say("Fill in the pale cells only; all others are locked. Rows, columns and sheets stay as they are.")
        if any(rule.points or rule.counted for rule in rules):
            yield say("Where points are asked for, write a number.")
        if any(rule.levels or rule.veto for rule in rules):
            yield say("Where levels are named, choose one from the list in the cell.")
        if any(rule.checklist for rule in rules):
            yield say("Where items are listed, write {met} or {not_met} for each, in order.", met=MET, not_met=NOT_MET)
        if blank.may_not_apply:
            yield say("What does not concern the agency: choose or write {word}.", word=NOT_APPLICABLE)
        reasons = any(reason_limit(leaf) is not None for leaf in leaves)
        if blank.layout == MATRIX:
            if reasons:
                yield say("A low mark needs its reason in writing: hand it in on a sheet of its own.")
            yield say("Who may not judge an agency writes the reason in its last column; marks there do not count.")
        else:
            if reasons:
                yield say("Where the standard says so, a low mark needs its reason in writing.")
            yield say("Who may not judge an agency writes the reason at the end of its page; marks there do not count.")
        yield say("Save the file as .xlsx and hand it in; you may hand it in half filled in, and again later.")

    def _agencies(self, states: Mapping[str, PageState]) -> None:
        book, sheet, names = self.book, self.sheet, self.blank.round.names
        self.at += 1
        heads = (book.say("No."), book.say("Agency"), book.say("Still open"), book.say("Sum of the points"))
        for column, words in enumerate(heads, start=_FIRST):
            sheet.write_string(self.at, column, words, book.style("head"))
        high = max(
            height(lines(words, width, _HEAD_SIZE), _HEAD_SIZE) for words, width in zip(heads, _WIDTHS, strict=True)
        )
        sheet.set_row(self.at, max(_ROW, high))
        self.at += 1
        for n, (agency, state) in enumerate(states.items(), start=1):
            sheet.write_number(self.at, _FIRST, n, book.style("cell"))
            name = printable(names[agency])
            sheet.write_url(self.at, _NAME, f"internal:{state.total}", book.style("link"), name)
            sheet.write_formula(self.at, _STATE, f"={state.state}", book.style("cell"), state.said)
            sheet.write_formula(self.at, _LAST, f"={state.total}", book.style("total"), float(state.points))
            sheet.set_row(self.at, max(_ROW, height(lines(name, _WIDTHS[1] - 2, _SIZE), _SIZE)))
            self.at += 1

    def _left_out(self) -> Iterator[Message]:
        for item in self.blank.asked.left_out:
            yield say("{agency}: {why}", agency=self.blank.round.names[item.agency], why=item.told)
