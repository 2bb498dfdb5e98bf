"""Tests of scoring.reports.templates.packing."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook, load_workbook

from scoring.reports.templates.packing import packed


def test_the_same_workbook_gives_the_same_bytes() -> None:
    """No moment, no program that saved it last, no person."""

    def once() -> bytes:
        book = Workbook()
        book.properties.lastModifiedBy = "某人"
        book.worksheets[0]["A1"] = "甲"
        return packed(book)

    data = once()
    assert data == once()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        properties = archive.read("docProps/core.xml").decode()
    assert ("某人" in properties, re.findall(r"\d{4}-[^<]*", properties)) == (False, ["2000-01-01T00:00:00Z"] * 2)


def test_numbers_stay_as_they_are() -> None:
    """The template's own numbers are written with all their digits and no more."""
    book = Workbook()
    for row, number in enumerate((88.4, 0.1 + 0.2, 12, True, -1e-7), start=1):
        book.worksheets[0].cell(row, 1, number)
    found = load_workbook(io.BytesIO(packed(book))).worksheets[0]
    assert [found.cell(row, 1).value for row in range(1, 6)] == [88.4, 0.1 + 0.2, 12, True, -1e-7]


def test_formulas_are_worked_out_when_it_is_opened() -> None:
    """The figures beside them would be those of the template."""
    book = Workbook()
    book.calculation.fullCalcOnLoad = False
    assert load_workbook(io.BytesIO(packed(book))).calculation.fullCalcOnLoad is True
