"""How much of each rater's value counts at a pool, and whose value is shown as dropped, rater by rater.

Raters tied at an edge share what is left of their places, so that items add up to the pooled value whoever is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rubrics import TreeNode
from scoring.engine.pooling import Section
from scoring.reports.workbook.blocks import Block
from scoring.reports.workbook.book import Book, Sheet
from scoring.reports.workbook.expressions import constant, distinct
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.panels import held
from scoring.reports.workbook.places import ABOVE, BELOW, END, HIGH, LOW, SHARE, SHARE_TABLES, drops, present
from scoring.reports.workbook.tables import headings, node_title


def write_shares(book: Book, sheet: Sheet, nodes: Nodes, pool: TreeNode) -> None:
    """Write the four tables of a pool."""
    title = node_title(book, pool)
    raters = nodes.places.seats(pool)
    titles = {
        BELOW: book.say("“{title}”: how many raters' values are lower", title=title),
        ABOVE: book.say("“{title}”: how many raters' values are higher", title=title),
        SHARE: book.say("“{title}”: how much of each value counts", title=title),
        END: book.say("“{title}”: shown as dropped (1 highest, -1 lowest)", title=title),
    }
    for table in SHARE_TABLES:
        block = nodes.places.shares[pool.id, table]
        headings(book, sheet, block, titles[table], [book.seats[rater] for rater in raters])
    for agency, row in nodes.structure.results.rows.items():
        values = held(nodes.structure, pool, agency)
        for at, section in enumerate(nodes.places.sections(pool)):
            _Section(book, sheet, nodes, pool, (at, section), (agency, row), values).write()


class _Section:
    """One group of a pool in the row of one agency."""

    def __init__(  # noqa: PLR0913, PLR0917 - a place, an agency, and what is written there
        self,
        book: Book,
        sheet: Sheet,
        nodes: Nodes,
        pool: TreeNode,
        section: tuple[int, Section],
        agency: tuple[str, int],
        values: dict[str, Fraction],
    ) -> None:
        self.book, self.sheet, self.nodes, self.pool = book, sheet, nodes, pool
        self.at, self.section = section
        self.agency, self.row = agency
        self.raters = nodes.places.seats(pool)[self.section.columns]
        self.values = {rater: value for rater, value in values.items() if rater in self.raters}
        self.several = len(nodes.places.sections(pool)) > 1

    def write(self) -> None:
        panel, row = self.nodes.structure.results.panel(self.pool.id), self.row
        shares = panel.shares(row) if self.values else {}
        low, high = panel.dropped(row) if self.values else (frozenset(), frozenset())
        block = self.nodes.places.raters[self.pool.id]
        across = block.across(row, self.raters)
        n = block.cell(row, present(self.at))
        bottom, top = (block.cell(row, drops(self.at, self.section, end)) for end in (LOW, HIGH))
        sound = distinct(self.values.values())
        tables = self.nodes.places.shares
        for rater in self.raters:
            own = block.cell(row, rater)
            value = self.values.get(rater)
            lower = 0 if value is None else sum(other < value for other in self.values.values())
            higher = 0 if value is None else sum(other > value for other in self.values.values())
            below, above = (tables[self.pool.id, table].cell(row, rater) for table in (BELOW, ABOVE))
            equal = f"({n}-{below}-{above})"
            earlier = _earlier(block, row, self.raters, rater)
            among = f"{above}+{earlier}-MAX(0,MIN({equal},{bottom}-{below}))"
            share = f"MAX(0,MIN({n}-{above},{n}-{top})-MAX({below},{bottom}))/{equal}"
            if self.several:
                share = f"{constant(self.section.weight)}/({n}-{bottom}-{top})*{share}"
            end = (rater in high) - (rater in low)
            edges = f"IF({below}+{earlier}<{bottom},-1,IF({among}<{top},1,0))"
            dropped = f"IF(OR({bottom}+{top}=0,NOT(ISNUMBER({own}))),0,{edges})"
            written: dict[str, tuple[str, Fraction | int, str]] = {
                BELOW: (f"IF(ISNUMBER({own}),SUMPRODUCT(ISNUMBER({across})*({across}<{own}-1E-9)),0)", lower, "whole"),
                ABOVE: (f"IF(ISNUMBER({own}),SUMPRODUCT(ISNUMBER({across})*({across}>{own}+1E-9)),0)", higher, "whole"),
                SHARE: (f"IF(ISNUMBER({own}),{share},0)", shares.get(rater, 0), "share"),
                END: (dropped, end, "whole"),
            }
            for table, (formula, figure, style) in written.items():
                place = tables[self.pool.id, table]
                self.book.put(self.sheet, place.top + row, place.column(rater), formula, figure, style, sound=sound)


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
