"""The machine room: exact scores of all nodes, raters' values below the pools, and how much of each value counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrics import TreeNode
from scoring.reports.book import Book, Figure, Sheet, wide
from scoring.reports.expressions import distinct
from scoring.reports.nodes import Nodes
from scoring.reports.pages import Table, paginate, scale
from scoring.reports.panels import NOT_APPLICABLE, held, lacking
from scoring.reports.places import ABOVE, BELOW, DROPS, END, PRESENT, SHARE, SHARE_TABLES, Block
from scoring.reports.ranking import Ranking
from scoring.reports.tables import headings, node_title

_WIDEST_NAME = 30
_COLUMN = 12


def write_working(book: Book, sheet: Sheet, nodes: Nodes, ranking: Ranking) -> None:
    """Write every intermediate figure that the other sheets look up."""
    places = nodes.places
    blocks = [places.ranking, places.exact, *places.below.values(), *places.shares.values()]
    right = max(block.left + len(block.columns) - 1 for block in blocks)
    book.merged(sheet, 0, 0, 0, min(right, 12), sheet.get_name(), "title")
    explained = book.say("Intermediate figures for checking; nothing is typed here. Scores are exact, not rounded.")
    book.merged(sheet, 1, 0, 1, min(right, 12), explained, "subtitle")
    ranking.write()
    _exact(book, sheet, nodes)
    for node in nodes.structure.worked_below:
        _below(book, sheet, nodes, node)
    for pool in nodes.structure.pools:
        _shares(book, sheet, nodes, pool)
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
    structure, block = nodes.structure, nodes.places.exact
    headings(book, sheet, block, book.say("Exact scores"), [node_title(book, node) for node in structure.nodes])
    for agency, row in structure.results.rows.items():
        for node in structure.nodes:
            at, column = block.top + row, block.column(node.id)
            score = structure.score(node.id, agency)
            if not structure.applies(node, agency):
                book.value(sheet, at, column, book.words(NOT_APPLICABLE), "exact")
            else:
                sound = node.below_pool or nodes.sound(node, row)
                shown: Figure = "" if score is None else score
                book.put(sheet, at, column, nodes.exact(node, agency), shown, "exact", sound=sound)


def _below(book: Book, sheet: Sheet, nodes: Nodes, node: TreeNode) -> None:
    structure, block = nodes.structure, nodes.places.below[node.id]
    raters = nodes.places.seats(node)
    seats = [book.say("rater {n}", n=seat) for seat in range(1, len(raters) + 1)]
    headings(book, sheet, block, book.say("“{title}”: each rater's value", title=node_title(book, node)), seats)
    for agency, row in structure.results.rows.items():
        for seat, rater in enumerate(raters):
            at, column = block.top + row, block.left + seat
            if not structure.applies(node, agency):
                book.value(sheet, at, column, book.words(NOT_APPLICABLE), "exact")
                continue
            value = _rater_value(nodes, node, agency, seat)
            index = (row, seat)[: len(structure.results.evaluated.values[node.id].shape)]
            formula = nodes.below_pool(node, agency, rater)
            shown: Figure = "" if value is None else value
            book.put(sheet, at, column, formula, shown, "exact", sound=nodes.sound(node, *index))


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


def _shares(book: Book, sheet: Sheet, nodes: Nodes, pool: TreeNode) -> None:
    title = node_title(book, pool)
    raters = nodes.places.seats(pool)
    titles = {
        BELOW: book.say("“{title}”: how many raters' values are lower", title=title),
        ABOVE: book.say("“{title}”: how many raters' values are higher", title=title),
        SHARE: book.say("“{title}”: how much of each value counts", title=title),
        END: book.say("“{title}”: shown as dropped (1 highest, -1 lowest)", title=title),
    }
    seats = [book.say("rater {n}", n=seat) for seat in range(1, len(raters) + 1)]
    for table in SHARE_TABLES:
        headings(book, sheet, nodes.places.shares[pool.id, table], titles[table], seats)
    for agency, row in nodes.structure.results.rows.items():
        _share_row(book, sheet, nodes, pool, agency, row)


def _share_row(book: Book, sheet: Sheet, nodes: Nodes, pool: TreeNode, agency: str, row: int) -> None:  # noqa: PLR0913, PLR0917 - a place, an agency, and what is written there
    raters, tables = nodes.places.seats(pool), nodes.places.shares
    panel = nodes.structure.results.panel(pool.id)
    values = held(nodes.structure, pool, agency)
    sound = distinct(values.values())
    shares = panel.shares(row) if values else {}
    low, high = panel.dropped(row) if values else (frozenset(), frozenset())
    block = nodes.places.raters[pool.id]
    across = block.across(row, raters)
    n, d = block.cell(row, PRESENT), block.cell(row, DROPS)
    for rater in raters:
        own = block.cell(row, rater)
        value = values.get(rater)
        lower = 0 if value is None else sum(other < value for other in values.values())
        higher = 0 if value is None else sum(other > value for other in values.values())
        below, above = (tables[pool.id, table].cell(row, rater) for table in (BELOW, ABOVE))
        equal = f"({n}-{below}-{above})"
        earlier = _earlier(block, row, raters, rater)
        among = f"{above}+{earlier}-MAX(0,MIN({equal},{d}-{below}))"
        end = (rater in high) - (rater in low)
        written: dict[str, tuple[str, Fraction | int, str]] = {
            BELOW: (f"IF(ISNUMBER({own}),SUMPRODUCT(ISNUMBER({across})*({across}<{own}-1E-9)),0)", lower, "whole"),
            ABOVE: (f"IF(ISNUMBER({own}),SUMPRODUCT(ISNUMBER({across})*({across}>{own}+1E-9)),0)", higher, "whole"),
            SHARE: (
                f"IF(ISNUMBER({own}),MAX(0,MIN({n}-{above},{n}-{d})-MAX({below},{d}))/{equal},0)",
                shares.get(rater, 0),
                "share",
            ),
            END: (
                f"IF(OR({d}=0,NOT(ISNUMBER({own}))),0,IF({below}+{earlier}<{d},-1,IF({among}<{d},1,0)))",
                end,
                "whole",
            ),
        }
        for table, (formula, figure, style) in written.items():
            place = tables[pool.id, table]
            book.put(sheet, place.top + row, place.column(rater), formula, figure, style, sound=sound)


def _earlier(block: Block, row: int, raters: Sequence[str], rater: str) -> str:
    """Return how many equal values belong to raters whose id comes first, as an expression."""
    own = block.cell(row, rater)
    before = [other for other in raters if other < rater]
    if not before:
        return "0"
    if before == list(raters[: len(before)]):
        cells = block.across(row, before)
        return f"SUMPRODUCT(ISNUMBER({cells})*({cells}>={own}-1E-9)*({cells}<={own}+1E-9))"
    cells_before = [block.cell(row, other) for other in before]
    return "({})".format("+".join(f"ISNUMBER({c})*({c}>={own}-1E-9)*({c}<={own}+1E-9)" for c in cells_before))
