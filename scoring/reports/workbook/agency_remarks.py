"""What raters wrote, on an agency's own sheet: marks that are not plain points, and their remarks."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import TreeNode
from scoring.reports.workbook.agency_rows import Columns, number
from scoring.reports.workbook.book import Book, wide
from scoring.reports.workbook.flow import Flow
from scoring.reports.workbook.nodes import Nodes
from scoring.rounds import Mark
from submissions.plain_text import one_line, printable

_ROW, _LINE = 16.5, 14.5
# A row has a greatest height: a longer remark goes on in the next row.
_MOST_LINES = 12
# One remark on more criteria than these names their numbers.
_MOST_TITLES = 2
# How many digits of a column's width one digit of text takes.
_SIZE = 1.06


def write_remarks(  # noqa: PLR0913, PLR0917 - a place, an agency, and where its columns stand
    book: Book, flow: Flow, nodes: Nodes, agency: str, columns: Columns, at: int
) -> int:
    """Write marks as they were written, then the remarks, each from a blank row on; return the next free row."""
    return _Remarks(book, flow, nodes, agency, columns).write(at)


class _Remarks:
    """The words of all raters about one agency."""

    def __init__(self, book: Book, flow: Flow, nodes: Nodes, agency: str, columns: Columns) -> None:
        self.book, self.flow, self.agency, self.columns = book, flow, agency, columns
        self.sheet = flow.sheet
        self.marks = nodes.structure.results.collected.marks
        exists = nodes.structure.exists
        self.leaves = [node for node in nodes.structure.nodes if node.rated and exists(node, agency)]

    def write(self, at: int) -> int:
        return self._remarks(self._written(at))

    def _of(self, leaf: TreeNode) -> Iterator[tuple[str, Mark]]:
        for rater in self.columns.seats:
            mark = self.marks.get((self.agency, rater, leaf.id))
            if mark is not None:
                yield rater, mark

    def _block(self, at: int, words: str) -> int:
        self.sheet.write_string(at + 1, 0, words, self.book.style("block"))
        self.flow.row(at + 1, _ROW)
        return at + 2

    def _written(self, at: int) -> int:
        """Write signs and counts as they stand on the raters' sheets. A level says no more than its points."""
        found = {
            leaf: {rater: mark.written for rater, mark in self._of(leaf) if mark.written is not None}
            for leaf in self.leaves
            if not leaf.veto and not (leaf.leaf and leaf.leaf.rule.levels)
        }
        found = {leaf: words for leaf, words in found.items() if words}
        if not found:
            return at
        columns = self.columns
        at = self._block(at, self.book.say("As the raters wrote it (above: in points)"))
        for row, (leaf, words) in enumerate(found.items(), start=at):
            self.book.value(self.sheet, row, columns.NUMBER, number(leaf), "small")
            self.book.merged(self.sheet, row, columns.TITLE, row, columns.METHODS, leaf.node.title, "name")
            for rater in columns.seats:
                self.flow.text(row, columns.seat(rater), one_line(words.get(rater, "")), self.book.style("seat"))
            self.flow.row(row, _ROW, joined=True)
        return at + len(found)

    def _remarks(self, at: int) -> int:
        """Write remarks seat by seat; a seat and a criterion stand beside the first row of their text.

        What a rater wrote alike of several criteria (why there are no marks at all, say) is told once.
        """
        columns, width = self.columns, self.columns.width(self.columns.FULL, self.columns.right)
        found: dict[tuple[str, str], list[TreeNode]] = {}
        for rater in columns.seats:
            for leaf in self.leaves:
                mark = self.marks.get((self.agency, rater, leaf.id))
                text = printable(mark.remark).strip() if mark else ""
                if text:
                    found.setdefault((rater, text), []).append(leaf)
        if not found:
            return at
        at = self._block(at, self.book.say("Raters' remarks"))
        first = at
        for (rater, text), leaves in found.items():
            named = [leaf.node.title if len(leaves) <= _MOST_TITLES else number(leaf) for leaf in leaves]
            about = (self.book.seats[rater], self.book.translate(", ").join(named))
            for n, piece in enumerate(_pieces(text, width - 3)):
                shown = about if n == 0 else ("", "")
                self.flow.text(at, columns.NUMBER, shown[0], self.book.style("small"))
                self.flow.text(at, columns.TITLE, shown[1], self.book.style("line"))
                look = "line" if len(piece) == 1 else "value"
                self.book.merged(self.sheet, at, columns.FULL, at, columns.right, "".join(piece).rstrip("\n"), look)
                titled = wide(shown[1]) * _SIZE // (columns.widths[columns.TITLE] - 2) + 1
                labelled = wide(shown[0]) // (columns.widths[columns.NUMBER] - 1) + 1
                self.flow.row(at, max(_ROW, 2 + _LINE * max(len(piece), titled, labelled)), joined=at == first)
                at += 1
        return at


def _pieces(text: str, width: float) -> Iterator[list[str]]:
    """Yield a text as it fits into lines of a width, as many lines at a time as a row has room for.

    A line that ends where the writer ended it has its new line with it.
    """
    lines = [line for paragraph in text.split("\n") for line in _broken(paragraph, width)]
    for at in range(0, len(lines), _MOST_LINES):
        yield lines[at : at + _MOST_LINES]


def _broken(paragraph: str, width: float) -> Iterator[str]:
    line, used = "", 0.0
    for letter in paragraph:
        own = wide(letter) * _SIZE
        if used + own > width and line:
            yield line
            line, used = "", 0.0
        line, used = line + letter, used + own
    yield f"{line}\n"
