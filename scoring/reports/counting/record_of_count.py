"""统分记录: the record of the count as one A4 page that is signed; what does not fit goes to pages behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from rubrics import Message, say
from scoring.reports.counting.accounts import Accounts
from scoring.reports.counting.sheet_matrix import COLUMNS, LABEL, SheetMatrix
from scoring.reports.findings import Findings
from scoring.reports.workbook.book import Book, Sheet, wide
from scoring.rounds.paperwork import SIGNATURES
from scoring.rounds.sheet_states import SheetState
from submissions.plain_text import one_line
from submissions.sheet_names import legal

NAME, MORE = say("Record of the count"), say("Record of the count, continued")
# Widths in digits: the seats, and the columns that tables share; what is between two of them; all of the page.
_LABEL, _COLUMN, _BETWEEN = 20.0, 3.0, 0.7
_WIDTH = _LABEL + COLUMNS * (_COLUMN + _BETWEEN)
# Points: a line of text, a row of a table, a heading, a blank; a signature; all of page 1 at about three quarters.
_LINE, _ROW, _HEAD, _BLANK, _SIGNED, _PAGE = 15, 17, 20, 5, 34, 960
_HIGHEST = 409
_BESIDE, _BLANKS = 3, "＿" * 8
_COUNTED = (
    SheetState.IN,
    SheetState.PARTLY,
    SheetState.RECUSED,
    SheetState.ABSENT,
    SheetState.VOID,
    SheetState.AWAITED,
)
# Of each block at least and at most so many lines on page 1; so many counts of ballots need no sums.
_LEAST, _MOST, _FEW = 2, 60, 3


@dataclass(frozen=True)
class _Block:
    """A heading and its lines; `whole` are those that stand on the pages behind where page 1 has no room for them."""

    title: Message
    lines: tuple[Message, ...]
    whole: tuple[Message, ...] = ()


def write_record_of_count(findings: Findings, accounts: Accounts, stream: BinaryIO) -> None:
    """Write the workbook: a page to sign, and a second sheet where there is more to tell than the page holds."""
    book = Book(findings, stream)
    _Record(book, accounts).write()
    book.workbook.close()


class _Record:
    def __init__(self, book: Book, accounts: Accounts) -> None:
        self.book, self.accounts = book, accounts
        self.round = accounts.results.round
        self.matrix = SheetMatrix(book, accounts)
        self.sheet = self._sheet(NAME)
        self.at, self.height = 0, 0.0

    def write(self) -> None:
        """Write page 1, then what was cut there."""
        self._title()
        self._table()
        if self.matrix.small:
            self.at = self.matrix.write(self.sheet, self.at)
            self.height += self.matrix.height
        blocks = self._blocks()
        signatures = self.round.paperwork.signatures or SIGNATURES
        most = self._most(blocks, -(-len(signatures) // _BESIDE))
        for block in blocks:
            shown = block.lines if len(block.lines) <= most else block.lines[: most - 1]
            more = len(block.lines) - len(shown)
            rest = (say("and {n} more, on the pages behind", n=more),) if more else ()
            self._block(block.title, (*shown, *rest))
        self._sign(signatures)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.print_area(0, 0, self.at - 1, COLUMNS)
        cut = [block for block in blocks if len(block.lines) > most or block.whole]
        if cut or not self.matrix.small:
            self._behind(cut)

    def _behind(self, cut: Sequence[_Block]) -> None:
        self.sheet, self.at = self._sheet(MORE), 0
        self._merged(self.book.say("{round}: record of the count, continued", round=self._named()), "block", 28)
        if not self.matrix.small:
            self.at = self.matrix.write(self.sheet, self.at)
        for block in cut:
            self._block(block.title, block.whole or block.lines)

    def _sheet(self, name: Message) -> Sheet:
        book = self.book
        sheet = book.sheet(legal(book.words(name)))
        sheet.set_portrait()
        sheet.set_column(LABEL, LABEL, _LABEL)
        sheet.set_column(LABEL + 1, COLUMNS, _COLUMN)
        page = book.say("page {page} of {pages}", page="&P", pages="&N")
        code = book.say("Code of the count: {code}", code=self.accounts.code)
        sheet.set_footer(f"&L&9 {code}&C&9 {page}&R&9 {book.short_prints}")
        return sheet

    def _named(self) -> str:
        return one_line(self.round.title)

    def _title(self) -> None:
        book = self.book
        self._merged(book.say("{round}: record of the count", round=self._named()), "title", 34, 2.1)
        about = [book.say("Organizer: {name}", name=one_line(self.round.organizer))]
        if self.round.date:
            about.append(book.say("Date: {date}", date=self.round.date))
        if self.accounts.intakes:
            last = self.accounts.intakes[-1]
            moment = last.at[:16].replace("T", " ")
            about.append(book.say("Up to intake No. {n}, {moment}", n=last.number, moment=moment))
        about.append(book.say("Code of the count: {code}", code=self.accounts.code))
        self._merged("    ".join(about), "subtitle", 18, 1.1)
        if book.statement:
            self._merged(book.statement, "sample", 18, 1.1)

    def _table(self) -> None:
        """Write how many sheets of each group are in each state, and how many workbooks are out."""
        book, accounts = self.book, self.accounts
        self._merged(book.say("Score sheets"), "block", _HEAD)
        span = COLUMNS // (len(_COUNTED) + 2)
        heads = (book.say("group"), book.say("seats"), book.say("sheets asked for"))
        self._cells((*heads, *(book.words(state.title) for state in _COUNTED)), span, "head_small", 26)
        for group in self.round.groups:
            found = accounts.tally(group.id)
            numbers = (len(group.members), sum(found[state] for state in _COUNTED), *(found[s] for s in _COUNTED))
            self._cells((one_line(group.title), *map(str, numbers)), span, "small", _ROW)
        issued = [item for item in accounts.issues.issued if item.form == "score-sheet"]
        back = sum(item.number in accounts.returned for item in issued)
        words = book.say(
            "Workbooks issued: {n}; of them came back: {back}. Where agencies withdrew, their sheets are left out.",
            n=len(issued),
            back=back,
        )
        self._merged(words, "note", _LINE)
        self._blank()

    def _cells(self, texts: Sequence[str], span: int, style: str, height: float) -> None:
        """Write a row: the first text under the seats, each other over `span` columns."""
        book = self.book
        book.merged(self.sheet, self.at, LABEL, self.at, LABEL, texts[0], style)
        lines = _lines(texts[0], _LABEL, 0.9)
        for n, text in enumerate(texts[1:]):
            left = 1 + n * span
            book.merged(self.sheet, self.at, left, self.at, left + span - 1, text, style)
        self._row(max(height, 12 * lines + 4))

    def _blocks(self) -> list[_Block]:
        accounts = self.accounts
        ballots = tuple(accounts.ballot_lines())
        few = len(ballots) <= _FEW
        blocks = (
            _Block(say("No marks that count, and why"), tuple(accounts.without_marks())),
            _Block(say("Who typed, who checked"), tuple(accounts.hands())),
            _Block(say("Changed after the first reading"), tuple(accounts.changes())),
            _Block(say("Read differently by two typists, and settled"), tuple(accounts.settled())),
            _Block(say("Sums on the paper that differ; the marks decide"), tuple(accounts.disagreeing_totals())),
            _Block(say("Ballots"), *((ballots,) if few else (tuple(accounts.ballot_sums()), ballots))),
            _Block(say("Issued and not returned"), tuple(accounts.not_returned())),
            _Block(say("Spot checks against the paper"), tuple(accounts.spot_checks())),
        )
        empty = tuple(block.title for block in blocks if not block.lines)
        none = (_Block(say("None"), (say("{titles}", titles=empty),)),) if empty else ()
        return [*(block for block in blocks if block.lines), *none]

    def _most(self, blocks: Sequence[_Block], rows_of_signatures: int) -> int:
        """Return how many lines a block may have on page 1, so that all of it stays legible."""
        room = _PAGE - self.height - _SIGNED * (rows_of_signatures + 1)
        room -= len(blocks) * (_HEAD + _BLANK)
        longest = max(len(block.lines) for block in blocks)
        for most in range(min(longest, _MOST), _LEAST, -1):
            if sum(self._heights(block.lines[:most]) for block in blocks) <= room:
                return most
        return _LEAST

    def _heights(self, lines: Sequence[Message]) -> float:
        return sum(_LINE * _lines(self.book.words(line), _WIDTH, 1.05) for line in lines)

    def _block(self, title: Message, lines: Sequence[Message]) -> None:
        self._merged(self.book.words(title), "block", _HEAD)
        for line in lines:
            self._merged(one_line(self.book.words(line)), "note", _LINE, 1.05)
        self._blank()

    def _sign(self, signatures: Sequence[str | Message]) -> None:
        span = COLUMNS // _BESIDE
        for start in range(0, len(signatures), _BESIDE):
            for n, who in enumerate(signatures[start : start + _BESIDE]):
                left, right = (LABEL if n == 0 else 1 + n * span), (n + 1) * span
                text = self.book.say("{who}: {line}", who=one_line(self.book.words(who)), line=_BLANKS)
                self.book.merged(self.sheet, self.at, left, self.at, right, text, "sign")
            self._row(_SIGNED)
        self._merged(self.book.say("date: {line}", line=_BLANKS), "sign", _SIGNED)

    def _merged(self, text: str, style: str, height: float, size: float = 1.05) -> None:
        """Write text over the whole width, as many lines high as it takes."""
        self.book.merged(self.sheet, self.at, LABEL, self.at, COLUMNS, text, style)
        self._row(height * _lines(text, _WIDTH, size))

    def _blank(self) -> None:
        self._row(_BLANK)

    def _row(self, height: float) -> None:
        """End a row that is so many points high."""
        height = min(height, _HIGHEST)
        self.sheet.set_row(self.at, height)
        self.at += 1
        self.height += height


def _lines(text: str, width: float, size: float) -> int:
    return int(wide(text) * size // width) + 1
