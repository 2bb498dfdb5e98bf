"""A rectangle of cells with one row for each agency and named columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell


def on_sheet(sheet: str, address: str) -> str:
    """Return an address together with the name of its sheet."""
    return "'{}'!{}".format(sheet.replace("'", "''"), address)


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
        return on_sheet(self.sheet, address)


class Pile:
    """Blocks one below the other on a sheet, each with room for a title and headings above it."""

    def __init__(self, sheet: str, top: int, rows: int) -> None:
        self.sheet, self.rows = sheet, rows
        self.blocks: list[Block] = []
        self._next = top

    def add(self, columns: tuple[str, ...]) -> Block:
        """Return a new block below the others."""
        block = Block(self.sheet, self._next + 2, 1, self.rows, columns)
        self._next += self.rows + 3
        self.blocks.append(block)
        return block


@dataclass(frozen=True)
class Stack:
    """Blocks one below the other that are asked as one: a page has room for so many columns only."""

    blocks: tuple[Block, ...]

    def of(self, name: str) -> Block:
        """Return the block that has a column."""
        return next(block for block in self.blocks if name in block.columns)

    def cell(self, row: int, name: str) -> str:
        """Return the address of a cell, with its sheet."""
        return self.of(name).cell(row, name)

    def down(self, name: str, first: int = 0, last: int | None = None) -> str:
        """Return the range of a column from agency `first` to `last` (all of them by default)."""
        return self.of(name).down(name, first, last)

    def heading(self, name: str) -> str:
        """Return the address of the heading right above a column."""
        return self.of(name).heading(name)

    def name(self, row: int) -> str:
        """Return the address of the agency's name in the first block."""
        return self.blocks[0].name(row)
