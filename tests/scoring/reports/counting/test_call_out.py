"""Tests of scoring.reports.counting.call_out: a page an agency, with every mark, every sum and what they came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.engine.results import Results
from scoring.reports.counting.call_out import call_out_name, write_call_out
from scoring.reports.findings import Findings
from scoring.rounds import Check, Intake, Sheet
from tests.scoring.reports.workbook.rounds import BY_TOTAL, HEAD, TWO_PLACES, results_of

TRIMMED = "pool: {trimmed_mean: {drop: 1, when_more_than: 2}, incomplete: leave_out}"
TWO = f"""{HEAD}{TWO_PLACES}{BY_TOTAL}parts:
  - id: p
    title: 机制
    by: panel
    {TRIMMED}
    criteria:
      - {{id: a, title: 责任清单, points: 10}}
      - {{id: b, title: 等级, marking: {{levels: [{{title: 优, points: 5}}, {{title: 良, points: 3}}]}}}}
  - {{id: c, title: 实效, by: council, pool: {{mean: {{}}, incomplete: leave_out}}, points: 10}}
"""


def marked(**settings: Any) -> Results:  # noqa: ANN401 - fields of a round
    """Return a round of two groups; of y one sheet is awaited, and one rater is recused."""
    rows = {
        "x": {"a": "8 9 10", "b": "优 良 优", "c": "7.5 8"},
        "y": {"a": "8 9 -", "b": "优 良 -", "c": "回避 8"},
    }
    return results_of(TWO, rows, **settings)


def typed(number: int, agency: str, total: str) -> Intake:
    """Return an intake with the sum on the first seat's paper."""
    check = Check(way="read_back", by="李四")
    sheet = Sheet(agency=agency, rater="panel-1", marks={"a": "8", "b": "优"}, total=total)
    at = "2026-03-01T09:00:00+08:00"
    return Intake(
        pingyi=1, number=number, at=at, by="张三", way="typed", asked=("a", "b"), check=check, sheets=(sheet,)
    )


def pages(results: Results, *intakes: Intake) -> Sequence[Worksheet]:
    """Return the sheets of the call-out list."""
    stream = BytesIO()
    write_call_out(Findings(results, str, "0"), intakes, stream)
    return load_workbook(stream).worksheets


def rows(page: Worksheet) -> list[list[object]]:
    """Return the rows of a page, without cells that are empty."""
    return [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()]


def test_the_page_of_an_agency() -> None:
    """Marks as they were given, what each rater's add up to, the paper's own sum, and who was dropped."""
    page = pages(marked(), typed(1, "x", "13.0"), typed(2, "y", "14"))[0]
    assert rows(page)[2:] == [
        ["panel组"],
        ["seat", "责任清单", "等级", "sum of items", "total on the paper", "note"],
        ["full marks", 10, 5],
        ["panel组1", 8, "优", 13, "13.0"],
        ["panel组2", 9, "良", 12],
        ["panel组3", 10, "优", 15],
        ["机制: what the marks came to; dropped: highest panel组3, lowest panel组2", 13],
        ["council组"],
        ["seat", "实效", "sum of items", "total on the paper", "note"],
        ["full marks", 10],
        ["council组1", 7.5, 7.5],
        ["council组2", 8, 8],
        ["实效: what the marks came to", 7.75],
        ["score"],
        ["机制", 13],
        ["实效", 7.75],
        ["total score", 20.75],
        ["rank", 1],
        [],
        ["　".join(f"{who} by: ＿＿＿＿＿＿" for who in ("Called out", "Counted", "Checked", "Supervised"))],
    ]


def test_what_is_open_and_what_disagrees() -> None:
    """Why there is no mark stands where the mark would, with the reason; a sum that differs is pointed out."""
    results = marked(recusals=[{"rater": "council-1", "agency": "y", "reason": "曾任职"}])
    page = pages(results, typed(1, "y", "14"))[1]
    assert rows(page)[5:18] == [
        ["panel组1", 8, "优", 13, "14", "differs from the paper"],
        ["panel组2", 9, "良", 12],
        ["panel组3", "awaited", "awaited"],
        ["机制: what the marks came to", "—"],
        ["council组"],
        ["seat", "实效", "sum of items", "total on the paper", "note"],
        ["full marks", 10],
        ["council组1", "recused", "recused: 曾任职"],
        ["council组2", 8, 8],
        ["实效: what the marks came to", 8],
        ["score"],
        ["机制", "—"],
        ["实效", 8],
    ]


def test_why_marks_are_void() -> None:
    """By the rule, and never by the reason that the rater gave for a mark; or as the office said."""
    rubric = TWO.replace("drop: 1, when_more_than: 2}", "drop: 1, when_more_than: 2}, alike: void")
    row = {"a": "8 9 作废", "b": "良 优 作废", "c": "8 8"}
    results = results_of(rubric, {"x": row, "y": {"a": "8 7 6", "b": "良 优 良", "c": "8 8"}})
    marks = {key: replace(mark, remark=f"{key[1]}所写") for key, mark in results.collected.marks.items()}
    page = pages(replace(results, collected=replace(results.collected, marks=marks)))[0]
    assert [row for row in rows(page) if row[:1] in (["panel组1"], ["panel组3"])] == [
        ["panel组1", "void", "void", "void: the same marks for all agencies"],
        ["panel组3", "void", "void", "void: panel-3所写"],
    ]


def test_pages_stand_in_reporting_order() -> None:
    """Numbered as they report; whoever withdrew has none."""
    agencies = [{"id": name, "name": f"{name}局", "presents": 3 - n} for n, name in enumerate("xy", start=1)]
    assert [page.title for page in pages(marked(agencies=agencies, date="2026-03-01"))] == ["1 y局", "2 x局"]
    gone = [{"date": "2026-03-01", "reason": "撤并", "withdrawn": {"agency": "y"}}]
    assert [page.title for page in pages(marked(events=gone))] == ["1 示例市x局"]
    title = "试验    No. 1 in reporting order    Date: 2026-03-01    preliminary result"
    assert rows(pages(marked(title="试验", date="2026-03-01"))[0])[:2] == [["Call-out list: 示例市x局"], [title]]


def test_a_group_that_marks_nothing_of_an_agency() -> None:
    """It has no table; a veto of raters is shown and not added up."""
    rubric = TWO.replace("title: 实效,", "title: 实效, for: [big],") + (
        "classes: [{id: big, title: 大}, {id: small, title: 小}]\n"
        "criteria: [{id: v, title: 否决, by: panel, marking: {veto: {rated: any, score: 0}}}]\n"
    )
    agencies = [{"id": "x", "name": "甲", "class": "small"}, {"id": "y", "name": "乙", "class": "big"}]
    found = results_of(
        rubric,
        {"x": {"a": "8 9", "b": "优 良", "v": "否 否"}, "y": {"a": "8 9", "b": "优 优", "v": "是 否", "c": "8 8"}},
        agencies=agencies,
    )
    first, second = pages(found)
    assert ["council组"] not in rows(first)
    assert ["panel组1", 8, "优", "否", 13] in rows(first)
    assert ["council组"] in rows(second)
    assert ["panel组1", 8, "优", "是", 13] in rows(second)


def test_two_groups_in_one_pool() -> None:
    """Each group's table names who of it was dropped, and none of the other."""
    each = "{trimmed_mean: {drop: 1, when_more_than: 2}}"
    pool = f"{{groups: {{panel: 60, council: 40}}, each: {each}, empty_group: refuse, incomplete: leave_out}}"
    item = "{id: a, title: 责任清单, points: 10}"
    rubric = f"{HEAD}{TWO_PLACES}{BY_TOTAL}parts: [{{id: p, title: 机制, pool: {pool}, criteria: [{item}]}}]\n"
    page = pages(results_of(rubric, {"x": {"a": "7 8 9 | 5 6 10"}}))[0]
    told = [row[0] for row in rows(page) if str(row[:1]).startswith("['机制: ")]
    assert told == [
        f"机制: what the marks came to; dropped: highest {group}组3, lowest {group}组1"
        for group in ("panel", "council")
    ]


def test_many_criteria_are_added_up_by_part() -> None:
    """More than a dozen do not stand side by side: each part has a column, with the state of what is missing."""
    criteria = {n: ", ".join(f"{{id: c{n}{m}, title: 目, points: 2}}" for m in range(5)) for n in range(3)}
    parts = "".join(f"      - {{id: p{n}, title: 第{n}项, criteria: [{held}]}}\n" for n, held in criteria.items())
    top = f"parts:\n  - id: p\n    title: 机制\n    by: panel\n    {TRIMMED}\n    parts:\n"
    rubric = f"{HEAD}{TWO_PLACES}{BY_TOTAL}{top}{parts}"
    held = {f"c{n}{m}": "2 1.5 -" if (n, m) == (2, 4) else "2 1.5 2" for n in range(3) for m in range(5)}
    (page,) = pages(results_of(rubric, {"x": held}))
    assert rows(page)[3:8] == [
        ["seat", "第0项", "第1项", "第2项", "sum of items", "total on the paper", "note"],
        ["full marks", 10, 10, 10],
        ["panel组1", 10, 10, 10, 30],
        ["panel组2", 7.5, 7.5, 7.5, 22.5],
        ["panel组3", 10, 10, "awaited", 28],
    ]


def test_not_applicable_to_all() -> None:
    """What does not concern the agency says so in the cell."""
    spared = [{"agency": "x", "criterion": "a", "reason": "无此职能"}]
    rubric = TWO.replace("basis: 试验\n", "basis: 试验\nnot_applicable: rescale\n")
    rows_ = {"x": {"b": "优 良 优", "c": "7.5 8"}}
    page = pages(results_of(rubric, rows_, not_applicable=spared))[0]
    assert rows(page)[5] == ["panel组1", "not applicable", "优", 5, "not applicable: 无此职能"]


def test_the_page_is_upright_unless_it_is_wide() -> None:
    """A dozen criteria lie across."""
    criteria = ", ".join(f"{{id: c{n}, title: 很长很长的考核内容, points: 5}}" for n in range(12))
    rubric = (
        f"{HEAD}{TWO_PLACES}{BY_TOTAL}parts: [{{id: p, title: 机制, by: panel, {TRIMMED}, criteria: [{criteria}]}}]\n"
    )
    wide = results_of(rubric, {"x": {f"c{n}": "5 5 5" for n in range(12)}})
    assert [pages(found)[0].page_setup.orientation for found in (marked(), wide)] == ["portrait", "landscape"]


def test_the_same_round_gives_the_same_bytes() -> None:
    """And the file has a name."""
    found = []
    for _ in range(2):
        stream = BytesIO()
        write_call_out(Findings(marked(), str, "0"), [], stream)
        found.append(stream.getvalue())
    assert found[0] == found[1]
    assert call_out_name(Findings(marked(), str, "0")) == "round-call-out-list.xlsx"
