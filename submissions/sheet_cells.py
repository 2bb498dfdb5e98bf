"""The XML of one sheet to the cells that hold anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from rubrics import Message, say
from submissions.book_parts import Book, TextPieces
from submissions.cell_text import day_text, number_text, string_text
from submissions.package import Excess
from submissions.worksheets import Position
from submissions.xml_events import walk

LAST_ROW, LAST_COLUMN = 1_048_576, 16_383
LONG = 100
"""A text counts as one cell more for every so many letters."""

_OTHER = {"b": say("true or false")}
Held = TypeVar("Held")

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = 26


class Disorder(ValueError):  # noqa: N818 - named for what was found
    """Raised for rows that come back or lie beyond the last, and for a cell that is there twice."""


def sheet_cells(xml: bytes, book: Book, most: int) -> dict[Position, str | Message]:
    """Return by row from 1 and column from 0 what the cells of a sheet hold, without those that are empty.

    Raises Excess beyond `most` cells, Disorder, Declared, and ValueError where the XML is damaged.
    """
    sheet = _Sheet(book, most)
    walk(xml, sheet.start, sheet.end, sheet.text)
    return sheet.cells


class _Sheet:
    def __init__(self, book: Book, most: int) -> None:
        self.cells: dict[Position, str | Message] = {}
        self._book = book
        self._left = most
        self._row, self._column = 0, -1
        self._seen: set[int] = set()
        self._cell: dict[str, str] | None = None
        self._value: list[str] | None = None
        self._formula = False
        self._within = False
        self._inline = TextPieces()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            if name == "v":
                self._value = []
                self._within = True
            elif name == "f":
                self._formula = True
            else:
                self._inline.start(name)
        elif name == "c":
            self._cell = attributes
            self._value, self._formula = None, False
        elif name == "row":
            self._begin_row(attributes.get("r"))

    def text(self, piece: str) -> None:
        if self._within and self._value is not None:
            self._value.append(piece)
        elif self._inline.inside:
            self._inline.pieces.append(piece)

    def end(self, name: str) -> None:
        if self._cell is None:
            return
        if name == "c":
            self._end_cell(self._cell)
            self._cell = None
        elif name == "v":
            self._within = False
        else:
            self._inline.end(name)

    def _begin_row(self, written: str | None) -> None:
        row = self._row + 1 if written is None else int(written)
        if not self._row < row <= LAST_ROW:
            raise Disorder
        self._row, self._column = row, -1
        self._seen.clear()

    def _end_cell(self, cell: dict[str, str]) -> None:
        column = self._column + 1
        if "r" in cell:
            row, column = _position(cell["r"])
            if row != self._row:
                raise Disorder
        elif not self._row:
            raise Disorder
        if column in self._seen or column > LAST_COLUMN:
            raise Disorder
        self._seen.add(column)
        self._column = column
        held = self._held(cell)
        if held == "":
            return
        self._left -= 1 + (len(held) // LONG if isinstance(held, str) else 0)
        if self._left < 0:
            raise Excess
        self.cells[self._row, column] = held

    def _held(self, cell: dict[str, str]) -> str | Message:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return self._inline.take()
        value = None if self._value is None else "".join(self._value)
        if value is None or (not value and kind != "str"):
            return say("a formula without a saved value") if self._formula and kind != "str" else ""
        if kind == "s":
            return _numbered(self._book.texts, value)
        if kind == "str":
            return string_text(value)
        if kind == "n":
            shown = _numbered(self._book.formats, cell.get("s", "0"))
            return number_text(value, shown, since_1904=self._book.since_1904)
        return day_text(value) if kind == "d" else _OTHER.get(kind) or say("the error {error}", error=value[:20])


def _numbered(held: Sequence[Held], number: str) -> Held:
    at = int(number)
    if not 0 <= at < len(held):
        raise ValueError(number)
    return held[at]


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1


def _position(reference: str) -> Position:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    return int(found[2]), _column(found[1])
