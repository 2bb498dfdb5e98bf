"""The sheets of shown figures: agency x part and criterion, and beside them what agencies gave themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rubrics import TreeNode
from scoring.reports.large.book import LargeBook
from scoring.reports.large.columns import NONE, NodeColumns
from scoring.reports.large.rows import Cell, Rows, write_cells
from scoring.reports.workbook.book import Sheet, wide
from scoring.reports.workbook.tables import node_title

_NAME, _ROW, _LINE = 30.0, 20, 13


def write_parts(  # noqa: PLR0913 - a place, and what is written there
    book: LargeBook,
    sheet: Sheet,
    columns: NodeColumns,
    shown: Mapping[str, list[Cell]],
    agencies: Sequence[int],
    *,
    done: Callable[[], None],
) -> None:
    """Write the figures of these agencies (rows of the round); `shown` are those of every node.

    Where anything was assessed by the agencies themselves, their own total and the difference stand on the right.
    """
    nodes, titles = columns.nodes, []
    figures = [shown[node.id] for node in nodes]
    if book.findings.self_assessment:
        titles = [book.say("self-assessment"), book.say("difference")]
        figures += columns.own(columns.results.tree)
    levels = _levels(columns)
    _set_up(book, sheet, len(figures), [node.node.title for node in nodes if node.leaf])
    heads = _heads(book, nodes, levels)
    for row in range(levels):
        last = row == levels - 1
        sheet.write_string(row + 1, 0, book.say("agency") if last else "", book.style("head"))
        for column, (text, style, end) in heads[row].items():
            book.merged(sheet, row + 1, column, row + 1, end, text, style)
        for column, text in enumerate(titles, start=len(nodes) + 1):
            sheet.write_string(row + 1, column, text if last else "", book.style("head_small"))
    sheet.set_row(levels, _LINE * min(9, max(2, *(wide(node.node.title) // 7 + 1 for node in nodes if node.leaf))))
    most = [_most(node) for node in nodes]
    full = [book.say("full marks"), *most, *[NONE] * len(titles)]
    write_cells(sheet, levels + 1, full, [book.style("full")] * len(full))
    looks = [book.style("name"), *(book.style("subtotal" if node.children else "shown") for node in nodes)]
    looks += [book.style("exact"), book.style("shown")][: len(titles)]
    names, lines = list(columns.results.round.names.values()), Rows(sheet, looks)
    for at, row in enumerate(agencies, start=levels + 2):
        lines.write(at, [names[row], *(column[row] for column in figures)])
        done()
    sheet.freeze_panes(levels + 2, 1)
    sheet.repeat_rows(1, levels + 1)
    sheet.repeat_columns(0)


def parts_heading(columns: NodeColumns) -> int:
    """Return how many rows stand above the first agency."""
    return _levels(columns) + 2


def _levels(columns: NodeColumns) -> int:
    """Return how many rows of headings there are: one for each level of the rubric's tree."""
    return max(1, *(node.depth for node in columns.nodes))


def _most(node: TreeNode) -> Cell:
    return NONE if node.extra or node.earnable is None else float(node.earnable)


def _set_up(book: LargeBook, sheet: Sheet, count: int, titles: Sequence[str]) -> None:
    book.merged(sheet, 0, 0, 0, min(count, 24), sheet.get_name(), "title")
    sheet.set_default_row(_ROW)
    sheet.set_row(0, 36)
    sheet.set_column(0, 0, _NAME)
    sheet.set_column(1, count, max(7.5, min(16.0, 130 / len(titles or [""]))))


def _heads(book: LargeBook, nodes: Sequence[TreeNode], levels: int) -> list[dict[int, tuple[str, str, int]]]:
    """Return for each row of headings: by first column the text, its style and the last column it goes over.

    A branch stands over all that is below it; in the last row every column has its own title. Cells cannot go over
    several rows here.
    """
    at = {node.id: column for column, node in enumerate(nodes, start=1)}
    rows: list[dict[int, tuple[str, str, int]]] = [{} for _ in range(levels)]
    for node in nodes:
        column, branch = at[node.id], node.parent is not None and bool(node.children)
        for row in range(max(node.depth - 1, 0), levels - 1):
            rows[row][column] = ("", "head_small", column)
        rows[-1][column] = (book.say("subtotal") if branch else _titled(book, node), "head_small", column)
        if branch:
            last = max(at[inner.id] for inner in node.walk() if inner.id in at)
            rows[node.depth - 1][column] = (_titled(book, node), "head", last)
    return rows


def _titled(book: LargeBook, node: TreeNode) -> str:
    if node.parent and node.weight:
        return book.say("{title} (weight {weight})", title=node.node.title, weight=f"{float(node.weight):g}")
    return node_title(book, node)


def write_own(  # noqa: PLR0913 - a place, and what is written there
    book: LargeBook,
    sheet: Sheet,
    columns: NodeColumns,
    shown: Mapping[str, list[Cell]],
    agencies: Sequence[int],
    *,
    done: Callable[[], None],
) -> None:
    """Write what agencies gave themselves beside their scores, node by node, and how far the two are apart."""
    nodes = [node for node in columns.nodes if not node.veto]
    own = [columns.own(node) for node in nodes]
    figures = [
        column for node, (given, apart) in zip(nodes, own, strict=True) for column in (given, shown[node.id], apart)
    ]
    _set_up(book, sheet, len(figures), [""] * len(figures))
    three = [book.say("self-assessment"), book.say("score"), book.say("difference")]
    sheet.write_string(1, 0, book.say("agency"), book.style("head"))
    for at, node in enumerate(nodes):
        book.merged(sheet, 1, 3 * at + 1, 1, 3 * at + 3, node_title(book, node), "head_small")
    sheet.set_row(1, 40)
    write_cells(sheet, 2, ["", *three * len(nodes)], [book.style("head_small")] * (len(figures) + 1))
    looks = [book.style("name"), *[book.style("exact"), book.style("shown"), book.style("shown")] * len(nodes)]
    names, lines = list(columns.results.round.names.values()), Rows(sheet, looks)
    for at, row in enumerate(agencies, start=3):
        lines.write(at, [names[row], *(column[row] for column in figures)])
        done()
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(1, 2)
    sheet.repeat_columns(0)
