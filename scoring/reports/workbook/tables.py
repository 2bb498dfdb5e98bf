"""What the tables of all sheets have in common: title, headings, and the agencies' names on the left."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics import TreeNode
from scoring.reports.workbook.blocks import Block
from scoring.reports.workbook.book import Book, Sheet


def headings(book: Book, sheet: Sheet, block: Block, title: str, columns: Sequence[str]) -> None:
    """Write a table's title, its headings and the agencies' names on its left."""
    sheet.write_string(block.top - 2, 0, title, book.style("block"))
    sheet.write_string(block.top - 1, 0, book.say("agency"), book.style("head"))
    for at, words in enumerate(columns):
        sheet.write_string(block.top - 1, block.left + at, words, book.style("head_small"))
    sheet.set_row(block.top - 1, 40)
    for row, name in enumerate(book.results.round.names.values()):
        book.value(sheet, block.top + row, 0, name, "name")


def node_title(book: Book, node: TreeNode) -> str:
    """Return a node's title; the root has none of its own."""
    return book.say("total score") if node.parent is None else node.node.title
