"""Where everything stands: the cells of each sheet, known before the first of them is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from rubrics import TreeNode
from scoring.reports.structure import Structure


@dataclass(frozen=True)
class Block:
    """A rectangle of cells on a sheet, counted from 0: one row for each agency, named columns."""

    sheet: str
    top: int
    left: int
    rows: int
    columns: tuple[str, ...]

    def column(self, name: str) -> int:
        """Return the sheet's column number of a named column."""
        return self.left + self.columns.index(name)

    def cell(self, row: int, name: str) -> str:
        """Return the address of a cell, with its sheet."""
        return self._named(xl_rowcol_to_cell(self.top + row, self.column(name), row_abs=True, col_abs=True))

    def name(self, row: int) -> str:
        """Return the address of the agency's name, left of its row."""
        return self._named(xl_rowcol_to_cell(self.top + row, self.left - 1, row_abs=True, col_abs=True))

    def names(self) -> str:
        """Return the range of the agencies' names, left of the block."""
        return self._named(xl_range_abs(self.top, self.left - 1, self.top + self.rows - 1, self.left - 1))

    def heading(self, name: str) -> str:
        """Return the address of the heading right above a column."""
        return self._named(xl_rowcol_to_cell(self.top - 1, self.column(name), row_abs=True, col_abs=True))

    def across(self, row: int, names: Sequence[str]) -> str:
        """Return the range of neighbouring columns in one row."""
        at = self.top + row
        return self._named(xl_range_abs(at, self.column(names[0]), at, self.column(names[-1])))

    def down(self, name: str, first: int = 0, last: int | None = None) -> str:
        """Return the range of a column from agency `first` to `last` (all of them by default)."""
        bottom = self.top + (self.rows - 1 if last is None else last)
        at = self.column(name)
        return self._named(xl_range_abs(self.top + first, at, bottom, at))

    def _named(self, address: str) -> str:
        return "'{}'!{}".format(self.sheet.replace("'", "''"), address)


@dataclass(frozen=True)
class InputRow:
    """One row of the raw inputs for every agency: a leaf, or an amount subtracted at a node."""

    node: TreeNode
    subtracted: bool


class Inputs:
    """The sheet of raw inputs: agencies x leaves, a column for what belongs to the agency, one for each seat."""

    TOP = 5
    LEFT = 6
    VALUE = 5

    def __init__(self, structure: Structure, sheet: str) -> None:
        self.sheet = sheet
        self.structure = structure
        leaves = [InputRow(node, subtracted=False) for node in structure.nodes if node.leaf]
        amounts = [InputRow(node, subtracted=True) for node in structure.nodes if node.node.subtract]
        self.rows = (*leaves, *amounts)
        self._offset = {(row.node.id, row.subtracted): at for at, row in enumerate(self.rows)}
        groups = structure.results.round.groups
        self.seats = {rater.id: at for at, rater in enumerate(rater for group in groups for rater in group.members)}

    def row(self, agency: str, node: TreeNode, *, subtracted: bool = False) -> int:
        """Return the sheet's row of a leaf, or of an amount subtracted."""
        return self.TOP + self.structure.results.rows[agency] * len(self.rows) + self._offset[node.id, subtracted]

    def value(self, agency: str, node: TreeNode, *, subtracted: bool = False) -> str:
        """Return the cell of what belongs to the agency and not to a rater."""
        return self._named(self.row(agency, node, subtracted=subtracted), self.VALUE)

    def mark(self, agency: str, leaf: TreeNode, rater: str) -> str:
        """Return the cell of one mark."""
        return self._named(self.row(agency, leaf), self.LEFT + self.seats[rater])

    def marks(self, agency: str, leaves: Sequence[TreeNode], raters: Sequence[str]) -> str:
        """Return the rectangle from the first leaf to the last, from the first rater (seat) to the last."""
        seats = [self.LEFT + self.seats[rater] for rater in raters]
        rows = [self.row(agency, leaf) for leaf in leaves]
        return self._named(min(rows), min(seats), max(rows), max(seats))

    def _named(self, row: int, column: int, last_row: int | None = None, last_column: int | None = None) -> str:
        bottom, right = row if last_row is None else last_row, column if last_column is None else last_column
        return "'{}'!{}".format(self.sheet.replace("'", "''"), xl_range_abs(row, column, bottom, right))


# What stands beside the raters' values of a pool; no rater's id has a colon.
PRESENT, DROPS, HIGH, LOW, POOLED = ":present", ":drops", ":high", ":low", ":pooled"
POOL_COLUMNS = (PRESENT, DROPS, HIGH, LOW, POOLED)
# What the working sheet holds for each pool, rater by rater.
BELOW, ABOVE, SHARE, END = "below", "above", "share", "end"
SHARE_TABLES = (BELOW, ABOVE, SHARE, END)


class Places:
    """All blocks of all sheets that others refer to."""

    RATERS_TOP = 4
    PARTS_TOP = 2
    WORKING_TOP = 3

    def __init__(self, structure: Structure, sheets: dict[str, str]) -> None:
        self.structure = structure
        self.inputs = Inputs(structure, sheets["inputs"])
        self.rows = len(structure.agencies)
        self.raters = self._rater_blocks(sheets["raters"])
        self.bands = part_bands(structure.results.tree)
        self.levels = max(node.depth for node in structure.nodes)
        self.parts = self._part_blocks(sheets["parts"])
        self._next = self.WORKING_TOP
        self._sheet = sheets["working"]
        self.ranking = self._block(ranking_columns(len(structure.results.rubric.rank.ties)))
        self.exact = self._block(tuple(node.id for node in structure.nodes))
        self.below = {node.id: self._block(self.seats(node)) for node in structure.worked_below}
        self.shares = {
            (pool.id, table): self._block(self.seats(pool)) for pool in structure.pools for table in SHARE_TABLES
        }

    def seats(self, node: TreeNode) -> tuple[str, ...]:
        """Return the raters whose marks reach the pool at or above a node, in the order of seats."""
        pool = node.pooled_at
        return self.structure.results.panel(pool.id).raters if pool else ()

    def _rater_blocks(self, sheet: str) -> dict[str, Block]:
        height = self.rows + 3
        return {
            pool.id: Block(sheet, self.RATERS_TOP + at * height, 1, self.rows, (*self.seats(pool), *POOL_COLUMNS))
            for at, pool in enumerate(self.structure.pools)
        }

    def _part_blocks(self, sheet: str) -> tuple[Block, ...]:
        height = self.levels + 2 + self.rows
        first = self.PARTS_TOP + self.levels + 1
        return tuple(
            Block(sheet, first + at * height, 1, self.rows, tuple(node.id for node in band))
            for at, band in enumerate(self.bands)
        )

    def part(self, node_id: str) -> Block:
        """Return the table of shown figures that a node stands in."""
        return next(block for block in self.parts if node_id in block.columns)

    def _block(self, columns: tuple[str, ...]) -> Block:
        top = self._next + 2
        self._next = top + self.rows + 1
        return Block(self._sheet, top, 1, self.rows, columns)


def ranking_columns(keys: int) -> tuple[str, ...]:
    """Return the columns of the ranking table for so many tie keys."""
    return (
        *("exact", "shown", "compared0"),
        *(f"{kind}{at}" for at in range(1, keys + 1) for kind in ("key", "compared")),
        *(f"equal{at}" for at in range(keys + 1)),
        *("rank", "position", "grade", "handling", "reason"),
        *("unranked", "shared", "decided"),
    )


# As many columns as an A4 page across can show readably.
_WIDEST_BAND = 22


def part_bands(root: TreeNode) -> tuple[tuple[TreeNode, ...], ...]:
    """Return the nodes as they stand side by side, each part after what is below it, the total last.

    Whole top-level parts are kept together; a new band begins where a page across would be too crowded.
    """
    bands: list[list[TreeNode]] = [[]]
    for part in root.children:
        columns = _closing(part)
        if bands[-1] and len(bands[-1]) + len(columns) > _WIDEST_BAND:
            bands.append([])
        bands[-1] += columns
    bands[-1].append(root)
    return tuple(tuple(band) for band in bands)


def _closing(node: TreeNode) -> list[TreeNode]:
    return [*(inner for child in node.children for inner in _closing(child)), node]
