"""What a page shows of long names, many rules, huge numbers, and of matters that are not open."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from scoring.engine.results import Results
from tests.scoring.reports.workbook.editions import findings_of, sheet
from tests.scoring.reports.workbook.rounds import MEAN, open_matters, panel_rubric, results_of, tied

LONG = "示例市人力资源和社会保障局（示例市社会保险基金管理局、示例市劳动人事争议仲裁院）"
HIGHEST_ROW = 409


def page(found: Results, name: str, *, values: bool = True) -> Worksheet:
    """Return a sheet of the Chinese workbook."""
    return sheet(findings_of(found), name, values=values)


def said(found: Results) -> list[str]:
    """Return which open matters page 1 speaks of."""
    words = ("未排名", "名次并列", "同分区分")
    cells = (str(cell.value) for row in page(found, "成绩汇总表").iter_rows() for cell in row)
    return [text.partition("：")[0] for text in cells if text.startswith(words)]


def named(name: str) -> Results:
    """Return a round with one agency of this name and one with a short name."""
    agencies = [{"id": "甲", "name": name}, {"id": "乙", "name": "乙局"}]
    return results_of(panel_rubric(MEAN), {"甲": {"a": "9", "b": "9"}, "乙": {"a": "8", "b": "8"}}, agencies=agencies)


def test_only_what_is_open_is_printed() -> None:
    """A matter that is not open leaves its line empty; a changed mark may fill it."""
    assert said(open_matters()) == ["未排名"]
    assert said(tied()) == ["名次并列", "同分区分"]
    assert said(named("甲局")) == []


@pytest.mark.parametrize(("name", "height", "size"), [("甲局", 31, 14), (LONG, 63, 14), ("长" * 300, 31, 11)])
def test_a_long_name_has_room_on_page_one(name: str, height: int, size: int) -> None:
    """All lines are as high as the longest name needs, as they re-sort; one beyond all measure is set smaller."""
    made = page(named(name), "成绩汇总表")
    top = next(cell.row for row in made.iter_rows() for cell in row if cell.value == "名次")
    # In whole points: XlsxWriter keeps a height as it is, or from 3.3 on to the nearest pixel below.
    assert [round(made.row_dimensions[top + line].height or 0) for line in (1, 2)] == [height, height]
    assert made.cell(top + 1, 2).font.size == size


def test_a_long_name_is_set_smaller_elsewhere() -> None:
    """Its rows have one height, so it would be cut if it were wrapped."""
    cells = [cell for row in page(named(LONG), "评分数据").iter_rows() for cell in row if cell.value == LONG]
    assert {(cell.alignment.shrink_to_fit, cell.alignment.wrap_text) for cell in cells} == {(True, None)}


def test_rules_that_fill_more_than_a_row_go_on_in_the_next() -> None:
    """No row of the notes needs more than the greatest height there is, and no line of them is lost."""
    parts = (f"{{id: x{n}, title: 第{n}部分, criteria: [{{id: y{n}, title: 指标{n}, points: 1}}]}}" for n in range(60))
    items = "parts: [{}]".format(", ".join(parts))
    found = results_of(panel_rubric(MEAN, items=items), {"甲": {f"y{n}": "1" for n in range(60)}})
    made = page(found, "计分说明")
    rows = [(row[0].value, str(row[1].value), row[0].row or 0) for row in made.iter_rows(min_row=2)]
    first = next(at for at, row in enumerate(rows) if row[0] == "计分方法")
    last = next(at for at, row in enumerate(rows) if row[0] == "取位")
    rules = rows[first:last]
    assert [label for label, _, _ in rules] == ["计分方法", "", ""]
    assert [line.strip("　") for _, text, _ in rules for line in text.split("\n")][-1].startswith("第59部分")
    assert sum(len(text.split("\n")) for _, text, _ in rules) == 62
    assert max(made.row_dimensions[at].height for _, _, at in rules) <= HIGHEST_ROW


def test_totals_that_doubles_cannot_tell_apart_get_fixed_ranks() -> None:
    """At this size neighbouring whole numbers are the same double: the rank is a value and not a formula."""
    rubric = panel_rubric(MEAN, items="criteria: [{id: a, title: 甲项, points: 1000000000000000000000}]")
    marks = {"甲": {"a": "999999999999999999999"}, "乙": {"a": "999999999999999999998"}}
    made = page(results_of(rubric, marks), "计算过程", values=False)
    top = next(row for row in made.iter_rows() if any(cell.value == "名次" for cell in row))
    column = next(cell for cell in top if cell.value == "名次")
    assert [made.cell(column.row + at, column.column).value for at in (1, 2)] == [1, 2]
    ties = next(cell for row in made.iter_rows() for cell in row if cell.value == "同分处理")
    assert [made.cell(ties.row + at, ties.column).value for at in (1, 2)] == ['=""', '=""']
