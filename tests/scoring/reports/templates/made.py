"""Templates for tests, made with openpyxl as an office makes them with its mouse; and workbooks read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook, load_workbook

from rubrics import Problem, Problems
from scoring.reports.findings import Findings
from scoring.reports.templates import fill_workbook
from scoring.rounds import Decision, Status

FILE = "模板.xlsx"
# What may be None by its types never is in these tests.
Sheet = Any
Cells = Mapping[str, object]


def made(cells: Cells, change: Callable[[Sheet], None] | None = None) -> bytes:
    """Return a template of one sheet (成绩) with these cells, changed as told."""
    book = Workbook()
    sheet: Sheet = book.active
    sheet.title = "成绩"
    for place, value in cells.items():
        sheet[place] = value
    if change:
        change(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(findings: Findings, template: bytes) -> Workbook:
    """Return the filled workbook, read back."""
    return load_workbook(io.BytesIO(filled_bytes(findings, template)), rich_text=True)


def filled_bytes(findings: Findings, template: bytes) -> bytes:
    """Return the filled workbook as bytes."""
    stream = io.BytesIO()
    fill_workbook(findings, template, FILE, stream)
    return stream.getvalue()


def sheet_of(findings: Findings, template: bytes) -> Sheet:
    """Return the first sheet of the filled workbook."""
    return filled(findings, template).worksheets[0]


def rows_of(sheet: Sheet) -> list[list[object]]:
    """Return the values of a sheet."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def refused(findings: Findings, template: bytes) -> list[Problem]:
    """Return the problems of a template that is not filled; nothing may have been written."""
    stream = io.BytesIO()
    try:
        fill_workbook(findings, template, FILE, stream)
    except Problems as problems:
        assert stream.getvalue() == b""
        return list(problems.items)
    return []


def codes(findings: Findings, template: bytes) -> list[tuple[str, str]]:
    """Return code and cell of every problem of a template."""
    return [(problem.code, problem.place.cell) for problem in refused(findings, template)]


def decided(findings: Findings, grades: Mapping[str, str]) -> Findings:
    """Return the findings with decided grades."""
    entries = [{"agency": agency, "decided": grade, "reason": "会议决定"} for agency, grade in grades.items()]
    value = {
        "pingyi": 1,
        "body": "示例市评议领导小组",
        "date": "2026-01-08",
        "minutes": "〔2026〕1号",
        "grades": entries,
    }
    decision = Decision.model_validate(value)
    return Findings(findings.results, findings.translate, "1", Status.DECIDED, decision=decision)
