"""What agencies gave themselves (自评), below the scores: three lines for each that did so, and the totals beside.

Points that an agency gave itself are inputs; their sums and the differences are formulas. No score depends on them.
"""

from __future__ import annotations

from fractions import Fraction

from rubrics import ROOT, TreeNode
from scoring.reports.workbook.blocks import Block, Stack
from scoring.reports.workbook.book import Book, Sheet
from scoring.reports.workbook.expressions import listed
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.pages import Table
from scoring.reports.workbook.tables import node_title, put_shown

_NONE = "—"
# Lines of an agency: what it gave itself, what it scored, the difference. Above the first: title and headings.
_LINES, _ABOVE = 3, 2
_HEAD = 45


class SelfAssessed:
    """The tables from row `top` on, in the columns of the tables of scores; false where no agency gave anything."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, top: int) -> None:
        self.book, self.sheet, self.nodes = book, sheet, nodes
        self.own = book.findings.self_assessment
        rows = nodes.structure.results.rows
        self.agencies = [agency for agency in rows if self.own.given.get(agency)]
        height = _ABOVE + _LINES * len(self.agencies) + 1
        shown = [
            block
            for block, band in zip(nodes.places.parts, nodes.places.bands, strict=True)
            if any(self.own.score(node, agency) is not None for node in band for agency in self.agencies)
        ]
        self.stack = Stack(
            tuple(
                Block(block.sheet, top + at * height + _ABOVE, block.left, height - _ABOVE - 1, block.columns)
                for at, block in enumerate(shown)
            )
        )
        root = nodes.structure.results.tree
        self.totals = any(self.own.score(root, agency) is not None for agency in self.agencies)

    def __bool__(self) -> bool:
        return bool(self.stack.blocks)

    def cell(self, agency: str, node_id: str) -> str:
        """Return the cell of what an agency gave itself at a node; it holds a dash where it gave nothing."""
        return self.stack.cell(_LINES * self.agencies.index(agency), node_id)

    def write(self) -> None:
        """Write a table for each table of scores in which anything can be compared, and the totals beside those."""
        for block in self.stack.blocks:
            self._headings(block)
            for at, agency in enumerate(self.agencies):
                self._agency(block, _LINES * at, agency)
        if self.totals:
            self._totals()

    def tables(self, row: float) -> list[Table]:
        """Return what must not be cut by the end of a page; `row` is the height of a line in points."""
        found = []
        for block in self.stack.blocks:
            found += [Table(block.top + _LINES * at, _LINES * row) for at in range(len(self.agencies))]
            first = found[-len(self.agencies)]
            found[-len(self.agencies)] = Table(block.top - _ABOVE, first.height + row + _HEAD)
        return found

    def _headings(self, block: Block) -> None:
        book, sheet = self.book, self.sheet
        sheet.write_string(block.top - 2, 0, book.say("Self-assessment and score"), book.style("block"))
        sheet.write_string(block.top - 1, 0, book.say("agency"), book.style("head"))
        for name in block.columns:
            words = node_title(book, self.nodes.structure.results.nodes[name])
            sheet.write_string(block.top - 1, block.column(name), words, book.style("head_small"))
        sheet.set_row(block.top - 1, _HEAD)

    def _agency(self, block: Block, line: int, agency: str) -> None:
        book, sheet, at = self.book, self.sheet, block.top + line
        name = self.nodes.structure.results.round.names[agency]
        words = (
            book.say("{name}: self-assessment", name=name),
            book.say("{name}: score", name=name),
            book.say("{name}: difference", name=name),
        )
        for below, text in enumerate(words):
            book.value(sheet, at + below, 0, text, "name")
        row = self.nodes.row(agency)
        for node_id in block.columns:
            node, column = self.nodes.structure.results.nodes[node_id], block.column(node_id)
            self._given(node, agency, (at, column))
            score = self.nodes.structure.score(node_id, agency) if self._scored(node, agency) else None
            exact = self.nodes.places.exact.cell(row, node_id) if self._scored(node, agency) else '""'
            put_shown(book, sheet, (at + 1, column), exact, f"ISNUMBER({exact})", score, "shown")
            self._difference(node, agency, (at + 2, column))

    def _scored(self, node: TreeNode, agency: str) -> bool:
        return not node.veto and self.nodes.structure.applies(node, agency)

    def _given(self, node: TreeNode, agency: str, at: tuple[int, int]) -> None:
        given = self.own.score(node, agency) if self.nodes.structure.exists(node, agency) else None
        if given is None:
            self.book.value(self.sheet, *at, _NONE, "mark")
        elif node.leaf:
            self.book.value(self.sheet, *at, given, "mark")
        else:
            cells = [self.cell(agency, child.id) for child in node.children if self._added(child, agency)]
            self.book.put(self.sheet, *at, listed("SUM", cells), given, "text")

    def _added(self, child: TreeNode, agency: str) -> bool:
        """Return whether what is below a branch belongs to its sum, as the engine adds it up."""
        structure = self.nodes.structure
        return not child.veto and structure.exists(child, agency) and not structure.spared(child, agency)

    def _difference(self, node: TreeNode, agency: str, at: tuple[int, int]) -> None:
        difference = self.own.difference(node, agency)
        if self.own.score(node, agency) is None or not self._scored(node, agency):
            self.book.value(self.sheet, *at, _NONE, "subtotal")
            return
        given, exact = self.cell(agency, node.id), self.nodes.places.exact.cell(self.nodes.row(agency), node.id)
        condition = f"COUNT({given},{exact})=2"
        put_shown(self.book, self.sheet, at, f"({exact}-{given})", condition, difference, "subtotal")

    def _totals(self) -> None:
        """Write the totals that agencies gave themselves, and how far their scores are from them, beside the scores."""
        book, sheet, scores = self.book, self.sheet, self.nodes.places.parts[-1]
        right, root = scores.left + len(scores.columns), self.nodes.structure.results.tree
        top = scores.top - self.nodes.places.levels - 1
        for at, words in enumerate((book.say("self-assessment"), book.say("difference"))):
            book.merged(sheet, top, right + at, scores.top - 2, right + at, words, "head")
            book.value(sheet, scores.top - 1, right + at, "", "full")
        for agency, row in self.nodes.structure.results.rows.items():
            given: Fraction | None = self.own.score(root, agency)
            if given is None:
                for at in range(2):
                    book.value(sheet, scores.top + row, right + at, _NONE, "text")
                continue
            book.put(sheet, scores.top + row, right, self.cell(agency, ROOT), given, "text")
            self._difference(root, agency, (scores.top + row, right + 1))
