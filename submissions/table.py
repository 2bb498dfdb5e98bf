"""A plain table as strangers filled it in: rows of text, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rubrics import LONGEST_TEXT, Message, Place, say

# Byte order mark, zero-width spaces and joiners, marks of direction: what comes along when a cell is copied.
_MARKS = "\ufeff\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank: its number in the file (from 1) and its cells, "" where empty."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a CSV file (`sheet` is "") or of one sheet of a workbook; all rows are equally wide."""

    file: str
    sheet: str
    rows: tuple[Row, ...]

    def place(self, row: int, column: int | None = None) -> Place:
        """Return the place of a row number (from 1) and a column (from 0): a line, or a sheet and cell."""
        if not self.sheet:
            return Place(self.file, row)
        return Place(self.file, sheet=self.sheet, cell=f"{letters(column or 0)}{row}")


def table(file: str, sheet: str, numbered: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """Return a Table of cleaned cells, without blank rows and without columns that are empty to the end."""
    cleaned = [(number, [clean(cell) for cell in cells]) for number, cells in numbered]
    filled = [(number, cells) for number, cells in cleaned if any(cells)]
    width = max((used(cells) for _, cells in filled), default=0)
    return Table(
        file,
        sheet,
        tuple(Row(number, (*cells[:width], *[""] * (width - len(cells)))) for number, cells in filled),
    )


def clean(text: str) -> str:
    """Return a cell's text without the white space around it, full-width and invisible ones included."""
    text = text.strip()
    while not text.isascii() and (text[0] in _MARKS or text[-1] in _MARKS):
        text = text.strip(_MARKS).strip()
    return text


def too_long(text: str) -> Message | None:
    """Return what a cell holds if that is more than any spreadsheet can show again; None where it is not."""
    if len(text) <= LONGEST_TEXT:
        return None
    return say("{n} characters, more than the {most} that fit into one", n=len(text), most=LONGEST_TEXT)


def used(cells: Sequence[str]) -> int:
    """Return how many cells there are up to the last that is not empty."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return width


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name
