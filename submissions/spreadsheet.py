"""The one reader of workbooks that strangers filled in."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from typing import Any

from rubrics import Message, Place, Problem, Problems, say
from submissions.package import DAMAGED, TOO_LARGE, inspect
from submissions.table import Table, letters, table, too_long

MOST_CELLS = 5_000_000

Cells = dict[tuple[int, int], Any]


def read_workbook(data: bytes, file: str) -> tuple[Table, ...]:
    """Return the tables of all visible sheets that hold anything, in the workbook's order.

    Hidden sheets are left out; hidden and filtered rows and columns are read. Cells are text: numbers as
    people typed them (at most 15 significant digits, never with an exponent; 85% stays 85%), formulas as the
    value that was saved with them. Columns count from A.

    Raises Problems: those of `inspect`; else every cell that holds a date, a true or false, an error or a
    formula without a saved value, with sheet and cell; or that a sheet spans more than 5,000,000 cells.
    """
    package = inspect(data, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl cannot keep (drawings, validations) is of no use here
            saved = _sheets(data)
            formulas = _sheets(data, formulas=True) if package.has_formulas else [("", {})] * len(saved)
    except Exception as error:  # openpyxl answers bad content with whatever error it ran into
        code, rule, remedy = TOO_LARGE if isinstance(error, OverflowError) else DAMAGED
        raise Problems([Problem(code, Place(file), rule, remedy)]) from error
    faults: list[Problem] = []
    tables = [
        table(file, sheet, _rows(Place(file, sheet=sheet), cells, computed, faults))
        for (sheet, cells), (_, computed) in zip(saved, formulas, strict=True)
    ]
    if faults:
        raise Problems(faults)
    return tuple(found for found in tables if found.rows)


def _sheets(data: bytes, *, formulas: bool = False) -> list[tuple[str, Cells]]:
    """Return title and cells of every visible sheet: the cells that have a value, or those with a formula."""
    import openpyxl  # noqa: PLC0415 - costs 150 ms and more, and most rounds hold no workbook

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)
    with closing(book):
        return [
            (sheet.title, dict(_cells(sheet, formulas=formulas)))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]


def _cells(sheet: Any, *, formulas: bool) -> Iterator[tuple[tuple[int, int], Any]]:  # noqa: ANN401 - untyped in openpyxl
    sheet.reset_dimensions()  # a sheet may declare itself smaller than it is
    seen = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        seen += len(row) or 1
        if seen > MOST_CELLS:
            raise OverflowError
        for column, cell in enumerate(row):
            # "str" without a value is a formula that was saved with an empty text
            if cell.data_type == "f" if formulas else cell.value is not None or cell.data_type == "str":
                yield (number, column), cell


def _rows(place: Place, cells: Cells, formulas: Cells, faults: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    read = {position: _text(cell) for position, cell in cells.items()}
    read |= dict.fromkeys(formulas.keys() - cells.keys(), say("a formula without a saved value"))
    rows: dict[int, dict[int, str]] = {}
    for (number, column), text in read.items():
        if isinstance(text, Message):
            cell = Place(place.file, sheet=place.sheet, cell=f"{letters(column)}{number}")
            faults.append(_problem(cell, text))
        else:
            rows.setdefault(number, {})[column] = text
    for number, texts in rows.items():
        yield number, [texts.get(column, "") for column in range(max(texts) + 1)]


def _text(cell: Any) -> str | Message:  # noqa: ANN401 - whatever the sheet holds
    value = cell.value
    if cell.data_type == "e":
        return say("the error {error}", error=value)
    if isinstance(value, bool):
        return say("true or false")
    if isinstance(value, int | float):
        return _number(value, cell.number_format) if math.isfinite(value) else say("a number beyond all bounds")
    if value is None or isinstance(value, str):
        return too_long(value or "") or value or ""
    return say("a date or time")


def _number(value: float, number_format: str) -> str:
    percent = "%" in number_format
    if isinstance(value, int) and not percent:
        return str(value)
    typed = format(value * 100 if percent else value, ".15g")
    typed = format(Decimal(typed), "f") if "e" in typed else typed
    return f"{typed}%" if percent else typed


def _problem(place: Place, held: Message) -> Problem:
    return Problem(
        "CELL-VALUE",
        place,
        say("the cell holds {held}.", held=held),
        say("Format the cell as text or number and type what is meant."),
    )
