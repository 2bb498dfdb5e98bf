"""A workbook that was filled in and not taken in is not written over."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from rubrics import Problems
from scoring.sheets.blank import Blank
from scoring.sheets.in_force import InForce
from scoring.sheets.unread import unread
from tests.scoring.sheets.blanks import blank_of, written

HELD = {"tax": InForce({"A1": "9.5"}, {"A1": "late"}, {"~problems": "p"})}
MATRIX = {"tax": InForce({"A1": "9.5"}, {}, {"~recused": "kin"})}


def typed(blank: Blank, sheet: str, cells: dict[str, object]) -> bytes:
    """Return the workbook after somebody typed into cells of a sheet."""
    book: Any = load_workbook(io.BytesIO(written(blank)))
    for cell, value in cells.items():
        book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def places(data: bytes, blank: Blank) -> list[str]:
    """Return where there is something that would be lost."""
    return [f"{item.code} {item.place.render()}" for item in unread(data, "p2.xlsx", blank)]


@pytest.mark.parametrize("layout", ["per-agency", "matrix"])
@pytest.mark.parametrize("held", [{}, {"tax": InForce({"A1": "9.5"}, {}, {"~recused": "kin"})}])
def test_a_workbook_as_it_was_issued_may_go(layout: str, held: dict[str, InForce]) -> None:
    """Open, or with what is in force already."""
    blank = blank_of(layout=layout, held=held)
    assert places(written(blank), blank) == []


@pytest.mark.parametrize(
    ("cell", "value"), [("I5", 8), ("J6", "why"), ("E17", "good"), ("E20", "kin"), ("I7", True), ("I13", "不涉及")]
)
def test_anything_typed_is_kept(cell: str, value: object) -> None:
    """Marks, reasons, boxes, even what is no mark."""
    blank = blank_of()
    found = places(typed(blank, "Tax Office", {cell: value}), blank)
    assert found == [f"SHEETS-FILLED p2.xlsx sheet “Tax Office” cell {cell}"]


@pytest.mark.parametrize(("cell", "value"), [("D7", 8), ("Q6", "kin")])
def test_so_it_is_on_the_matrix(cell: str, value: object) -> None:
    """Marks and reasons of recusals."""
    blank = blank_of(layout="matrix")
    found = places(typed(blank, "Score sheet", {cell: value}), blank)
    assert found == [f"SHEETS-FILLED p2.xlsx sheet “Score sheet” cell {cell}"]


def test_what_differs_from_what_is_in_force_is_kept() -> None:
    """A correction that nobody took in; what was taken in already may go."""
    blank = blank_of(held=HELD)
    same = {"I5": 9.5, "J5": "late", "E18": "p", "I6": " "}
    assert places(typed(blank_of(), "Tax Office", same), blank) == []
    assert places(typed(blank_of(), "Tax Office", {**same, "I5": 9}), blank) == [
        "SHEETS-FILLED p2.xlsx sheet “Tax Office” cell I5"
    ]


def test_only_the_first_is_told() -> None:
    """One is enough to leave the file as it is."""
    blank = blank_of()
    assert len(places(typed(blank, "Tax Office", {"I5": 8, "I8": 8}), blank)) == 1


def test_what_cannot_be_read_is_no_sheet_of_ours() -> None:
    """Nobody knows what would be lost."""
    with pytest.raises(Problems) as raised:
        unread(b"PK\x03\x04 broken", "p2.xlsx", blank_of())
    assert {item.place.file for item in raised.value.items} == {"p2.xlsx"}
