"""A page of a form that came back: its fields are found by the hidden ids of rows and columns, never by position.

How a page is made: A1 holds `pingyi:` and the page's id; column A, hidden, the id of every row with a field or a
label; row 1, hidden, the id of every column with fields, and `label` above the visible labels. Rows may be inserted,
sheets renamed or put in another order, columns copied beside: the ids go along with what they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rubrics import Message, Place, Problem, say
from submissions.plain_text import printable
from submissions.table import clean
from submissions.worksheets import Position, Worksheet

PAGE = "pingyi:"
LABEL = "label"
Field = tuple[str, str]
"""The id of a row and of a column."""


@dataclass(frozen=True)
class FormPage:
    """One sheet of a workbook that bears the id of a page."""

    worksheet: Worksheet

    @cached_property
    def id(self) -> str:
        """The page's id; "" for a sheet that is no page of a form."""
        text = self.worksheet.cells.get((1, 0), "")
        return text.removeprefix(PAGE) if isinstance(text, str) and text.startswith(PAGE) else ""

    @cached_property
    def rows(self) -> dict[str, tuple[int, ...]]:
        """By id the numbers of the rows that bear it, from 1; more than one where a row was copied."""
        return _gathered((text, row) for (row, column), text in self.worksheet.cells.items() if column == 0 and row > 1)

    @cached_property
    def columns(self) -> dict[str, tuple[int, ...]]:
        """By id the numbers of the columns that bear it, from 0; more than one where a column was copied."""
        return _gathered((text, column) for (row, column), text in self.worksheet.cells.items() if row == 1 and column)

    def cells(self, field: Field) -> Iterator[Position]:
        """Yield every place of a field."""
        row_id, column_id = field
        yield from ((row, column) for row in self.rows.get(row_id, ()) for column in self.columns.get(column_id, ()))

    def place(self, field: Field) -> Place:
        """Return the place of a field, or of the page where it has none."""
        position = next(self.cells(field), None)
        sheet = self.worksheet
        return sheet.place(*position) if position else Place(sheet.file, sheet=sheet.title)

    def text(self, field: Field) -> str | Message:
        """Return what stands in a field as it was typed, "" where it is empty or not on the page.

        Where a row or a column is there several times, the one that says something; `faults` tells of contradictions.
        """
        held = self.worksheet.cells
        return next((held[at] for at in self.cells(field) if not _empty(held.get(at, ""))), "")

    def faults(self, fields: Iterable[Field]) -> Iterator[Problem]:
        """Yield every field that stands on the page several times and says different things."""
        held = self.worksheet.cells
        for field in fields:
            said = [(at, held[at]) for at in self.cells(field) if not _empty(held.get(at, ""))]
            (first, text), *others = said or [((0, 0), "")]
            for at, other in others:
                if _plain(other) != _plain(text):
                    yield Problem(
                        "FORM-TWICE",
                        self.worksheet.place(*at),
                        say(
                            "this field is also in cell {cell}, with something else in it.",
                            cell=self.worksheet.place(*first).cell,
                        ),
                        say("Keep one of the two, and empty the other."),
                    )

    def mislabelled(self, labels: Iterable[tuple[str, str]]) -> Iterator[Problem]:
        """Yield every row whose visible label is not the one that was issued (`labels` by row id).

        Then the hidden id stands beside somebody else's row, and nobody can tell what was meant.
        """
        for row_id, issued in labels:
            for at in self.cells((row_id, LABEL)):
                text = self.worksheet.cells.get(at, "")
                if _plain(text) != _plain(issued):
                    yield Problem(
                        "FORM-LABEL",
                        self.worksheet.place(*at),
                        say("this row was issued as “{issued}”, but that is not what stands here.", issued=issued[:60]),
                        say("Copy what was filled in into the workbook as it was issued."),
                    )

    def strays(self, known: Iterable[str], answers: Iterable[str]) -> Iterator[Position]:
        """Yield the cells of columns with `answers` that hold something in a row which bears no `known` id."""
        rows = {row for row_id in known for row in self.rows.get(row_id, ())} | {1}
        columns = {column for column_id in answers for column in self.columns.get(column_id, ())}
        held = self.worksheet.cells.items()
        yield from (at for at, text in held if at[0] not in rows and at[1] in columns and not _empty(text))


def pages_of(worksheets: Iterable[Worksheet]) -> list[FormPage]:
    """Return the sheets that are pages of a form, in the workbook's order."""
    return [page for page in map(FormPage, worksheets) if page.id]


def _gathered(found: Iterable[tuple[str | Message, int]]) -> dict[str, tuple[int, ...]]:
    gathered: dict[str, tuple[int, ...]] = {}
    for text, number in sorted((str(text), number) for text, number in found if isinstance(text, str)):
        gathered[text] = (*gathered.get(text, ()), number)
    return gathered


def _empty(text: str | Message) -> bool:
    return isinstance(text, str) and not clean(text)


def _plain(text: str | Message) -> object:
    """Return a text as it is compared: programs change white space and the kind of line breaks when they save.

    What cannot be seen is in no workbook that was issued.
    """
    return "".join(printable(text).split()) if isinstance(text, str) else text
