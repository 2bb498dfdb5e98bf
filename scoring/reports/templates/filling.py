"""Values into cells and headers: numbers become numbers, text stays text."""

from __future__ import annotations

import re

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles import Font

from scoring.reports.templates import headers
from scoring.reports.templates.opening import text_of
from scoring.reports.templates.placeholders import Found, placeholders
from scoring.reports.templates.values import Figure, Value, Values
from submissions.plain_text import printable

_GENERAL, _TEXT = "General", "@"
# Excel holds no longer text in a cell.
_LONGEST = 32_767
# How a workbook writes signs that XML cannot hold; a text that looks like it must not become one.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What a program would take for a formula if somebody edits the cell.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t")
_TYPEFACE = ("charset", "family", "b", "i", "strike", "color", "sz", "u")
_SIZE = re.compile(r"&\d+$")


def fill_cell(cell: Cell, values: Values, places: int) -> None:
    """Put values into a cell that holds placeholders. A cell that is one placeholder becomes a number if that is one.

    A number keeps the cell's number format; where it is General a score gets as many `places` as the rubric shows.
    """
    text = text_of(cell)
    found = placeholders(text)
    if not found:
        return
    value = values[found[0].name] if len(found) == 1 and text.strip() == text[found[0].start : found[0].end] else ""
    if isinstance(value, Figure) and cell.number_format != _TEXT:
        _number(cell, value, places)
    elif isinstance(cell.value, CellRichText):
        cell.value = _rich(cell.value, found, values) or None
    else:
        _text(cell, filled(text, found, values))


def _number(cell: Cell, value: Figure, places: int) -> None:
    if isinstance(cell.value, CellRichText):
        _take_font(cell, cell.value)
    cell.value = value.digits
    cell.data_type = "n"
    if cell.number_format == _GENERAL and value.score:
        cell.number_format = f"0.{'0' * places}" if places else "0"


def _text(cell: Cell, text: str) -> None:
    cell.value = text[:_LONGEST] or None
    if cell.value is not None:
        cell.data_type = "s"
        if text.startswith(_LIKE_A_FORMULA):
            cell.quotePrefix = True


def _take_font(cell: Cell, held: CellRichText) -> None:
    """Give the cell the typeface that its text had by itself: a number has none."""
    first = next((block.font for block in held if isinstance(block, TextBlock) and "{" in block.text), None)
    if first is not None:
        kept = {name: getattr(first, name) or getattr(cell.font, name) for name in _TYPEFACE}
        cell.font = Font(name=first.rFont or cell.font.name, **kept)


def filled(text: str, found: tuple[Found, ...], values: Values) -> str:
    """Return a text with values instead of its placeholders."""
    pieces, at = [], 0
    for item in found:
        pieces += [text[at : item.start], words(values[item.name])]
        at = item.end
    return "".join([*pieces, text[at:]])


def words(value: Value) -> str:
    """Return a value as text in a cell."""
    return value.digits if isinstance(value, Figure) else _ESCAPE.sub("_x005F_", printable(value))


def _rich(held: CellRichText, found: tuple[Found, ...], values: Values) -> CellRichText:
    """Return text in several typefaces with values in it, each in the typeface in which its placeholder begins."""
    made: list[str | TextBlock] = []
    at, room = 0, _LONGEST
    for block in held:
        text = str(block)
        end = at + len(text)
        written = "".join(
            words(values[item.name]) if isinstance(item, Found) else item for item in _within(text, at, end, found)
        )
        written = written[:room]
        room -= len(written)
        if written:
            made.append(TextBlock(block.font, written) if isinstance(block, TextBlock) else written)
        at = end
    return CellRichText(made)


def _within(text: str, start: int, end: int, found: tuple[Found, ...]) -> list[str | Found]:
    """Return the pieces of a block (`text`, from `start` to `end` of the whole), placeholders where they begin."""
    pieces: list[str | Found] = []
    at = start
    for item in found:
        if item.end <= start or item.start >= end:
            continue
        if item.start >= start:
            pieces += [text[at - start : item.start - start], item]
        at = item.end
    return [*pieces, text[at - start :] if at < end else ""]


def fill_header(text: str, values: Values) -> str:
    """Return a header with values instead of its placeholders; no longer than Excel allows."""
    found = placeholders(text)
    room = headers.LONGEST - len(text) + sum(item.end - item.start for item in found)
    pieces, at = [], 0
    for item in found:
        value = headers.escaped(words(values[item.name]), room)
        before = text[at : item.start]
        # A digit right behind the code of a size (&12) would become part of it.
        if value[:1].isdigit() and _SIZE.search(before):
            value = f" {value}"
        room = max(room - len(value), 0)
        pieces += [before, value]
        at = item.end
    return "".join([*pieces, text[at:]])
