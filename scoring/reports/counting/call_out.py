"""唱分单: the scores of a round to be called out, one page an agency in the order in which they report.

Each rater's marks stand beside what they add up to and what the paper says; below, what they came to, and the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from scoring.reports.counting.call_out_rows import Columns, cells_of, columns_of
from scoring.reports.findings import Findings
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.rounds import Intake
from scoring.rounds.control_totals import ControlTotal, control_totals
from submissions.plain_text import one_line
from submissions.sheet_names import legal, sheet_names

# Widths in digits, heights in points. So many digits stand side by side on an upright page of A4.
_SEAT, _ITEM, _SUM, _NOTE, _UPRIGHT = 15.0, 7.0, 9.0, 22.0, 110
_ROW, _LINE, _SMALL = 20.0, 14.0, 0.95
_NONE = "—"


def call_out_name(findings: Findings) -> str:
    """Return the usual name of the file."""
    return findings.say("{round}-call-out-list.xlsx", round=findings.results.round.id)


def write_call_out(findings: Findings, intakes: Iterable[Intake], stream: BinaryIO) -> None:
    """Write a page for every agency that takes part; `intakes` hold the sums that stand on the paper."""
    book = Book(findings, stream)
    results = findings.results
    leaves = tuple(leaf for leaf in results.tree.leaves() if leaf.rated)
    totals = {(one.agency, one.rater): one for one in control_totals(leaves, results.collected.marks, intakes)}
    order = results.round.presenting
    named = {one: legal(f"{n} {results.round.names[one]}") for n, one in enumerate(order, start=1)}
    for n, (agency, name) in enumerate(sheet_names(named, ()).items(), start=1):
        _Page(book, book.sheet(name), agency, totals).write(n)
    book.workbook.close()


class _Page:
    """The page of one agency; `at` is the next free row."""

    def __init__(self, book: Book, sheet: Sheet, agency: str, totals: dict[tuple[str, str], ControlTotal]) -> None:
        self.book, self.sheet, self.agency, self.totals = book, sheet, agency, totals
        self.results = book.results
        self.groups = {group.id: columns_of(self.results, agency, group.id) for group in self.results.round.groups}
        self.right = max((len(held.items) for held in self.groups.values()), default=0) + 3
        self.at = 0

    def write(self, n: int) -> None:
        widths = [_SEAT, *[_ITEM] * (self.right - 3), _SUM, _SUM, _NOTE]
        if sum(widths) < _UPRIGHT:
            widths[0] += (_UPRIGHT - sum(widths)) / 2
            widths[-1] += _UPRIGHT - sum(widths)
        if sum(widths) <= _UPRIGHT:
            self.sheet.set_portrait()
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.width = sum(widths)
        self._title(n)
        for group, columns in self.groups.items():
            if columns.items:
                self._group(group, columns)
        self._result()
        self._sign()
        self.sheet.print_area(0, 0, self.at - 1, self.right)

    def _title(self, n: int) -> None:
        round_ = self.results.round
        self._line(
            self.book.say("Call-out list: {agency}", agency=one_line(round_.names[self.agency])), "title", 32, 2.2
        )
        about = [one_line(round_.title), self.book.say("No. {n} in reporting order", n=n)]
        if round_.date:
            about.append(self.book.say("Date: {date}", date=round_.date))
        about.append(self.book.words(self.book.findings.status.title))
        self._line("    ".join(about), "subtitle", 18, 1.1)

    def _group(self, group: str, columns: Columns) -> None:
        """Write a group's raters row by row, then what their marks came to."""
        book = self.book
        self._line(one_line(self.results.round.group(group).title), "block", 22)
        heads = [book.say("seat"), *(one_line(item.title) for item in columns.items)]
        heads += [""] * (self.right - 2 - len(heads))
        heads += [book.say("sum of items"), book.say("total on the paper"), book.say("note")]
        letters = max(wide(title) for title in heads[1:-3]) if columns.items else 0
        lines = min(max(-(-letters // int(_ITEM)), 2), 6)
        self._cells(heads, "head_small", 12.0 * lines + 4)
        self._cells([book.say("full marks"), *(item.full for item in columns.items)], "full", 16)
        for rater, label in book.seats.items():
            if rater in columns.raters:
                found = cells_of(book, self.agency, rater, columns)
                total = self.totals.get((self.agency, rater))
                paper: Figure = "" if total is None else format(total.written, "f")
                note = found.note
                if total is not None and not total.agrees:
                    note = "; ".join(filter(None, (note, book.say("differs from the paper"))))
                empty = [""] * (self.right - 3 - len(found.marks))
                height = _LINE * max(int(wide(note) * _SMALL // _NOTE) + 1, 1) + 6
                self._cells([label, *found.marks, *empty, found.sum, paper, note], "seat", max(_ROW, height))
        for words, figure in columns.pooled:
            self._figure(words.render(book.translate), figure, "pooled")

    def _result(self) -> None:
        """Write the score of every part, the total and the place."""
        book, results = self.book, self.results
        standing = next(item for item in results.standings if item.agency == self.agency)
        self._line(book.say("score"), "block", 22)
        for part in results.tree.children:
            score = results.score(part.id, self.agency)
            shown = _NONE if score is None else results.shown(score)
            self._figure(one_line(part.node.title) if part.parent else "", shown, "shown")
        total: Figure = _NONE if standing.score is None else results.shown(standing.score)
        self._figure(book.say("total score"), total, "subtotal")
        place: Figure = standing.placing.rank if standing.placing else _NONE
        self._figure(book.say("rank"), place, "whole")

    def _figure(self, words: str, figure: Figure, style: str) -> None:
        book = self.book
        book.merged(self.sheet, self.at, 0, self.at, self.right - 3, words, "line")
        book.merged(self.sheet, self.at, self.right - 2, self.at, self.right, "", style)
        book.value(self.sheet, self.at, self.right - 2, figure, style)
        lines = int(wide(words) // (self.width * 0.6)) + 1
        self._row(max(_ROW, _LINE * lines + 6))

    def _sign(self) -> None:
        line = "＿＿＿＿＿＿"
        roles = (
            self.book.say("Called out by: {line}", line=line),
            self.book.say("Counted by: {line}", line=line),
            self.book.say("Checked by: {line}", line=line),
            self.book.say("Supervised by: {line}", line=line),
        )
        self._row(10)
        self._line("　".join(roles), "sign", 28)

    def _line(self, text: str, style: str, height: float, size: float = 1.05) -> None:
        self.book.merged(self.sheet, self.at, 0, self.at, self.right, text, style)
        self._row(height * (int(wide(text) * size // self.width) + 1))

    def _cells(self, cells: Sequence[Figure], style: str, height: float) -> None:
        """Write a row of the table; cells that are empty, and those to its right, only have their frame."""
        for column, cell in enumerate((*cells, *[""] * (self.right + 1 - len(cells)))):
            if cell == "":
                self.sheet.write_blank(self.at, column, None, self.book.style(style))
            else:
                self.book.value(self.sheet, self.at, column, cell, style)
        self._row(height)

    def _row(self, height: float) -> None:
        self.sheet.set_row(self.at, min(height, 409))
        self.at += 1
