"""Agencies' forms as they go out and come back: a small round, its workbooks, and how people fill them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl

from rubrics import Problems, Rubric, build, parse, read_rubric
from scoring.rounds import Round
from scoring.sheets.agency_forms import blank_for, write_form
from submissions import Worksheet, read_worksheets
from submissions.workbook import Blank, Filled, read_form

KEY = b"a key of the round"
RUBRIC = """\
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
not_applicable: rescale
classes: [{id: office, title: 机关}, {id: town, title: 乡镇}]
report: {max_chars: 20}
facts:
  - {id: viewers, title: 直播观看人次, unit: 人次, min: 0, max: 9000000}
  - {id: cases, title: 典型案例, unit: 件, min: 0}
parts:
  - id: P
    title: 机制
    by: panel
    pool: {mean: {}, incomplete: leave_out}
    criteria:
      - id: A1
        no: 1
        title: 责任清单
        points: 10
        text: 清单公开
        evidence: [{kind: 规范文件, required: true, note: 清单全文}, {kind: 网址}]
      - id: A2
        no: 2
        title: 学法用法
        marking: {levels: [{title: 优, points: 5, when: 每季一次}, {title: 良, points: 2.5}]}
        evidence: [{kind: 实景图片}, {kind: 宣传视频}]
      - {id: A3, no: 3, title: 扣分项, points: 4, marking: {deductions: {rated: true, each: 1, floor: 1}}}
      - {id: A4, title: 机关专项, points: 3, for: [office]}
      - {id: A5, title: 创新加分, marking: {bonus: {rated: true, cap: 2}}}
  - id: Q
    title: 覆盖面
    criteria:
      - id: B1
        title: 执法直播
        marking: {bands: {fact: viewers, table: [{from: 0, points: 0}, {from: 100, points: 5}]}}
      - {id: B2, title: 以案释法, marking: {count: {fact: cases, each: 1, cap: 3}}}
"""
ROUND = """\
pingyi: 1
id: small-2026
title: 示例评议
organizer: 示例市普法办
period: {from: 2026-01-01, to: 2026-12-31}
rubric: rubric.yaml
agencies:
  - {id: edu, name: 教育局, class: office}
  - {id: town, name: 示例镇, class: town}
  - {id: civil, name: 民政局, class: office}
groups: [{id: panel, title: 评议团, seat: 评议员, members: [{id: r1, name: 甲}, {id: r2, name: 乙}]}]
not_applicable: [{agency: civil, criterion: A1, reason: 无此职能}]
"""
PDF = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
SHA = "ab" * 32
# By page, row and column: all that the form of 教育局 asks for, and something of each kind.
WHOLE: Mapping[tuple[str, str, str], Any] = {
    ("~cover", "~report", "text"): "报告.txt",
    ("~cover", "~name", "text"): "张三",
    ("~cover", "~phone", "text"): "0000-66010101",
    ("~self", "A1", "text"): 9.5,
    ("~self", "A2", "text"): "良",
    ("~self", "A3", "text"): "４分",
    ("~self", "A4", "text"): 3,
    ("~facts", "facts/viewers", "text"): "1,200人次",
    ("~facts", "facts/cases", "text"): 7,
    ("~evidence", "A1:规范文件", "title"): "普法责任清单",
    ("~evidence", "A1:规范文件", "where"): "清单.pdf",
    ("~evidence", "A1:规范文件", "date"): "2026年3月5日",
    ("~evidence", "A1:规范文件", "note"): "第一行\n第二行 👨‍👩‍👧 𠮷",
    ("~evidence", "A1:网址", "title"): "公开页面",
    ("~evidence", "A1:网址", "where"): "https://edu.shili.example/list",
    ("~evidence", "A2:实景图片", "title"): "会场",
    ("~evidence", "A2:实景图片", "where"): "会场1.PNG；佐证/会场2.png",
    ("~evidence", "A2:宣传视频", "title"): "宣传片",
    ("~evidence", "A2:宣传视频", "way"): "光盘",
    ("~evidence", "A2:宣传视频", "where"): "盘2026-1",
    ("~evidence", "A2:宣传视频", "sha256"): SHA.upper(),
    ("~evidence", "+1", "label"): "1 责任清单",
    ("~evidence", "+1", "kind"): "规范文件",
    ("~evidence", "+1", "way"): "现场备查",
    ("~evidence", "+1", "title"): "会议记录",
    ("~evidence", "+1", "where"): "示教〔2026〕15号",
    ("~evidence", "+1", "holder"): "办公室",
}
FILES: Mapping[str, bytes] = {
    "报告.txt": "履职报告，共八项 2026年。\n".encode(),
    "清单.pdf": PDF,
    "佐证/会场1.png": PNG,
    "佐证/会场2.png": PNG[:-20] + b"2" + PNG[-20:],
}


@cache
def rubric() -> Rubric:
    """Return a rubric with classes, levels, deductions, a bonus, facts, and evidence of several kinds."""
    return read_rubric(RUBRIC, "rubric.yaml")


@cache
def round_of() -> Round:
    """Return a round of three agencies of two classes; of the third a criterion is not asked."""
    return build(Round, parse(ROUND, "round.yaml"))


def blank_of(agency: str) -> Blank | None:
    """Return the form that an agency would be given now."""
    return blank_for(round_of(), rubric(), agency) if agency in round_of().names else None


def issued(agency: str = "edu", *, key: bytes = KEY, agency_id: str | None = None, **changed: Any) -> bytes:  # noqa: ANN401 - as Blank
    """Return the form of an agency as it goes out, with whatever of it is `changed`."""
    blank = replace(blank_for(round_of(), rubric(), agency, number=7), **changed)
    stream = io.BytesIO()
    write_form(replace(blank, agency=agency_id or agency), stream, key, str)
    return stream.getvalue()


def change(
    data: bytes, answers: Mapping[tuple[str, str, str], Any], do: Callable[[Any], object] | None = None
) -> bytes:
    """Return a form with answers filled in by page, row and column, and whatever else somebody does to it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    pages = {str(sheet["A1"].value).removeprefix("pingyi:").partition("/")[0]: sheet for sheet in book.worksheets}
    for (page, row_id, column_id), value in answers.items():
        sheet = pages[page]
        row = next(cell.row for cell in sheet["A"] if cell.value == row_id)
        column = next(cell.column for cell in sheet[1] if cell.value == column_id)
        sheet.cell(row, column).value = value
    if do is not None:
        do(pages)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_back(data: bytes, key: bytes = KEY) -> Filled:
    """Return what a form says. Raises Problems."""
    sheets = read_worksheets(data, "form.xlsx")
    return read_form(sheets, "form.xlsx", round_id="small-2026", key=key, blank_of=blank_of)


def told(data: bytes, key: bytes = KEY) -> list[str]:
    """Return the problems of a form, each as code and place; empty where it can be read."""
    try:
        read_back(data, key)
    except Problems as problems:
        return [f"{problem.code} {problem.place.sheet} {problem.place.cell}".rstrip() for problem in problems.items]
    return []


def worksheets(data: bytes) -> tuple[Worksheet, ...]:
    """Return the sheets of a workbook."""
    return read_worksheets(data, "form.xlsx")
