"""Score sheets as they go out and come back: a small round, its workbooks, and how people fill them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import openpyxl

from rubrics import Rubric, build, parse, read_rubric
from scoring.rounds import Issues, Round
from scoring.sheets.asked import asked_of
from scoring.sheets.blank import Blank
from scoring.sheets.layout import PER_AGENCY
from scoring.sheets.making import write_score_sheet
from scoring.sheets.reading import read_returned
from scoring.sheets.reception import Reception
from scoring.sheets.returned import Returned
from submissions import Seal

KEY = b"0123456789abcdef" * 4
RUBRIC = """\
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, ties: [Q], share: true}
not_applicable: rescale
parts:
  - id: P
    title: 机制
    by: panel
    reason_below: 60%
    pool: {mean: {}, quorum: 2, incomplete: leave_out}
    criteria:
      - {id: A1, title: 责任清单, points: 10, methods: [document_review], marking: {points: {step: 0.5}}}
      - {id: A2, title: 学法用法, points: 10, methods: [site_visit]}
      - id: A3
        title: 普法活动
        methods: [site_visit]
        marking: {levels: [{title: 优, points: 5}, {title: 良, points: 4}, {title: 差, points: 1}]}
      - {id: A4, title: 公示, marking: {checklist: [{title: 目录, points: 1}, {title: 全文, points: 2}]}}
  - id: Q
    title: 实效
    by: panel
    pool: {mean: {}, quorum: 2, incomplete: leave_out}
    criteria:
      - {id: B1, title: 群众评价, points: 4}
      - {id: V1, title: 重大事件, marking: {veto: {rated: any, score: 0}}}
"""
ROUND = """\
pingyi: 1
id: small-2026
title: 示例评议
organizer: 示例市普法办
rubric: rubric.yaml
agencies:
  - {id: a, name: 教育局}
  - {id: b, name: 教育局考试中心}
  - {id: c, name: 丙局}
  - {id: d, name: 丁局}
groups:
  - id: panel
    title: 评议团
    seat: 评议员
    members: [{id: r1, name: 张三}, {id: r2, name: 李四}, {id: r3, name: 李四光}]
recusals: [{rater: r1, agency: d, reason: 曾任职}]
not_applicable: [{agency: c, criterion: A4, reason: 无此职能}]
"""
FULL = {"A1": 8.5, "A2": 9, "A3": "优", "A4": "×√", "B1": 3, "V1": "否"}
Change = Callable[[Any], object]


@dataclass
class Office:
    """The office of a small round: it issues workbooks and takes them in again."""

    rubric_yaml: str = RUBRIC
    round_yaml: str = ROUND
    key: bytes = KEY
    issues: Issues = field(default_factory=Issues)
    seals: list[Seal] = field(default_factory=list)

    @property
    def rubric(self) -> Rubric:
        """The rubric as it is now."""
        return read_rubric(self.rubric_yaml, "rubric.yaml")

    @property
    def round(self) -> Round:
        """The round as it is now."""
        return build(Round, parse(self.round_yaml, "round.yaml"))

    @property
    def reception(self) -> Reception:
        """The desk at which sheets are handed in."""
        return Reception(self.round, self.rubric, self.key, self.issues)

    def issue(self, rater: str = "r1", *, layout: str = PER_AGENCY, method: str | None = None) -> bytes:
        """Return a workbook to fill in; it stands in the register."""
        desk, round_ = self.reception, self.round
        asked = asked_of(round_, tuple(desk.leaves.values()), desk.expected, rater, method)
        number = self.issues.next_number
        blank = Blank(round_, self.rubric, asked, round_.raters[rater], number, self.key, str, layout, method)
        issued = blank.issued("2026-05-01T09:00:00+08:00", "王办")
        self.issues = self.issues.model_copy(update={"issued": (*self.issues.issued, issued)})
        self.seals.append(blank.seal)
        stream = io.BytesIO()
        write_score_sheet(blank, stream)
        return stream.getvalue()

    def resealed(self, data: bytes, **changes: object) -> bytes:
        """Return the workbook issued last with its seal changed, as only the office itself could do it."""
        seal = replace(self.seals[-1], **changes)  # type: ignore[arg-type]

        def change(book: Any) -> None:  # noqa: ANN401 - untyped in openpyxl
            for row, text in enumerate(seal.cells(self.key), start=1):
                book["pingyi"].cell(row, 1).value = text

        return edited(data, change)

    def take(self, data: bytes, file: str = "back.xlsx") -> Returned:
        """Return what a workbook that came back says."""
        return read_returned(data, file, self.reception)


def edited(data: bytes, *changes: Change) -> bytes:
    """Return a workbook after something was done to it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for change in changes:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def page(book: Any, page_id: str) -> Any:  # noqa: ANN401 - untyped in openpyxl
    """Return the first sheet that bears a page's id."""
    return next(sheet for sheet in book.worksheets if sheet.cell(1, 1).value == f"pingyi:{page_id}")


def spot(sheet: Any, row_id: str, column_id: str) -> Any:  # noqa: ANN401 - as above
    """Return the cell of a field."""
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == row_id)
    column = next(at for at in range(2, sheet.max_column + 1) if sheet.cell(1, at).value == column_id)
    return sheet.cell(row, column)


def put(page_id: str, row_id: str, column_id: str, value: object) -> Change:
    """Return the filling in of one field."""

    def change(book: Any) -> None:  # noqa: ANN401 - as above
        spot(page(book, page_id), row_id, column_id).value = value

    return change


def marks(page_id: str, values: Mapping[str, object]) -> Change:
    """Return the filling in of marks on an agency's page, by criterion."""

    def change(book: Any) -> None:  # noqa: ANN401 - as above
        for criterion, value in values.items():
            spot(page(book, page_id), criterion, "mark").value = value

    return change
