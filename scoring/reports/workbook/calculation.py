"""The machine room: exact scores of all nodes, raters' values below the pools, and how much of each value counts."""

from __future__ import annotations

from fractions import Fraction

from rubrics import TreeNode
from scoring.engine.seats import seat_names
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.pages import Table, paginate, scale
from scoring.reports.workbook.panels import absent, lacking
from scoring.reports.workbook.preferences import write_preferences
from scoring.reports.workbook.ranking import Ranking
from scoring.reports.workbook.shares import write_shares
from scoring.reports.workbook.tables import headings, node_title
from scoring.reports.workbook.vetoes import write_vetoes

_WIDEST_NAME = 30
_COLUMN = 12


def write_working(book: Book, sheet: Sheet, nodes: Nodes, ranking: Ranking) -> None:
    """Write every intermediate figure that the other sheets look up."""
    places = nodes.places
    blocks = places.working()
    right = max(block.left + len(block.columns) - 1 for block in blocks)
    book.merged(sheet, 0, 0, 0, min(right, 12), sheet.get_name(), "title")
    explained = book.say("Intermediate figures for checking; nothing is typed here. Scores are exact, not rounded.")
    book.merged(sheet, 1, 0, 1, min(right, 12), explained, "subtitle")
    ranking.write()
    ranking.grading.write()
    _exact(book, sheet, nodes)
    write_vetoes(book, sheet, nodes)
    for node in nodes.structure.worked_below:
        _below(book, sheet, nodes, node)
    for pool in nodes.structure.pools:
        write_shares(book, sheet, nodes, pool)
    for pool_id in places.preferred:
        write_preferences(book, sheet, nodes, pool_id)
    names = nodes.structure.results.round.names.values()
    sheet.set_default_row(16)
    sheet.set_row(0, 36)
    first = min(_WIDEST_NAME, max(10, *(wide(name) + 2 for name in names)))
    sheet.set_column(0, 0, first)
    sheet.set_column(1, right, _COLUMN)
    sheet.freeze_panes(2, 1)
    tables = [Table(block.top - 2, 16 * (block.rows + 2) + 40) for block in blocks]
    paginate(sheet, tables, scale([first, *[_COLUMN] * right]), repeated=36)


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


def _below(book: Book, sheet: Sheet, nodes: Nodes, node: TreeNode) -> None:
    structure, block = nodes.structure, nodes.places.below[node.id]
    raters, labels = nodes.places.seats(node), seat_names(nodes.structure.results)
    titles = [labels[rater] for rater in raters]
    headings(book, sheet, block, book.say("“{title}”: each rater's value", title=node_title(book, node)), titles)
    for agency, row in structure.results.rows.items():
        for seat, rater in enumerate(raters):
            at, column = block.top + row, block.left + seat
            if not structure.applies(node, agency):
                book.value(sheet, at, column, book.words(absent(structure, node, agency)), "exact")
                continue
            value = _rater_value(nodes, node, agency, seat)
            index = (row, seat)[: len(structure.results.evaluated.values[node.id].shape)]
            formula = nodes.by_rater.below_pool(node, agency, rater)
            shown: Figure = "" if value is None else value
            book.put(sheet, at, column, formula, shown, "exact", sound=nodes.operations.sound(node, *index))


def _rater_value(nodes: Nodes, node: TreeNode, agency: str, seat: int) -> Fraction | None:
    """Return a rater's value at a node, None where the rater marked too little for one."""
    structure = nodes.structure
    value, row = structure.results.evaluated.values[node.id], structure.results.rows[agency]
    pool = node.pooled_at
    if lacking(structure, node, agency):
        return None
    if len(value.shape) == 1:
        return value.score.at(row)
    marked = structure.marked(node, agency)
    rater = nodes.places.seats(node)[seat]
    marks = structure.results.collected.marks
    given = sum(
        (agency, rater, leaf.id) in marks and marks[agency, rater, leaf.id].points is not None for leaf in marked
    )
    partly = pool is not None and pool.node.pool is not None and pool.node.pool.incomplete == "rescale"
    enough = bool(value.applies[row, seat]) if partly else given == len(marked)
    return value.score.at(row, seat) if enough else None
