"""How raters' values were pooled: what their marks come to below the pools, and how much of each value counts.

The sheet that only those see who see the raters' marks; every agency's pooled value is a figure of other sheets too.
"""

from __future__ import annotations

from fractions import Fraction

from rubrics import TreeNode
from scoring.reports.workbook.book import Book, Figure, Sheet
from scoring.reports.workbook.calculation import lay_out
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import absent, lacking
from scoring.reports.workbook.preferences import write_preferences
from scoring.reports.workbook.shares import write_shares
from scoring.reports.workbook.tables import headings, node_title


def write_pooling(book: Book, sheet: Sheet, nodes: Nodes) -> None:
    """Write every intermediate figure that belongs to a rater."""
    explained = book.say("Intermediate figures of single raters for checking; nothing is typed here.")
    lay_out(book, sheet, nodes.places.pooling, explained)
    for node in nodes.structure.worked_below:
        _below(book, sheet, nodes, node)
    for pool in nodes.structure.pools:
        write_shares(book, sheet, nodes, pool)
    for pool_id in nodes.places.preferred:
        write_preferences(book, sheet, nodes, pool_id)


def _below(book: Book, sheet: Sheet, nodes: Nodes, node: TreeNode) -> None:
    structure, block = nodes.structure, nodes.places.below[node.id]
    raters = nodes.places.seats(node)
    titles = [book.seats[rater] for rater in raters]
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
