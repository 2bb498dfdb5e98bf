"""What the tables of all sheets have in common: title, headings, and the agencies' names on the left."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrics import TreeNode
from scoring.reports.workbook.blocks import Block
from scoring.reports.workbook.book import Book, Figure, Sheet
from scoring.reports.workbook.expressions import roundable, rounded


def headings(book: Book, sheet: Sheet, block: Block, title: str, columns: Sequence[str]) -> None:
    """Write a table's title, its headings and the agencies' names on its left."""
    sheet.write_string(block.top - 2, 0, title, book.style("block"))
    sheet.write_string(block.top - 1, 0, book.say("agency"), book.style("head"))
    for at, words in enumerate(columns):
        sheet.write_string(block.top - 1, block.left + at, words, book.style("head_small"))
    sheet.set_row(block.top - 1, 40)
    for row, name in enumerate(book.results.round.names.values()):
        book.value(sheet, block.top + row, 0, name, "name")


def put_shown(  # noqa: PLR0913, PLR0917 - a cell is a place, a formula, a value and a style
    book: Book, sheet: Sheet, at: tuple[int, int], value: str, condition: str, score: Fraction | None, style: str
) -> None:
    """Write a score rounded as the rubric shows it; a dash where the condition does not hold, or there is none."""
    rule = book.results.rubric.rounding
    formula = f'IF({condition},{rounded(value, rule)},"—")'
    figure: Figure = "—" if score is None else book.results.shown(score)
    book.put(sheet, *at, formula, figure, style, sound=score is None or roundable(score, rule))


def node_title(book: Book, node: TreeNode) -> str:
    """Return a node's title; the root has none of its own."""
    return book.say("total score") if node.parent is None else node.node.title
