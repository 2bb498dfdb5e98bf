"""Set-up workbooks for tests: written, changed as an office would change them, and read again."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import openpyxl
import pytest

from rubrics import Problems, build, parse, read_rubric
from scoring.rounds import Round
from scoring.sheets.setup import Setup, read_setup, write_setup
from scoring.sheets.setup.pages import PAGES

RUBRIC = """\
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, ties: [Q], share: true}
grades: {by: exact, bands: [{title: 优秀, from: 9}, {title: 合格, from: 0}]}
classes: [{id: office, title: 部门}, {id: town, title: 乡镇}]
facts: [{id: cases, title: 案件数, min: 0}]
parts:
  - id: P
    title: 机制
    by: panel
    pool: {mean: {}, quorum: 2, incomplete: leave_out}
    criteria:
      - id: A1
        no: 1
        title: 责任清单
        points: 4
        methods: [document_review]
        evidence: [{kind: 文件, required: true}]
      - id: A2
        title: 学法用法
        marking: {levels: [{title: 优, points: 2, when: 经常}, {title: 差, points: 1}]}
  - {id: Q, title: 实效, by: panel, points: 4, pool: {trimmed_mean: {drop: 1, when_more_than: 2}}}
  - {id: R, title: 测评, given: {from: survey, scale: 2}}
"""
ROUND = """\
pingyi: 1
id: small-2026
title: 示例评议
organizer: 示例市普法办
rubric: rubric.yaml
agencies:
  - {id: a, name: 甲局, class: office, presents: 2}
  - {id: b, name: 乙局, class: office, presents: 1}
  - {id: c, name: 丙镇, class: town}
groups:
  - {id: panel, title: 评议团, seat: 评议员, members: [{id: r1, name: 一}, {id: r2, name: 二}, {id: r3, name: 三}]}
recusals: [{rater: r3, agency: b, reason: 曾任职}]
sites: [{id: s1, agency: c, place: 村委会, date: 2026-05-06, group: panel}]
"""


def setup_of(rubric: str = RUBRIC, round_: str = ROUND) -> Setup:
    """Return a set-up of two files."""
    return Setup(read_rubric(rubric, "rubric.yaml"), build(Round, parse(round_, "round.yaml")))


def workbook(setup: Setup | None = None) -> bytes:
    """Return a set-up as the workbook that is written for it; the small one is written once for all tests."""
    return _small() if setup is None else _written(setup)


@cache
def _small() -> bytes:
    return _written(setup_of())


def _written(setup: Setup) -> bytes:
    stream = io.BytesIO()
    write_setup(setup, stream)
    return stream.getvalue()


class Book:
    """A workbook that is being changed: cells are named by page, row of entries (from 1) and column id."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheets = {page: self.book.worksheets[at] for at, page in enumerate(PAGES)}

    def cell(self, page: str, row: int, column: str) -> Any:  # noqa: ANN401 - untyped in openpyxl
        """Return a cell."""
        sheet = self.sheets[page]
        at = next(cell.column for cell in sheet[1] if cell.value == column)
        return sheet.cell(4 + row, at)

    def find(self, page: str, field: str, where: str = "") -> int:
        """Return the row of a setting."""
        for row in range(1, 200):
            if self.cell(page, row, "field").value == field and where in str(self.cell(page, row, "where").value):
                return row
        raise AssertionError(field)

    def data(self) -> bytes:
        """Return the workbook as it is now."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def changed(*cells: tuple[str, int, str, object], setup: Setup | None = None) -> bytes:
    """Return a workbook with cells that hold something else."""
    book = Book(workbook(setup))
    for page, row, column, value in cells:
        book.cell(page, row, column).value = value
    return book.data()


def told(data: bytes, known: Setup | None = None) -> list[tuple[str, str, str]]:
    """Return sheet, cell and code of every problem that reading finds."""
    with pytest.raises(Problems) as caught:
        read_setup(data, "setup.xlsx", known)
    return [(item.place.sheet, item.place.cell, item.code) for item in caught.value.items]
