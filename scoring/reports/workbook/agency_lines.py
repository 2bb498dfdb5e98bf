"""The lines of an agency's own sheet: what is asked, every mark of it, what it came to, and 自评 beside it."""

from __future__ import annotations

from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from rubrics import TreeNode, earnable
from rubrics.wording import method_title
from scoring.reports.workbook.agency_rows import Columns, number, source
from scoring.reports.workbook.book import Book, Figure, wide
from scoring.reports.workbook.expressions import filled, listed, quoted, roundable, rounded
from scoring.reports.workbook.flow import Flow
from scoring.reports.workbook.input_places import InputRow
from scoring.reports.workbook.inputs import AMOUNTS, NO, YES, entered, from_file
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import NO_DATA, absent
from scoring.reports.workbook.structure import Kind
from scoring.reports.workbook.vetoes import shown
from scoring.rounds import MarkState

NONE = "—"
ROW = 16
_LINE = 14


class Lines:
    """Writes lines of one agency; `places` holds by node the row of its line."""

    def __init__(  # noqa: PLR0913, PLR0917 - a place, an agency, and where its lines stand
        self, book: Book, flow: Flow, nodes: Nodes, agency: str, columns: Columns, places: dict[str, int]
    ) -> None:
        self.book, self.flow, self.nodes, self.agency = book, flow, nodes, agency
        self.sheet, self.columns, self.places = flow.sheet, columns, places
        self.structure = nodes.structure
        self.results = nodes.structure.results
        self.given = book.findings.self_assessment

    def write(self, at: int, line: InputRow) -> None:
        """Write one line at a row of the sheet."""
        node, columns, book = line.node, self.columns, self.book
        value = line.kind is Kind.LEAF
        branch = bool(node.children) and value
        title, methods = self._titled(line), self._methods(node) if value else ""
        most = None if not value or node.extra else self.full(node)
        self.flow.text(at, columns.NUMBER, number(node) if value else "", book.style("small"))
        book.value(self.sheet, at, columns.TITLE, title, "part" if branch else "line")
        book.value(self.sheet, at, columns.FULL, NONE if most is None else most, "seat")
        self.flow.text(at, columns.METHODS, methods, book.style("small"))
        if branch:
            self.close(at, columns.SEATS, columns.last_seat)
        elif value and node.rated:
            self._marks(at, node)
        else:
            words = book.words(source(self.structure, node, line.kind))
            book.merged(self.sheet, at, columns.SEATS, at, columns.last_seat, words, "small")
        if value:
            self._score(at, node, "subtotal" if branch else "shown")
        else:
            self._read(at, line)
        needed = max(_lines(title, columns.widths[columns.TITLE] - 2), _lines(methods, columns.widths[columns.METHODS]))
        self.flow.row(at, max(ROW, 3 + _LINE * needed), joined=True)

    def full(self, node: TreeNode) -> Fraction | None:
        """Return what an agency of this class can earn at a node; None without a scale."""
        return earnable(node, self.results.round.classes[self.agency])

    def close(self, at: int, first: int, last: int) -> None:
        """Leave cells empty where nothing belongs."""
        for column in range(first, last + 1):
            self.sheet.write_blank(at, column, None, self.book.style("closed"))

    def _titled(self, line: InputRow) -> str:
        node = line.node
        title = node.node.title if node.parent else self.book.say("total score")
        if line.kind in AMOUNTS:
            return self.book.words(AMOUNTS[line.kind].filled(title=title))
        if node.weight:
            return self.book.say("{title} (weight {weight})", title=title, weight=f"{float(node.weight):g}")
        return title

    def _methods(self, node: TreeNode) -> str:
        methods = node.leaf.methods if node.leaf else ()
        return "+".join(self.book.words(method_title(self.results.rubric, method)) for method in methods)

    def _marks(self, at: int, leaf: TreeNode) -> None:
        members = {rater.id for group in leaf.groups for rater in self.results.round.raters_of(group)}
        for rater in self.columns.seats:
            column = self.columns.seat(rater)
            if rater not in members:
                self.close(at, column, column)
                continue
            cell = self.nodes.places.inputs.mark(self.agency, leaf, rater)
            figure = entered(self.book, self.structure, self.agency, leaf, rater)
            shown_ = _in_words(self.book, cell) if leaf.veto else cell
            awaited = quoted(self.book.words(MarkState.AWAITED.title))
            self.book.put(self.sheet, at, column, f'IF({cell}="",{awaited},{shown_})', figure, "seat")

    def _score(self, at: int, node: TreeNode, style: str) -> None:
        cell = self.nodes.places.part(node.id).cell(self.nodes.row(self.agency), node.id)
        self.book.put(self.sheet, at, self.columns.score, cell, self._figure(node), style)
        if self.columns.assessed:
            self.assessed(at, node, style)

    def _figure(self, node: TreeNode) -> Figure:
        """Return what the sheet of parts shows of a node."""
        veto = shown(self.book, self.nodes, node, self.agency)
        if veto:
            return veto[1]
        if not self.structure.applies(node, self.agency):
            return self.book.words(absent(self.structure, node, self.agency))
        score = self.structure.score(node.id, self.agency)
        return NONE if score is None else self.results.shown(score)

    def _read(self, at: int, line: InputRow) -> None:
        """Write a number that a node multiplies by or subtracts."""
        cell = self.nodes.places.inputs.value(self.agency, line.node, line.kind)
        figure = from_file(self.book, self.structure, self.agency, line)
        formula = filled(cell, self.book.words(NO_DATA))
        self.book.put(self.sheet, at, self.columns.score, formula, figure, "exact")
        self.close(at, self.columns.own, self.columns.right)

    def assessed(self, at: int, node: TreeNode, style: str) -> None:
        """Write what the agency gave itself, and how far the score is above it."""
        own, score = self.given.score(node, self.agency), self.structure.score(node.id, self.agency)
        gone = node.parent is None and self.agency in self.results.round.withdrawn
        if own is None or node.veto or gone:
            for column in (self.columns.own, self.columns.difference):
                self.book.value(self.sheet, at, column, NONE, "seat")
            return
        if node.leaf:
            self.book.value(self.sheet, at, self.columns.own, own, "seat")
        else:
            below = [
                xl_rowcol_to_cell(self.places[child.id], self.columns.own)
                for child in node.children
                if self.structure.concerned(child, self.agency) and not child.veto
            ]
            self.book.put(self.sheet, at, self.columns.own, listed("SUM", below), own, "seat")
        exact = self.nodes.places.exact.cell(self.nodes.row(self.agency), node.id)
        apart, rule = None if score is None else score - own, self.results.rubric.rounding
        difference = rounded(f"({exact}-{xl_rowcol_to_cell(at, self.columns.own)})", rule)
        formula = f'IF(ISNUMBER({exact}),{difference},"{NONE}")'
        figure: Figure = NONE if apart is None else self.results.shown(apart)
        sound = apart is None or roundable(apart, rule)
        self.book.put(self.sheet, at, self.columns.difference, formula, figure, style, sound=sound)


def _in_words(book: Book, cell: str) -> str:
    """Return an answer to a veto, which may be typed as 1 or 0, as an expression that says yes or no."""
    return f"IF({cell}=1,{quoted(book.words(YES))},IF({cell}=0,{quoted(book.words(NO))},{cell}))"


def _lines(text: str, width: float) -> int:
    return int(wide(text) * 1.12 // width) + 1
