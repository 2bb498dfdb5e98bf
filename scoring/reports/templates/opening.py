"""A template as it comes in: looked through, read, and searched for placeholders, with everything that is wrong."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from rubrics import Message, Place, Problem, Problems, say
from scoring.reports.templates import headers
from scoring.reports.templates.losses import losses
from scoring.reports.templates.parts import Parts
from scoring.reports.templates.placeholders import AGENCY, faults, placeholders
from submissions import inspect_template

# So many faults of a sheet are told.
MOST_FAULTS = 200
# What openpyxl says when it leaves something out.
_LEAVES_OUT = re.compile("remov|discard|ignored|cannot|lost", re.IGNORECASE)
# Told apart by what they hold, in `losses`.
_EXTENSION = re.compile("extension is not supported")


@dataclass(frozen=True)
class Template:
    """A template that has been read: its workbook, its headers and repeating rows by sheet title, and its faults.

    `said` holds for every sheet the names of the placeholders on it, headers included.
    """

    file: str
    book: Workbook
    headers: dict[str, dict[str, str]]
    rows: dict[str, int] = field(default_factory=dict)
    said: dict[str, set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def opened(data: bytes, file: str, known: dict[str, Message]) -> Template:
    """Return a template, all that is wrong with its placeholders among its `problems`.

    Raises Problems for what must not be given to a program that reads workbooks, or cannot be read.
    """
    inspect_template(data, file)
    found: list[Problem] = []
    try:
        parts = Parts(data)
        found += losses(parts, file)
        _refuse_if_too_large(found)
        held = {sheet.title: headers.texts(sheet) for sheet in parts.sheets}
        book, left_out = _read(data)
    except OverflowError as error:
        raise Problems([*found, _TOO_LARGE.at(file)]) from error
    except Problems:
        raise
    except Exception as error:  # openpyxl answers bad content with whatever error it ran into
        raise Problems(found or [_DAMAGED.at(file)]) from error
    template = Template(file, book, held, problems=found)
    if not found:
        found += [_left_out(file, words) for words in left_out]
    for sheet in book.worksheets:
        template.problems.extend(islice(_sheet(template, sheet, known), MOST_FAULTS))
    if (
        len(template.problems) < MOST_FAULTS
        and not template.rows
        and not any(problem.code == _TWO_ROWS for problem in template.problems)
    ):
        template.problems.append(_NO_ROW.at(file))
    return template


def _refuse_if_too_large(found: list[Problem]) -> None:
    """Raise what was found where reading would visit more covered cells than anybody needs."""
    if any(problem.code == "TEMPLATE-SIZE" for problem in found):
        raise Problems(found)


def _read(data: bytes) -> tuple[Workbook, list[str]]:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        book = load_workbook(io.BytesIO(data), rich_text=True, keep_links=False)
    return book, [words for words in map(str, (item.message for item in said)) if _matters(words)]


def _matters(words: str) -> bool:
    return bool(_LEAVES_OUT.search(words)) and not _EXTENSION.search(words)


def text_of(cell: object) -> str:
    """Return what a cell says where it holds text; empty for numbers, formulas, dates and covered cells."""
    value = getattr(cell, "value", None)
    if isinstance(value, CellRichText):
        return str(value)
    return value if isinstance(value, str) and getattr(cell, "data_type", "") == "s" else ""


def cells_of(sheet: Worksheet) -> list[Any]:  # untyped in openpyxl
    """Return the cells of a sheet that exist, row by row; a cell far away costs no more than a near one."""
    return [cell for _, cell in sorted(sheet._cells.items())]  # noqa: SLF001 - iter_rows would create all between


def _sheet(template: Template, sheet: Worksheet, known: dict[str, Message]) -> Iterator[Problem]:
    said = template.said.setdefault(sheet.title, set())
    rows: dict[int, str] = {}
    for cell in cells_of(sheet):
        place = Place(template.file, sheet=sheet.title, cell=cell.coordinate)
        text = text_of(cell)
        if not text:
            if cell.data_type == "f" and "{{" in str(getattr(cell.value, "text", cell.value)):
                yield _misplaced(place, say("a placeholder stands in a formula."))
            continue
        yield from faults(text, place, known)
        names = {item.name for item in placeholders(text)}
        if names and sheet.sheet_state != "visible":
            yield _misplaced(place, say("a placeholder stands on a hidden sheet."))
            continue
        said |= names
        if any(name.startswith(AGENCY) for name in names):
            rows.setdefault(cell.row, cell.coordinate)
    if "{{" in sheet.title:
        yield _misplaced(Place(template.file, sheet=sheet.title), say("a placeholder stands in the name of a sheet."))
    for kind, text in template.headers.get(sheet.title, {}).items():
        place = Place(template.file, sheet=sheet.title, path=kind)
        yield from faults(text, place, known)
        names = {item.name for item in placeholders(text)}
        if any(name.startswith(AGENCY) for name in names):
            yield _misplaced(place, say("a placeholder of an agency stands in a header or footer."))
        said |= names
    yield from _rows(template, sheet, rows)


def _rows(template: Template, sheet: Worksheet, rows: dict[int, str]) -> Iterator[Problem]:
    if not rows:
        return
    first, *others = sorted(rows)
    if not others:
        template.rows[sheet.title] = first
    for row in others:
        yield Problem(
            _TWO_ROWS,
            Place(template.file, sheet=sheet.title, cell=rows[row]),
            say("rows {first} and {row} both have placeholders of an agency.", first=first, row=row),
            say("Put all that is said of an agency into one row: it is repeated for every agency."),
        )


def _misplaced(place: Place, rule: Message) -> Problem:
    remedy = say("Write placeholders into cells of visible sheets; those of the round also into headers and footers.")
    return Problem("TEMPLATE-PLACE", place, rule, remedy)


def _left_out(file: str, words: str) -> Problem:
    return Problem(
        "TEMPLATE-LOST",
        Place(file),
        say("a part of the template would be lost: {words}", words=words[:200]),
        say("Take it out of the template; it can be added to the filled workbook."),
    )


@dataclass(frozen=True)
class _Fault:
    code: str
    rule: Message
    remedy: Message

    def at(self, file: str) -> Problem:
        return Problem(self.code, Place(file), self.rule, self.remedy)


_TWO_ROWS = "TEMPLATE-ROWS"
_NO_ROW = _Fault(
    "TEMPLATE-ROW",
    say("no row has placeholders of an agency, so none can be repeated."),
    say("Write for example {example} into a row; it is repeated for every agency.", example="{{agency.name}}"),
)
_DAMAGED = _Fault("BOOK-DAMAGED", say("the workbook is cut off or damaged."), say("Fetch or save it once more."))
_TOO_LARGE = _Fault(
    "BOOK-SIZE",
    say("the workbook unpacks to far more than a table needs."),
    say("Copy the cells that matter into a new workbook."),
)
