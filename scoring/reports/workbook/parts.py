"""The sheet of shown figures: agency x part and criterion in the rubric's order, and the sums by method."""

from __future__ import annotations

from fractions import Fraction

from rubrics import TreeNode, earnable
from rubrics.wording import method_title
from scoring.reports.workbook.blocks import Block
from scoring.reports.workbook.book import Book, Sheet, wide
from scoring.reports.workbook.expressions import listed
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.pages import Table, paginate, scale
from scoring.reports.workbook.panels import absent
from scoring.reports.workbook.self_assessed import SelfAssessed
from scoring.reports.workbook.tables import node_title, put_shown
from scoring.reports.workbook.vetoes import shown

_WIDEST_NAME = 30
_HEAD_HEIGHT = 13
_TITLE, _ROW, _METHODS = 36, 20, 45
# How many digits wider than a name the column of names is where it says whose self-assessment a line holds.
_SAID = 8
# So many agencies stand on one page, whatever is above them.
_ON_A_PAGE = 20


def write_parts(book: Book, sheet: Sheet, nodes: Nodes) -> None:
    """Write one table for each band of parts, then the table by method, then what agencies gave themselves."""
    places = nodes.places
    last = places.parts[-1]
    below = last.top + last.rows + 1
    methods = _methods(nodes)
    given = SelfAssessed(book, sheet, nodes, below + (places.rows + 4 if methods else 0))
    right = max(block.left + len(block.columns) - 1 for block in places.parts) + (2 if given.totals else 0)
    book.merged(sheet, 0, 0, 0, right, sheet.get_name(), "title")
    for band, block in zip(places.bands, places.parts, strict=True):
        _headings(book, sheet, nodes, band, block)
        _figures(book, sheet, nodes, band, block)
    _by_method(book, sheet, nodes, methods, below)
    given.write()
    names = nodes.structure.results.round.names.values()
    first = min(_WIDEST_NAME, max(10, *(wide(name) + (_SAID if given else 2) for name in names)))
    sheet.set_default_row(_ROW)
    sheet.set_row(0, _TITLE)
    sheet.set_column(0, 0, first)
    sheet.set_column(1, right, _width(right))
    sheet.freeze_panes(1, 1)
    sheet.repeat_columns(0)
    if len(places.parts) == 1 and not (given and places.rows <= _ON_A_PAGE):
        # Tables below have headings of their own: repeated above them, these are in the way.
        sheet.repeat_rows(places.PARTS_TOP, places.parts[0].top - 1)
    rows = nodes.places.rows
    tables = [
        Table(block.top - places.levels - 1, _ROW * (places.levels + rows + 1) + _criteria_height(band, right))
        for band, block in zip(places.bands, places.parts, strict=True)
    ]
    tables[0] = Table(tables[0].top, tables[0].height + _TITLE + _ROW)
    if methods:
        tables.append(Table(below, _ROW * (rows + 3) + _METHODS))
    tables += given.tables(_ROW)
    paginate(sheet, tables, scale([first, *[_width(right)] * right]))


def _width(columns: int) -> float:
    """Return a column's width so that few columns fill a page and many keep room for their figures."""
    return max(7.5, min(16.0, 130 / columns))


def _headings(book: Book, sheet: Sheet, nodes: Nodes, band: tuple[TreeNode, ...], block: Block) -> None:
    levels = nodes.places.levels
    top = block.top - levels - 1
    book.merged(sheet, top, 0, block.top - 2, 0, book.say("agency"), "head")
    sheet.write_string(block.top - 1, 0, book.say("full marks"), book.style("full"))
    for node in band:
        column = block.column(node.id)
        most = None if node.extra else node.earnable
        book.value(sheet, block.top - 1, column, "—" if most is None else most, "full")
        if node.parent is None:
            book.merged(sheet, top, column, block.top - 2, column, node_title(book, node), "head")
        elif node.children:
            book.merged(sheet, top + node.depth, column, block.top - 2, column, book.say("subtotal"), "head_small")
        else:
            book.merged(sheet, top + node.depth - 1, column, block.top - 2, column, _titled(book, node), "head_small")
    for node, columns in _branches(band, block).items():
        row = top + node.depth - 1
        book.merged(sheet, row, min(columns), row, max(columns), _titled(book, node), "head")
    right = max(len(part.columns) for part in nodes.places.parts)
    sheet.set_row(block.top - 2, _criteria_height(band, right))


def _branches(band: tuple[TreeNode, ...], block: Block) -> dict[TreeNode, list[int]]:
    """Return every branch that has anything in a band, with the columns of what is there of it."""
    found: dict[TreeNode, list[int]] = {}
    for node in band:
        branch = node if node.children else node.parent
        while branch is not None and branch.parent is not None:
            found.setdefault(branch, []).append(block.column(node.id))
            branch = branch.parent
    return found


def _criteria_height(band: tuple[TreeNode, ...], columns: int) -> float:
    """Return the height that the longest title of a criterion takes in its column."""
    letters = max(int(_width(columns)) - 1, 2)
    lines = max((wide(node.node.title) // letters + 1 for node in band if node.leaf), default=1)
    return max(30, _HEAD_HEIGHT * min(lines, 9))


def _titled(book: Book, node: TreeNode) -> str:
    if node.weight:
        return book.say("{title} (weight {weight})", title=node.node.title, weight=_plain(node.weight))
    return node.node.title


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def _figures(book: Book, sheet: Sheet, nodes: Nodes, band: tuple[TreeNode, ...], block: Block) -> None:
    results = nodes.structure.results
    for agency, row in results.rows.items():
        at = block.top + row
        book.value(sheet, at, 0, results.round.names[agency], "name")
        for node in band:
            style = "subtotal" if node.children else "shown"
            column = block.column(node.id)
            veto = shown(book, nodes, node, agency)
            if veto:
                book.put(sheet, at, column, *veto, style)
                continue
            if not nodes.structure.applies(node, agency):
                book.value(sheet, at, column, book.words(absent(nodes.structure, node, agency)), style)
                continue
            score = nodes.structure.score(node.id, agency)
            cell = nodes.places.exact.cell(row, node.id)
            put_shown(book, sheet, (at, column), cell, f"ISNUMBER({cell})", score, style)


def _methods(nodes: Nodes) -> dict[tuple[str, ...], list[TreeNode]]:
    """Return the criteria that are judged by each combination of methods."""
    groups: dict[tuple[str, ...], list[TreeNode]] = {}
    for node in nodes.structure.nodes:
        if node.leaf and node.leaf.methods and not node.veto:
            groups.setdefault(node.leaf.methods, []).append(node)
    return groups


def _by_method(book: Book, sheet: Sheet, nodes: Nodes, groups: dict[tuple[str, ...], list[TreeNode]], top: int) -> None:
    """Write the sum of the criteria's figures for each combination of methods; nothing where none is named."""
    structure = nodes.structure
    rubric = structure.results.rubric
    if not groups:
        return
    sheet.write_string(top, 0, book.say("By method: sums of the criteria judged by it"), book.style("block"))
    sheet.write_string(top + 1, 0, book.say("agency"), book.style("head"))
    sheet.write_string(top + 2, 0, book.say("full marks"), book.style("full"))
    sheet.set_row(top + 1, _METHODS)
    for column, (methods, leaves) in enumerate(groups.items(), start=1):
        titles = "+".join(book.words(method_title(rubric, method)) for method in methods)
        sheet.write_string(top + 1, column, titles, book.style("head_small"))
        classes = set(structure.results.round.classes.values())
        full = {sum((earnable(leaf, name) or Fraction(0) for leaf in leaves), Fraction()) for name in classes}
        book.value(sheet, top + 2, column, full.pop() if len(full) == 1 else "—", "full")
        for agency, row in structure.results.rows.items():
            counted = [leaf for leaf in leaves if structure.applies(leaf, agency)]
            cells = [nodes.places.exact.cell(row, leaf.id) for leaf in counted]
            scores = [structure.score(leaf.id, agency) for leaf in counted]
            known = [score for score in scores if score is not None]
            whole = sum(known, Fraction()) if known and len(known) == len(scores) else None
            condition = f"{listed('COUNT', cells)}={len(cells)}" if cells else "FALSE"
            put_shown(book, sheet, (top + 3 + row, column), listed("SUM", cells), condition, whole, "shown")
    for row, name in enumerate(structure.results.round.names.values()):
        book.value(sheet, top + 3 + row, 0, name, "name")
