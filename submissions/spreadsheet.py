"""The one reader of workbooks that strangers filled in."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Message, Place, Problem, Problems, say
from submissions.book_parts import Book, Listed, read_book
from submissions.package import DAMAGED, DISORDER, ENTITIES, FAULTS, TOO_LARGE, Excess, Parts, open_parts, refused
from submissions.sheet_cells import Disorder, sheet_cells
from submissions.table import Table, table
from submissions.worksheets import Position, Worksheet
from submissions.xml_events import Declared

MOST_CELLS = 5_000_000
MOST_FORM_CELLS = 1_000_000
# As in MOST_TAGS: what goes beyond it is no form that people fill in.
_TAGS_OF_A_CELL = 8


def read_worksheets(data: bytes, file: str) -> tuple[Worksheet, ...]:
    """Return all sheets of a workbook, hidden ones included, in the workbook's order.

    Raises Problems: those of `open_parts`; that XML declares entities or is damaged; that a sheet's rows come back,
    lie beyond Excel's last, or have a cell twice; that there are more than 1,000,000 cells. What single cells hold
    that is neither text nor number is for the caller to judge, who knows which cells matter.
    """
    parts = open_parts(data, file, _TAGS_OF_A_CELL * MOST_FORM_CELLS)
    return tuple(
        Worksheet(file, listed.title, cells, listed.visible)
        for listed, cells in _sheets(parts, file, MOST_FORM_CELLS, hidden=True)
    )


def read_workbook(data: bytes, file: str) -> tuple[Table, ...]:
    """Return the tables of all visible sheets that hold anything, in the workbook's order.

    Hidden sheets are left out; hidden and filtered rows and columns are read. Cells are text: numbers as
    people typed them (at most 15 significant digits, never with an exponent; 85% stays 85%), formulas as the
    value that was saved with them. Columns count from A.

    Raises Problems: those of `read_worksheets`; else every cell that holds a date, a true or false, an error or a
    formula without a saved value, with sheet and cell; or that a sheet spans more than 5,000,000 cells.
    """
    parts = open_parts(data, file)
    sheets = [Worksheet(file, listed.title, cells) for listed, cells in _sheets(parts, file, MOST_CELLS, hidden=False)]
    if any(_spanned(sheet) > MOST_CELLS for sheet in sheets):
        raise refused(file, TOO_LARGE)
    faults = [
        _problem(sheet.place(*at), held)
        for sheet in sheets
        for at, held in sheet.cells.items()
        if isinstance(held, Message)
    ]
    if faults:
        raise Problems(faults)
    tables = [table(file, sheet.title, _rows(sheet)) for sheet in sheets]
    return tuple(found for found in tables if found.rows)


def _sheets(parts: Parts, file: str, most: int, *, hidden: bool) -> list[tuple[Listed, dict[Position, str | Message]]]:
    try:
        book = read_book(parts)
        listed = [sheet for sheet in book.sheets if hidden or sheet.visible]
        if len(book.sheets) > len(parts.infos):  # one part, read again as each of many sheets
            raise refused(file, TOO_LARGE)
        return list(_read(parts, book, listed, most))
    except Declared as error:
        raise refused(file, ENTITIES) from error
    except Disorder as error:
        raise refused(file, DISORDER) from error
    except Excess as error:
        raise refused(file, TOO_LARGE) from error
    except FAULTS as error:
        raise refused(file, DAMAGED) from error


def _read(
    parts: Parts, book: Book, listed: list[Listed], left: int
) -> Iterator[tuple[Listed, dict[Position, str | Message]]]:
    for sheet in listed:
        cells = sheet_cells(parts.read(sheet.part), book, left)
        left -= len(cells)
        yield sheet, cells


def _spanned(sheet: Worksheet) -> int:
    """Return how many cells the rows that hold anything have, up to the last column that does."""
    rows = {row for row, _ in sheet.cells}
    return len(rows) * (1 + max((column for _, column in sheet.cells), default=0))


def _rows(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    rows: dict[int, dict[int, str]] = {}
    for (number, column), text in sheet.cells.items():
        rows.setdefault(number, {})[column] = str(text)
    for number, texts in rows.items():
        yield number, [texts.get(column, "") for column in range(max(texts) + 1)]


def _problem(place: Place, held: Message) -> Problem:
    return Problem(
        "CELL-VALUE",
        place,
        say("the cell holds {held}.", held=held),
        say("Format the cell as text or number and type what is meant."),
    )
