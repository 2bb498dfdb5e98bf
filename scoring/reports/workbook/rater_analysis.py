"""The sheet that describes raters: how many agencies each valued, how high, how far apart, how far from the panel.

It describes and nothing else: no score, rank or grade ever depends on it.
"""

from __future__ import annotations

from decimal import Context
from fractions import Fraction

from rubrics import TreeNode
from scoring.engine.pooling import Panel
from scoring.reports.workbook.book import Book, Figure, Sheet, wide
from scoring.reports.workbook.expressions import constant
from scoring.reports.workbook.nodes import Nodes
from scoring.reports.workbook.pages import Table, paginate, scale
from scoring.reports.workbook.panels import held, state
from scoring.reports.workbook.places import END, POOLED
from scoring.reports.workbook.structure import Structure
from scoring.reports.workbook.tables import node_title

NONE = "—"
_TOP = 4
_TITLE, _ROW, _HEAD, _TEXT = 36, 17, 32, 18
_SEAT, _FIGURE = 22, 16
# Of all columns, in digits.
WIDTHS = (_SEAT, *[_FIGURE] * 6)
# Digits of a square root: more than a double can hold.
_ROOTS = Context(prec=40)
# With fewer values nothing can be said of how far apart they are.
_SPREAD_FROM = 2


def write_rater_analysis(book: Book, sheet: Sheet, nodes: Nodes) -> None:
    """Write one table for each node that pools: a row for each rater."""
    right = len(WIDTHS) - 1
    book.merged(sheet, 0, 0, 0, right, sheet.get_name(), "title")
    sheet.set_row(0, _TITLE)
    sentences = told(book)
    heights = [_TEXT * (int(wide(text) * 1.12 // sum(WIDTHS)) + 1) for text in sentences]
    for row, (text, height) in enumerate(zip(sentences, heights, strict=True), start=1):
        book.merged(sheet, row, 0, row, right, text, "note")
        sheet.set_row(row, height)
    at = _TOP
    tables = [Table(0, _TITLE + sum(heights) + _ROW)]
    for pool in nodes.structure.pools:
        raters = nodes.places.seats(pool)
        tables.append(Table(at, _ROW * (len(raters) + 2) + _HEAD))
        _Analysis(book, sheet, nodes, pool).write(at)
        at += len(raters) + 3
    sheet.set_column(0, 0, _SEAT)
    sheet.set_column(1, right, _FIGURE)
    sheet.freeze_panes(1, 1)
    paginate(sheet, tables, scale(WIDTHS))


def told(book: Book) -> tuple[str, ...]:
    """Return what the sheet says of itself."""
    return (
        book.say("Internal. This describes how raters marked; it changes no score, rank or grade."),
        book.say(
            "Spread is the sample standard deviation of a rater's values. Distance is the mean of value less pooled "
            "value over the agencies that have both: above 0 the rater marked higher than the panel."
        ),
    )


def heading(book: Book, structure: Structure, pool: TreeNode) -> str:
    """Return what stands above the table of a pool."""
    groups = tuple(structure.results.round.group(section.group).title for section in _panel(structure, pool).sections)
    return book.say("“{title}”, marked by: {group}", title=node_title(book, pool), group=groups)


def titles(book: Book) -> tuple[str, ...]:
    """Return what stands above the columns."""
    return (
        book.say("rater"),
        book.say("agencies valued"),
        book.say("mean"),
        book.say("spread"),
        book.say("distance from the pooled value"),
        book.say("dropped as highest: times"),
        book.say("dropped as lowest: times"),
    )


def _panel(structure: Structure, pool: TreeNode) -> Panel:
    return structure.results.panel(pool.id)


class _Analysis:
    """The raters of one pool."""

    def __init__(self, book: Book, sheet: Sheet, nodes: Nodes, pool: TreeNode) -> None:
        self.book, self.sheet, self.nodes, self.pool = book, sheet, nodes, pool
        structure = nodes.structure
        self.panel = _panel(structure, pool)
        self.block = nodes.places.raters[pool.id]
        rows = structure.results.rows.items()
        self.values = {row: held(structure, pool, agency) for agency, row in rows}
        pooled = self.panel.pooled()
        # The value that a rater's is compared with; a sum of several middle values is as many raters' values.
        self.pooled = {
            row: pooled.at(row) / self.panel.pool.multiple
            for agency, row in rows
            if structure.applies(pool, agency) and state(structure, pool, agency) is None
        }

    def write(self, top: int) -> None:
        book = self.book
        above = heading(book, self.nodes.structure, self.pool)
        self.sheet.write_string(top, 0, above, book.style("block"))
        for column, words in enumerate(titles(book)):
            self.sheet.write_string(top + 1, column, words, book.style("head"))
        self.sheet.set_row(top, _ROW)
        self.sheet.set_row(top + 1, _HEAD)
        for at, rater in enumerate(self.panel.raters, start=top + 2):
            book.value(self.sheet, at, 0, book.seats[rater], "name")
            self._row(at, rater)
            self.sheet.set_row(at, _ROW)

    def _row(self, at: int, rater: str) -> None:
        own = [values[rater] for values in self.values.values() if rater in values]
        cells, pooled = self.block.down(rater), self.block.down(POOLED)
        ends = self.nodes.places.shares[self.pool.id, END].down(rater)
        apart = [
            values[rater] - self.pooled[row]
            for row, values in self.values.items()
            if rater in values and row in self.pooled
        ]
        both = f"SUMPRODUCT(ISNUMBER({cells})*ISNUMBER({pooled}))"
        multiple = self.panel.pool.multiple
        panel = f"SUMPRODUCT(1*ISNUMBER({cells}),{pooled})" + (f"/{constant(multiple)}" if multiple != 1 else "")
        low, high = self._dropped(rater)
        written: tuple[tuple[str, Figure, str], ...] = (
            (f"COUNT({cells})", len(own), "whole"),
            (f'IF(COUNT({cells})>0,AVERAGE({cells}),"{NONE}")', _mean(own), "shown"),
            (f'IF(COUNT({cells})>={_SPREAD_FROM},STDEV({cells}),"{NONE}")', spread(own), "shown"),
            (
                f'IF({both}>0,(SUMPRODUCT(1*ISNUMBER({pooled}),{cells})-{panel})/{both},"{NONE}")',
                _mean(apart),
                "shown",
            ),
            (f"COUNTIF({ends},1)", high, "whole"),
            (f"COUNTIF({ends},-1)", low, "whole"),
        )
        for column, (formula, figure, style) in enumerate(written, start=1):
            self.book.put(self.sheet, at, column, formula, figure, style)

    def _dropped(self, rater: str) -> tuple[int, int]:
        """Return for how many agencies a rater's value is shown as dropped at the low and at the high end."""
        found = [self.panel.dropped(row) for row, values in self.values.items() if values]
        return sum(rater in low for low, _ in found), sum(rater in high for _, high in found)


def _mean(values: list[Fraction]) -> Figure:
    return sum(values, Fraction()) / len(values) if values else NONE


def spread(values: list[Fraction]) -> Fraction | str:
    """Return the sample standard deviation to 40 digits; “—” of fewer than two values."""
    if len(values) < _SPREAD_FROM:
        return NONE
    mean = sum(values, Fraction()) / len(values)
    variance = sum(((value - mean) ** 2 for value in values), Fraction()) / (len(values) - 1)
    return root(variance)


def root(square: Fraction) -> Fraction:
    """Return a square root to 40 digits."""
    return Fraction(_ROOTS.sqrt(_ROOTS.divide(square.numerator, square.denominator)))
