"""LibreOffice works out the sums and states of score sheets as the program does, and prints all there is to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scoring.sheets.blank import Blank
from scoring.sheets.in_force import InForce
from tests.office.recalculate import cells, formulas, recalculated_all
from tests.scoring.sheets.blanks import HEAD, POOL, blank_of, written

pytestmark = pytest.mark.office

MARKS = [
    {},
    {"A1": "9.5", "A2": "low", "A3": "√√×", "A4": "9", "A5": "3", "A6": "7", "A7": "3", "A8": "否", "B1": "8.25"},
    {"A1": "0.5", "A2": "8", "A3": "y n Y", "A4": "0", "A5": "30", "A6": "0", "A7": "0", "A8": "是", "middle": "4"},
    {"A1": "不涉及", "A2": "不涉及", "A3": "不涉及", "A4": "不涉及", "A5": "不涉及", "A6": "不涉及", "B2": "0"},
    {"A1": "10", "A2": "high", "A3": "×,×,√", "A4": "3", "A5": "0", "A6": "1", "A7": "1", "A8": "否", "B1": "1"}
    | {"B2": "2", "middle": "3", "roads": "4.75"},
]  # fmt: skip
AGENCIES = ("tax", "parks", "mint", "guards", "south")
LEVELS = "marking: {levels: [{title: 优*, points: 8}, {title: 'a\"b', points: 3.999}, {title: '3', points: 5}]}"
ITEMS = ", ".join(f"{{title: i{n}, points: 0.1}}" for n in range(6))
DUE = f"""\
{HEAD}reason_below: 50%
parts:
  - id: P
    title: Part
    {POOL.replace(", pool", chr(10) + "    pool")}
    criteria:
      - {{id: C, title: C, points: 0.3, marking: {{points: {{step: 0.1}}}}}}
      - {{id: D, title: D, {LEVELS}}}
      - {{id: E, title: E, marking: {{checklist: [{ITEMS}]}}}}
"""
REASONS = {
    "tax": InForce({"C": "0.1", "D": "优*", "E": "√√√×××"}),
    "parks": InForce({"C": "0.3", "D": 'a"b', "E": "√√××××"}, {"D": "late"}),
    "mint": InForce({"C": "0.2", "D": "3", "E": "××××××"}, {"E": " "}),
    "guards": InForce({"C": "0.1"}, {}, {"~recused": "kin"}),
}


def typed_anew(blank: Blank, empty: Blank, file: Path) -> Path:
    """Write a workbook in which everything of `blank` was typed into `empty`; no figure is saved in it."""
    full: Any = load_workbook(_put(file.with_name("full.xlsx"), written(blank)))
    book: Any = load_workbook(_put(file, written(empty)))
    for sheet in full.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked and cell.value is not None:
                    book[sheet.title][cell.coordinate] = cell.value
    book.save(file)
    return file


def _put(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def figures(file: Path) -> dict[tuple[str, str], object]:
    """Return what formulas come to, numbers to nine places: what each mark is worth, sums, states, the cover's list."""
    values = cells(file)
    return {
        place: round(value, 9) if isinstance(value, float | int) else value
        for place in formulas(file)
        if (value := values.get(place, "")) != ""
    }


@pytest.mark.parametrize("layout", ["per-agency", "matrix"])
def test_libreoffice_arrives_at_every_figure(layout: str, tmp_path: Path) -> None:
    """Marks of every kind, open ones, 不涉及, recusals and reasons that are due, typed into an open workbook."""
    held = {agency: InForce(marks) for agency, marks in zip(AGENCIES, MARKS, strict=True)}
    pairs = [
        (blank_of(layout=layout, held=held), blank_of(layout=layout)),
        (blank_of(rubric=DUE, layout=layout, held=REASONS), blank_of(rubric=DUE, layout=layout)),
    ]
    typed = [typed_anew(full, empty, tmp_path / f"{n}.xlsx") for n, (full, empty) in enumerate(pairs)]
    expected = [_put(tmp_path / f"expected-{n}.xlsx", written(full)) for n, (full, _) in enumerate(pairs)]
    for wanted, found in zip(expected, recalculated_all(typed, tmp_path), strict=True):
        assert figures(found) == figures(wanted)
