"""The second calculator is one: it believes no stored figure, and a wrong formula cannot hide behind a right one."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
import xlsxwriter

from tests.office.recalculate import OfficeFailed, cells, changed, formulas, pages, recalculated

pytestmark = pytest.mark.office

TOTAL = ("成绩", "A3")


def a_workbook(folder: Path, formula: str, stored: float) -> Path:
    """Write 40 and 45.5, and below them `formula` with the figure `stored` beside it."""
    path = folder / "成绩.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("成绩")
        sheet.write_column("A1", [40, 45.5])
        sheet.write_formula("A3", formula, None, stored)
    return path


def test_a_wrong_stored_figure_is_corrected(tmp_path: Path) -> None:
    """LibreOffice works the sum out anew, though the file says 99."""
    path = a_workbook(tmp_path, "=SUM(A1:A2)", stored=99)
    assert cells(path)[TOTAL] == 99
    assert cells(recalculated(path, tmp_path))[TOTAL] == 85.5


def test_a_wrong_formula_is_noticed(tmp_path: Path) -> None:
    """The stored figure is right and the formula is not: the recalculated figure is the formula's."""
    path = a_workbook(tmp_path, "=SUM(A1:A1)", stored=85.5)
    assert cells(path)[TOTAL] == 85.5
    assert cells(recalculated(path, tmp_path))[TOTAL] == 40


def test_every_cell_comes_back(tmp_path: Path) -> None:
    """Inputs stay, and a formula that cannot be worked out shows its error."""
    path = a_workbook(tmp_path, "=A1/(A2-45.5)", stored=0)
    assert cells(recalculated(path, tmp_path)) == {("成绩", "A1"): 40, ("成绩", "A2"): 45.5, TOTAL: "#DIV/0!"}


def test_formulas_are_read_as_text(tmp_path: Path) -> None:
    """Only cells with a formula are listed, array formulas too, as they were written."""
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("成绩")
        sheet.write_column("A1", [40, 45.5])
        sheet.write_formula("A3", "=SUM(A1:A2)", None, 85.5)
        sheet.write_array_formula("A4", "{=MAX(A1:A2*1)}", None, 45.5)
    assert formulas(path) == {TOTAL: "=SUM(A1:A2)", ("成绩", "A4"): "=MAX(A1:A2*1)"}


def test_a_mark_can_be_typed_over(tmp_path: Path) -> None:
    """What follows from a changed mark is worked out by LibreOffice alone."""
    path = changed(a_workbook(tmp_path, "=SUM(A1:A2)", stored=85.5), tmp_path / "typed", {("成绩", "A1"): 38})
    assert formulas(path) == {TOTAL: "=SUM(A1:A2)"}
    assert cells(recalculated(path, tmp_path))[TOTAL] == 83.5


def test_each_page_becomes_a_picture(tmp_path: Path) -> None:
    """Two sheets of A4 across, at 50 dots per inch."""
    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("汇总", "明细"):
            sheet = book.add_worksheet(name)
            sheet.set_paper(9)
            sheet.set_landscape()
            sheet.write("A1", name)
    shapes = [struct.unpack(">II", picture.read_bytes()[16:24]) for picture in pages(path, tmp_path / "png", 50)]
    assert shapes == [(585, 414), (585, 414)]


def test_libreoffice_is_quoted_when_it_fails(tmp_path: Path) -> None:
    """A file that is not there makes no workbook, and the message says what LibreOffice said."""
    with pytest.raises(OfficeFailed, match="source file could not be loaded"):
        recalculated(tmp_path / "nowhere.xlsx", tmp_path)
