"""The machine room: what scores start from, exact scores of all nodes, vetoes, ranks and grades of every agency."""

from __future__ import annotations

from scoring.engine.columns import Column
from scoring.reports.workbook.blocks import Pile
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.reports.workbook.expressions import filled
from scoring.reports.workbook.input_places import InputRow
from scoring.reports.workbook.inputs import AMOUNTS, from_file
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.pages import Table, paginate, scale
from scoring.reports.workbook.panels import NO_DATA, absent, state
from scoring.reports.workbook.places import POOLED, Entry, entries
from scoring.reports.workbook.ranking import Ranking
from scoring.reports.workbook.structure import Kind
from scoring.reports.workbook.tables import headings, node_title
from scoring.reports.workbook.vetoes import write_vetoes

_WIDEST_NAME = 30
_COLUMN = 12


def write_working(book: Book, sheet: Sheet, nodes: Nodes, ranking: Ranking) -> None:
    """Write every intermediate figure of the agencies that the other sheets look up."""
    explained = book.say("Intermediate figures for checking; nothing is typed here. Scores are exact, not rounded.")
    lay_out(book, sheet, nodes.places.working, explained)
    ranking.write()
    ranking.grading.write()
    _exact(book, sheet, nodes)
    _Entries(book, sheet, nodes).write()
    write_vetoes(book, sheet, nodes)


def lay_out(book: Book, sheet: Sheet, pile: Pile, explained: str) -> None:
    """Write the title of a sheet of blocks and set its columns and pages."""
    right = max((block.left + len(block.columns) - 1 for block in pile.blocks), default=1)
    book.merged(sheet, 0, 0, 0, min(right, 12), sheet.get_name(), "title")
    book.merged(sheet, 1, 0, 1, min(right, 12), explained, "subtitle")
    sheet.set_default_row(16)
    sheet.set_row(0, 36)
    names = book.results.round.names.values()
    first = min(_WIDEST_NAME, max(10, *(wide(name) + 2 for name in names)))
    sheet.set_column(0, 0, first)
    sheet.set_column(1, right, _COLUMN)
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(0, 1)
    sheet.repeat_columns(0)
    tables = [Table(block.top - 2, 16 * (block.rows + 2) + 40) for block in pile.blocks]
    paginate(sheet, tables, scale([first, *[_COLUMN] * right]), repeated=36 + 16)


class _Entries:
    """What came of each agency's raters at the pools, and what was read for it: every score starts here."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes) -> None:
        self.book, self.sheet, self.nodes = book, sheet, nodes
        self.structure = nodes.structure

    def write(self) -> None:
        book, known = self.book, {entry.name: entry for entry in entries(self.structure)}
        for block in self.nodes.places.entries.blocks:
            titles = [self._titled(known[name]) for name in block.columns]
            headings(book, self.sheet, block, book.say("Values as pooled or read from files"), titles)
            for name in block.columns:
                node = known[name].node
                pooled = self.structure.results.panel(node.id).pooled() if known[name].kind is Kind.POOLED else None
                for agency, row in self.structure.results.rows.items():
                    self._cell(known[name], agency, (block.top + row, block.column(name)), pooled)

    def _titled(self, entry: Entry) -> str:
        title = node_title(self.book, entry.node)
        return self.book.words(AMOUNTS[entry.kind].filled(title=title)) if entry.kind in AMOUNTS else title

    def _cell(self, entry: Entry, agency: str, at: tuple[int, int], pooled: Column | None) -> None:
        book, node, structure = self.book, entry.node, self.structure
        counts = structure.applies(node, agency) if pooled is not None else structure.exists(node, agency)
        if not counts:
            book.value(self.sheet, *at, book.words(absent(structure, node, agency)), "exact")
        elif pooled is not None:
            row, why = structure.results.rows[agency], state(structure, node, agency)
            cell = self.nodes.places.raters[node.id].cell(row, POOLED)
            book.put(self.sheet, *at, cell, book.words(why) if why else pooled.at(row), "pooled")
        else:
            figure: Figure = from_file(book, structure, agency, InputRow(node, entry.kind))
            cell = self.nodes.places.inputs.value(agency, node, entry.kind)
            book.put(self.sheet, *at, filled(cell, book.words(NO_DATA)), figure, "exact")


def _exact(book: Book, sheet: Sheet, nodes: Nodes) -> None:
    structure = nodes.structure
    shown = {node.id: node for node in structure.nodes if not node.veto}
    for block in nodes.places.exact.blocks:
        titles = [node_title(book, shown[name]) for name in block.columns]
        headings(book, sheet, block, book.say("Exact scores"), titles)
    for agency, row in structure.results.rows.items():
        for node in shown.values():
            block = nodes.places.exact.of(node.id)
            at, column = block.top + row, block.column(node.id)
            score = structure.score(node.id, agency)
            if not structure.applies(node, agency) or (node.parent is None and structure.void(agency)):
                book.value(sheet, at, column, book.words(absent(structure, node, agency)), "exact")
            else:
                sound = node.below_pool or nodes.operations.sound(node, row)
                figure: Figure = "" if score is None else score
                book.put(sheet, at, column, nodes.exact(node, agency), figure, "exact", sound=sound)
