"""Two sheets cell by cell: the one that would be written today, and the one that was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from openpyxl.utils.cell import get_column_letter

from rubrics import Place, say
from scoring.reports.verify.alignment import Line, Pair, aligned
from scoring.reports.verify.blanks import fills, has_blank
from scoring.reports.verify.cells import Cell, Sheet, Value
from scoring.reports.verify.difference import NOTHING, Difference, Words
from scoring.reports.verify.formulas import normal
from scoring.reports.verify.number_formats import printed, shows

_NEAR = 1e-9
# A sheet's name in quotation marks, which programs put where they like.
_QUOTED = re.compile(r"'([^'\"]+)'!")
_EMPTY = Cell(None)
Row = Mapping[int, Cell]


@dataclass(frozen=True)
class PairedSheets:
    """Two sheets that belong together, and which rows of theirs do; rows count from 1."""

    expected: Sheet
    found: Sheet
    pairs: tuple[Pair, ...]

    @cached_property
    def moved(self) -> bool:
        """Whether rows were put in or taken out."""
        return any(one != two for one, two in self.pairs)

    def before(self, row: int) -> int:
        """Return where a row of the found sheet stood in the expected one; a row put in counts as the one above."""
        if not self.moved:
            return row
        last = max(self._before, default=0)
        return self._before[row] if row <= last else row + self._before.get(last, 0) - last

    @cached_property
    def _before(self) -> dict[int, int]:
        places, stood = {}, 0
        for one, two in self.pairs:
            stood = stood if one is None else one
            if two is not None:
                places[two] = stood
        return places


def paired(expected: Sheet, found: Sheet) -> PairedSheets:
    """Return which rows belong together."""
    pairs = aligned(_lines(expected), _lines(found))
    return PairedSheets(
        expected,
        found,
        tuple((None if one is None else one + 1, None if two is None else two + 1) for one, two in pairs),
    )


def _lines(sheet: Sheet) -> list[Line]:
    return [
        tuple((column, _rough(cell)) for column, cell in sorted(sheet.rows.get(at, {}).items()) if _rough(cell) != "")
        for at in range(1, max(sheet.rows, default=0) + 1)
    ]


def _rough(cell: Cell) -> Value:
    return format(cell.value, ".9g") if isinstance(cell.value, float) else cell.value if cell.value is not None else ""


@dataclass(frozen=True)
class Circumstances:
    """What is the same for all sheets of a book.

    `names` and `rows` say what sheets and rows of the found book were before, and `straight` that none of them is any
    different; `worked_out` is whether the expected formulas have values, `saved` whether any found one has its own.
    """

    file: str
    names: Mapping[str, str]
    rows: Callable[[str, int], int]
    straight: bool
    worked_out: bool
    saved: bool


class SheetComparison:
    """The differences of two sheets."""

    def __init__(self, pair: PairedSheets, book: Circumstances) -> None:
        self.pair, self.book = pair, book
        self.unsaved = False
        self.signed_from = min(
            (row for row, cells in pair.expected.rows.items() if any(has_blank(cell.value) for cell in cells.values())),
            default=None,
        )

    def differences(self) -> Iterator[Difference]:
        """Yield every difference from top to bottom; `unsaved` then says whether values of formulas are missing."""
        expected, found = self.pair.expected, self.pair.found
        if not found.visible and expected.visible:
            yield self._told("", say("a sheet that is seen"), say("hidden"))
        yield from self._rows()
        yield from self._hidden()
        yield from self._around()

    def _rows(self) -> Iterator[Difference]:
        expected, found = self.pair.expected, self.pair.found
        signing = False
        for one, two in self.pair.pairs:
            signing = signing or (one is not None and one == self.signed_from)
            wanted = expected.rows.get(one, {}) if one is not None else None
            arrived = found.rows.get(two, {}) if two is not None else None
            if wanted is None:
                if arrived and not signing:
                    yield self._told(f"{two}:{two}", NOTHING, _joined(arrived))
            elif arrived is None:
                if wanted:
                    yield self._told(f"{one}:{one}", _joined(wanted), NOTHING)
            else:
                yield from self._row(one or 0, two or 0, wanted, arrived, signing=signing)

    def _around(self) -> Iterator[Difference]:
        expected, found = self.pair.expected, self.pair.found
        for one_text, two_text in zip_longest(expected.margins, found.margins, fillvalue=""):
            if one_text != two_text:
                yield self._told("", _margin(one_text), _margin(two_text))
        for text in found.boxes:
            if text not in expected.boxes and any(sign.isdigit() for sign in text):
                yield self._told("", NOTHING, say("a text box: {text}", text=text))

    def _row(self, before: int, row: int, wanted: Row, arrived: Row, *, signing: bool) -> Iterator[Difference]:
        for column in sorted(wanted.keys() | arrived.keys()):
            one, two = wanted.get(column, _EMPTY), arrived.get(column, _EMPTY)
            if one.blank and signing:
                continue
            place = f"{get_column_letter(column)}{row}"
            printed = one.value not in (None, "") and not self.pair.expected.left_out(before, column)
            if printed and self.pair.found.left_out(row, column):
                yield self._told(place, _words(one.value), say("not printed"))
            yield from (self._told(place, *words) for words in self._cell(one, two))

    def _cell(self, one: Cell, two: Cell) -> Iterator[tuple[Words, Words]]:
        """Yield what differs in a cell: its formula, its value, or what is shown of it."""
        if two.formula and not self._same_formula(one.formula, two.formula):
            yield one.formula or _words(one.value), two.formula
        if one.formula and not self.book.worked_out:
            return
        missing = bool(two.formula) and not two.saved and not self.book.saved
        if missing and one.value not in (None, ""):
            self.unsaved = True
        elif not missing and not _same(one.value, two.value):
            yield _words(one.value), _words(two.value)
        elif isinstance(one.value, str | float) and not shows(one.value, one.number_format, two.number_format):
            shown = str(printed(one.value, two.number_format))
            yield (
                str(printed(one.value, one.number_format)),
                say("shown as “{text}”, number format {format}", text=shown, format=two.number_format),
            )

    def _same_formula(self, one: str, two: str) -> bool:
        if self.book.straight and (one == two or _QUOTED.sub(r"\1!", one) == _QUOTED.sub(r"\1!", two)):
            return True
        before = normal(one, self.pair.expected.name, {}, lambda _, row: row)
        return before == normal(two, self.pair.found.name, self.book.names, self.book.rows)

    def _hidden(self) -> Iterator[Difference]:
        expected, found = self.pair.expected, self.pair.found
        before = {two: one for one, two in self.pair.pairs}
        for row in sorted(found.hidden_rows & found.rows.keys()):
            if before.get(row) not in expected.hidden_rows:
                yield self._told(f"{row}:{row}", say("a row that is seen"), say("hidden"))
        used = {column for cells in found.rows.values() for column in cells}
        for column in sorted((found.hidden_columns - expected.hidden_columns) & used):
            letter = get_column_letter(column)
            yield self._told(f"{letter}:{letter}", say("a column that is seen"), say("hidden"))

    def _told(self, cell: str, expected: Words, found: Words) -> Difference:
        return Difference(Place(self.book.file, sheet=self.pair.found.name, cell=cell), expected, found)


def _same(one: Value, two: Value) -> bool:
    """Return whether two cells hold the same: text exactly, with its blanks filled in or not, numbers to 1e-9."""
    if one in (None, "") and two in (None, ""):
        return True
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, float) and isinstance(two, float):
        return abs(one - two) <= _NEAR * max(1.0, abs(one))
    return one == two or (isinstance(one, str) and isinstance(two, str) and fills(one, two))


def _margin(text: str) -> Words:
    return say("above or below the pages: {text}", text=text) if text else NOTHING


def _words(value: Value) -> Words:
    if value in (None, ""):
        return NOTHING
    return format(value, ".15g") if isinstance(value, float) else str(value)


def _joined(cells: Row) -> str:
    texts = (cell.formula or _words(cell.value) for _, cell in sorted(cells.items()))
    return " | ".join(str(text) for text in texts)
