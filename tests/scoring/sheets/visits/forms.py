"""Visit forms as they are issued, and as people hand them in again."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import openpyxl

from rubrics import Rubric, build, parse, read_rubric
from scoring.rounds import Issues, Round
from scoring.sheets.visits import FilledVisit, VisitBlank, read_visit, write_visit_form
from scoring.sheets.visits.blank import blanks

KEY = b"key of the round"
RUBRIC = """\
pingyi: 1
id: visits
title: 实地评议
basis: 示例市评议办法
sample: 示例细则
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
not_applicable: rescale
classes: [{id: office, title: 机关}, {id: town, title: 乡镇}]
parts:
  - id: P
    title: 实效
    by: panel
    pool: {mean: {}, incomplete: leave_out}
    criteria:
      - {id: A1, no: 1, title: 阵地, text: 看两处窗口, points: 10, methods: [site_visit]}
      - {id: A2, title: 公示栏, points: 10, methods: [site_visit, document_review]}
      - {id: A3, title: 村务公开, points: 10, methods: [site_visit], for: [town]}
      - {id: A4, title: 台账, points: 10, methods: [document_review]}
      - {id: A5, title: 座谈, points: 10, methods: [interview]}
      - {id: A6, title: 不适用的, points: 10, methods: [site_visit]}
  - {id: council, title: 联席, by: council, points: 10, pool: {mean: {}}}
"""
ROUND = """\
pingyi: 1
id: visits-2026
title: 示例评议
organizer: 示例市普法办
fictional: true
rubric: rubric.yaml
agencies:
  - {id: court, name: 示例市法院, class: office, presents: 2}
  - {id: health, name: 示例市卫健委, class: office, presents: 1}
  - {id: gone, name: 示例市旅游局, class: office}
groups:
  - id: panel
    title: 评议团
    seat: 评议员
    members:
      - {id: r1, name: 张三}
      - {id: r2, name: 李四}
      - {id: r3, name: 王五}
      - {id: r4, name: 赵六}
      - {id: r5, name: 钱七}
      - {id: r6, name: 孙八}
  - {id: council, title: 联席会议, members: [{id: c1, name: 周九}]}
recusals: [{rater: r2, agency: court, reason: 曾任职}]
not_applicable: [{agency: court, criterion: A6, reason: 无此职能}, {agency: health, criterion: A6, reason: 无此职能}]
events:
  - {date: 2026-05-01, reason: 机构改革, withdrawn: {agency: gone}}
  - {date: 2026-05-02, reason: 调离, replaced: {rater: r3, by: {id: r3b, name: 吴十}, since: court, sheets: void}}
  - {date: 2026-05-03, reason: 亲属任职, recused: {rater: r4, agency: court}}
sites:
  - {id: s1, agency: court, place: 诉讼服务中心, date: 2026-09-02}
  - {id: s2, agency: court, place: 示例镇法庭, group: council}
  - {id: s3, agency: health, place: 社区中心}
  - {id: s4, agency: gone, place: 游客中心}
"""


@cache
def rubric(text: str = RUBRIC) -> Rubric:
    """Return the rubric."""
    return read_rubric(text, "rubric.yaml")


@cache
def round_(text: str = ROUND) -> Round:
    """Return the round."""
    return build(Round, parse(text, "round.yaml"))


def forms(**limits: tuple[str, ...]) -> tuple[VisitBlank, ...]:
    """Return the forms of the round, numbered from 7."""
    return blanks(round_(), rubric(), first=7, key=KEY, translate=str, **limits)


@cache
def form(to: str) -> VisitBlank:
    """Return the form of a site or an agency."""
    return next(blank for blank in forms() if blank.to == to)


@cache
def issues() -> Issues:
    """Return the register of all forms."""
    return Issues(issued=tuple(blank.issued("2026-09-01T09:00:00+08:00") for blank in forms()))


@cache
def written(blank: VisitBlank) -> bytes:
    """Return a form as it is issued."""
    stream = io.BytesIO()
    write_visit_form(blank, stream)
    return stream.getvalue()


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """Return a workbook as somebody saved it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(blank: VisitBlank, fields: Mapping[tuple[str, str], object]) -> bytes:
    """Return a form with these fields filled in, each named by the ids of row and column."""

    def fill(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
        sheet = book.worksheets[0]
        rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        columns = {sheet.cell(1, column).value: column for column in range(2, sheet.max_column + 1)}
        for (row, column), value in fields.items():
            sheet.cell(rows[row], columns[column]).value = value

    return changed(written(blank), fill)


def read(data: bytes, *, text: str = ROUND, key: bytes = KEY, register: Issues | None = None) -> FilledVisit:
    """Return what a form that came back says."""
    return read_visit(data, "f.xlsx", round_=round_(text), key=key, issues=register or issues())
