"""What stands in the workbook before any program recalculates it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rubrics import say
from scoring.engine.results import Results, results
from scoring.reports.findings import MOST_LIVE, Findings
from scoring.reports.workbook.editions import write_detail, write_for_approval
from scoring.rounds import Collected
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.editions import findings_of, written
from tests.scoring.reports.workbook.rounds import (
    CASES,
    MEAN,
    half_even,
    open_matters,
    panel_rubric,
    results_of,
    spared_rescaled,
    tied,
    trimmed,
)

AGENCIES = ["示例市甲局", "示例市乙局", "示例市丙局"]
SHEETS = ["成绩汇总表", "分项得分", "评分明细", *AGENCIES, "评分数据", "取值过程", "计算过程", "计分说明"]


def workbook_bytes(found: Results) -> bytes:
    """Return the internal details in Chinese."""
    return written(write_detail, findings_of(found, notices=(say("a notice"),)))


def sheet(found: Results, name: str, *, values: bool = True) -> Worksheet:
    """Return a sheet with the figures that are stored beside the formulas, or with the formulas."""
    book = load_workbook(BytesIO(workbook_bytes(found)), data_only=values)
    made = book[name]
    assert isinstance(made, Worksheet)
    return made


def table(page: Worksheet, heading: str, rows: int, *, skip: int = 0) -> list[list[object]]:
    """Return so many rows below the first cell that says `heading`."""
    top = next(cell.row for row in page.iter_rows() for cell in row if cell.value == heading)
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=top + 1 + skip, max_row=top + skip + rows)]


def figure(value: Fraction | None) -> object:
    """Return a score as a cell holds it."""
    return "—" if value is None else float(value)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_page_one_holds_the_standings(case: Callable[[], Results]) -> None:
    """Rank, name, shown total, grade and shown parts of every agency stand in rank order."""
    found = case()
    parts = found.tree.children
    lines = [
        [
            standing.placing.rank if standing.placing else "—",
            standing.name,
            figure(None if standing.score is None else found.shown(standing.score)),
            standing.grade or "—",
            *(_part(found, part.id, standing.agency) for part in parts),
        ]
        for standing in found.standings
    ]
    page = sheet(found, "成绩汇总表")
    assert [row[: 4 + len(parts)] for row in table(page, "名次", len(lines))] == lines


def _part(found: Results, part: str, agency: str) -> object:
    score = found.score(part, agency)
    spared = found.rubric.not_applicable == "rescale" and agency == "丙" and part == "y"
    return "不涉及" if spared else figure(None if score is None else found.shown(score))


def test_ties_say_what_decided_them() -> None:
    """The key that separated, and what is still shared, stand in the last column."""
    words = [row[-1] for row in table(sheet(tied(), "成绩汇总表"), "名次", 6)]
    best, mean, panel = (tied().tie_words(key).render(chinese) for key in ("best_mark:p", "untrimmed:q", "p"))
    assert words == [None, f"按{best}", f"按{mean}", f"按{mean} 并列", f"按{mean} 并列", f"按{panel}"]


def test_open_agencies_say_why() -> None:
    """The lines below the table name what is missing, and nothing else is open."""
    page = sheet(open_matters(), "成绩汇总表")
    found = [cell.value for row in page.iter_rows() for cell in row if str(cell.value).startswith("未排名")]
    assert found == ["未排名：示例市甲局（评议待交）；示例市乙局（评议人数不足）；示例市丙局（网上投票缺数据）"]


def test_raters_are_seats_and_the_dropped_are_named() -> None:
    """Values, states as words, how many are present, who is dropped and what comes out: never a rater's id or name."""
    assert table(sheet(trimmed(), "评分明细"), "被评议单位", 3) == [
        ["示例市甲局", 17, 16, 19, 16, 16, 18, 16, 7, 1, "panel组3", "panel组2", 16.6],
        ["示例市乙局", 17, "回避", 17, 17, 17, 17, 16, 6, 1, "panel组1", "panel组7", 16.75 + 0.25],
        ["示例市丙局", 10, 11, "缺席", 17, 18, "未安排", 16, 5, 0, "—", "—", 14.4],
    ]


def test_marks_stand_as_they_were_entered() -> None:
    """Numbers are points; what is missing is a word; other groups' seats are empty."""
    rows = table(sheet(spared_rescaled(), "评分数据"), "被评议单位", 5, skip=1)
    assert rows == [
        ["示例市甲局", "a", "甲项", 10, "panel组", None, 9, 8, 10],
        ["示例市甲局", "b", "乙项", 10, "panel组", None, 8, 8, 9],
        ["示例市甲局", "c", "丙项", 20, "panel组", None, 18, 17, 16],
        ["示例市乙局", "a", "甲项", 10, "panel组", None, 9, 9, 9],
        ["示例市乙局", "b", "乙项", 10, "panel组", None, "不涉及", "不涉及", "不涉及"],
    ]


def test_sheets_stand_in_order() -> None:
    """What is signed comes first, what explains it last."""
    assert load_workbook(BytesIO(workbook_bytes(trimmed()))).sheetnames == SHEETS


def test_the_same_results_give_the_same_bytes() -> None:
    """No clock and no chance enters the file."""
    assert workbook_bytes(trimmed()) == workbook_bytes(trimmed())


def test_the_order_of_marks_changes_nothing() -> None:
    """The same marks in another order make the same file."""
    found = tied()
    turned = Collected(dict(reversed(list(found.collected.marks.items()))))
    assert workbook_bytes(results(found.rubric, found.round, turned)) == workbook_bytes(found)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "https://example.org"])
def test_text_never_becomes_a_formula(text: str) -> None:
    """Names, titles and organizers that look like formulas or links stay text."""
    rubric = panel_rubric(MEAN, items=f'criteria: [{{id: a, title: "{text}", points: 20}}]')
    agencies = [{"id": "甲", "name": text}, {"id": "乙", "name": "乙局"}]
    found = results_of(rubric, {"甲": {"a": "9"}, "乙": {"a": "8"}}, agencies=agencies, title=text, organizer=text)
    book = load_workbook(BytesIO(workbook_bytes(found)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value == text]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(cells)


def test_beyond_sixty_agencies_figures_are_values() -> None:
    """No formula is written, every figure is there, and the notes say so."""
    marks = {f"a{at}": {"a": f"{at % 7 + 1} 5 6", "b": "8 7.5 9"} for at in range(MOST_LIVE + 1)}
    found = results_of(panel_rubric(MEAN), marks)
    book = load_workbook(BytesIO(workbook_bytes(found)))
    assert [cell.coordinate for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"] == []
    lines = table(sheet(found, "成绩汇总表"), "名次", MOST_LIVE + 1)
    expected = [[item.placing.rank, item.name] for item in found.standings if item.placing]
    assert [line[:2] for line in lines] == expected
    notes = sheet(found, "计分说明")
    assert [row[1].value for row in notes.iter_rows() if row[0].value == "公式"] == [
        "单位超过60个，全部数字为数值而不是公式，改动评分不会重算。"
    ]


def test_what_doubles_cannot_decide_is_a_value_and_listed() -> None:
    """A total within 1e-9 of a half cent holds its value; the notes name the cells."""
    items = "criteria: [{id: a, title: 甲项, points: 10}], subtract: {from: late}"
    late = {"late": {"甲": "0.0050000000001", "乙": "0"}}
    found = results_of(panel_rubric(MEAN, items=items), {"甲": {"a": "9"}, "乙": {"a": "8"}}, imports=late)
    page = sheet(found, "成绩汇总表", values=False)
    assert [row[2] for row in table(sheet(found, "成绩汇总表"), "名次", 2)] == [8.99, 8]
    assert str(page["C6"].value).startswith("=INDEX")
    listed = [row[1].value for row in sheet(found, "计分说明").iter_rows() if row[0].value == "公式"]
    expected = (
        "全部数字为公式，改动评分数据后自动重算。\n下列单元格为数值而不是公式：\n"
        "分项得分 C6：数值离界限太近，电子表格无法判定\n"
        "分项得分 D6：数值离界限太近，电子表格无法判定\n"
        "计算过程 C6：数值离界限太近，电子表格无法判定"
    )
    assert listed == [expected]


def test_a_long_list_of_who_was_dropped_is_whole() -> None:
    """The formula takes off the first comma and leaves as much as a cell can hold."""
    book = load_workbook(BytesIO(written(write_detail, findings_of(CASES["trimmed"]()))))
    lists = [str(cell.value) for row in book["评分明细"].iter_rows() for cell in row if "MID(" in str(cell.value)]
    assert {text.rpartition(",")[2] for text in lists} == {"32767))"}


def test_words_are_msgids_without_a_catalogue() -> None:
    """The workbook can be written in English as it stands in the code."""
    data = written(write_for_approval, Findings(half_even(), str, "0.1.0"))
    assert load_workbook(BytesIO(data)).sheetnames == [
        "Summary of results", "Scores by part", "How it was worked out", "Notes on scoring",
    ]  # fmt: skip
