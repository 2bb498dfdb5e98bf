"""What stands in the workbook of rounds that use the whole language: vetoes, groups, quotas, events, a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from scoring.engine.results import Results
from scoring.rounds.decision import Decision
from tests.scoring.reports.workbook import editions
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.extended_rounds import (
    EXTENDED,
    agencies,
    decision,
    events,
    markings,
    middle,
    operations,
    preferred,
    quotas,
    several_groups,
    several_groups_refused,
)
from tests.scoring.reports.workbook.rounds import BY_TOTAL, HEAD, MEAN, TWO_PLACES, results_of


def sheet(found: Results, name: str, decided: Decision | None = None) -> Worksheet:
    """Return a sheet with the figures that are stored beside the formulas."""
    return editions.sheet(editions.findings_of(found, decision=decided), name)


def below(page: Worksheet, heading: str, rows: int, *, skip: int = 0) -> list[list[object]]:
    """Return so many rows below the first cell that says `heading`, as wide as the widest of them."""
    top = next(cell.row for row in page.iter_rows() for cell in row if cell.value == heading) + skip
    found = [[cell.value for cell in row] for row in page.iter_rows(min_row=top + 1, max_row=top + rows)]
    width = max(at for row in found for at, value in enumerate(row, start=1) if value is not None)
    return [list(row[:width]) for row in found]


def told(page: Worksheet, label: str) -> list[str]:
    """Return the lines of the notes that stand beside a label."""
    return [line for row in page.iter_rows() if row[0].value == label for line in str(row[1].value).split("\n")]


def lines(found: Results, decided: Decision | None = None) -> list[list[object]]:
    """Return page 1 below its headings, a line for each agency, as wide as the headings."""
    rows = [[cell.value for cell in row] for row in sheet(found, "成绩汇总表", decided).iter_rows()]
    top = next(at for at, row in enumerate(rows) if row[0] == "名次")
    width = sum(value is not None for value in rows[top])
    return [list(row[:width]) for row in rows[top : top + 1 + len(found.rows)]]


def remarks(found: Results) -> dict[object, object]:
    """Return what page 1 remarks on every agency."""
    return {row[1]: row[-1] for row in lines(found)[1:]}


@pytest.mark.parametrize("case", EXTENDED.values(), ids=EXTENDED)
def test_ranks_totals_and_grades_stand_on_page_one(case: Callable[[], Results]) -> None:
    """They are those of the results, in rank order, with those that withdrew last."""
    found = case()
    head, *rows = lines(found)
    columns = [head.index(name) for name in ("名次", "总分", "计算等次")]
    assert [[row[at] for at in columns] for row in rows] == [
        [
            item.placing.rank if item.placing else "—",
            "—" if item.score is None else float(found.shown(item.score)),
            item.grade or "—",
        ]
        for item in found.standings
    ]


def test_inputs_are_in_points_and_say_where_they_come_from() -> None:
    """Signs, counts and votes stand as what they are worth; a veto as yes or no, below the marks."""
    rows = below(sheet(markings(), "评分数据"), "被评议单位", 13, skip=1)
    assert rows == [
        ["示例市甲局", "a", "清单", 5, "panel组", None, 5, 2, 5],
        ["示例市甲局", "b", "活动", 5, "panel组", None, 4.5, 5, 3],
        ["示例市甲局", "c", "扣分项", 10, "panel组", None, 10, 8, 6],
        ["示例市甲局", "d", "创新加分", "—", "panel组", None, 1, 2, 0],
        ["示例市甲局", "e", "通报扣分", "—", "panel组", None, 0, -1, 0],
        ["示例市甲局", "f", "案例数", 6, "填报数据折分", 4.5, None, None, None],
        ["示例市甲局", "g", "迟报", 4, "填报数据折分", 4, None, None, None],
        ["示例市甲局", "h", "表彰", "—", "导入数据折分", 1, None, None, None],
        ["示例市甲局", "i", "投票", 10, "票数折分", 4, None, None, None],
        ["示例市甲局", "j", "满意度", 10, "票数折分", 10, None, None, None],
        ["示例市甲局", "k", "整改", 10, "导入", 9, None, None, None],
        ["示例市甲局", "v", "弄虚作假", "—", "panel组", None, "否", "否", "否"],
        ["示例市甲局", "u", "严重失实", "—", "导入", "否", None, None, None],
    ]


def test_vetoes_say_who_said_yes_and_what_came_of_it() -> None:
    """Yes, answered, holds, outcome for the one that raters decide; one that is awaited has no outcome."""
    assert below(sheet(markings(), "计算过程"), "一票否决", 4, skip=1) == [
        ["示例市甲局", 0, 3, 0, 0, 0, 0],
        ["示例市乙局", 2, 3, 1, 1, 0, 0],
        ["示例市丙局", 1, 3, 0, 0, 1, 1],
        ["示例市丁局", 0, 2, 0, "待交", 0, 0],
    ]
    assert remarks(markings()) == {
        "示例市甲局": None,
        "示例市乙局": "一票否决：弄虚作假",
        "示例市丙局": "一票否决：严重失实",
        "示例市丁局": None,
    }


def test_a_part_of_vetoes_says_whether_any_holds() -> None:
    """On page 1 it is a word and not a score."""
    assert {row[1]: row[-2] for row in lines(quotas())[1:]} == {
        "示例市庚局": "否",
        "示例市甲局": "是",
        "示例市己局": "否",
        "示例市乙局": "否",
        "示例市丙局": "否",
        "示例市丁局": "否",
        "示例市辛局": "否",
        "示例市戊局": "—",
    }


def test_coefficients_have_rows_of_their_own_and_other_classes_no_rows() -> None:
    """An agency's rows are the leaves of its class, then the numbers that nodes read for it."""
    rows = below(sheet(operations(), "评分数据"), "被评议单位", 9, skip=1)
    assert [row[1:6] for row in rows] == [
        ["a", "甲项", 10, "panel组", None],
        ["b", "乙项", 10, "panel组", None],
        ["c", "丙项", 20, "panel组", None],
        ["z1", "甲数", 20, "导入", 15],
        ["x", "共性的系数", "—", "导入", 1.05],
        ["a", "甲项", 10, "panel组", None],
        ["b", "乙项", 10, "panel组", None],
        ["z1", "甲数", 20, "导入", 16],
        ["z2", "乙数", 30, "导入", 21],
    ]


def test_what_another_class_is_asked_is_a_dash() -> None:
    """It is neither 不涉及 nor 0; the scale is the agency's class's own."""
    assert [row[1:] for row in below(sheet(operations(), "分项得分"), "满分", 4)] == [
        [9, 7.67, 17.5, 14.67, 14.67, 15, "—", 37.5, 69.67],
        [9, 7, 15.2, "—", "—", 16, 21, 37, 52.2],
        [9.67, 9, 18, 14, 14, 17, "—", 42.5, 74.5],
        ["—", "—", "—", "—", "—", 18, 30, 48, "—"],
    ]


def test_groups_are_pooled_one_by_one() -> None:
    """Each group's count, drops and value stand beside the raters' values, and the reason where nothing comes out."""
    heading = "评议（评分：panel组60%、council组40%）"
    rows = below(sheet(several_groups(), "评分明细"), heading, 5, skip=1)
    assert [row[8:] for row in rows] == [
        [4, 1, 8.5, 3, 0, 8.333333333333334, "panel组3", "panel组4", 8.433333333333334],
        [4, 1, 8.5, 0, 0, "—", "panel组3", "panel组4", 8.5],
        [4, 1, 9, 1, 0, 10, "panel组2", "panel组1", "人数不足"],
        [2, 0, 10, 2, 0, 7.5, "—", "—", 9],
        [2, 0, 10, 0, 0, "—", "—", "—", "人数不足"],
    ]
    refused = below(sheet(several_groups_refused(), "评分明细"), heading, 5, skip=1)
    assert [row[-1] for row in refused] == [8.433333333333334, "有主体无评分", "人数不足", 9, "有主体无评分"]


def test_both_ends_of_a_sum_of_the_middle_values_are_shown() -> None:
    """Six, five, three and two values, of which three count."""
    rows = below(sheet(middle(), "评分明细"), "评议（评分：panel组）", 4, skip=1)
    assert [row[7:] for row in rows] == [
        [6, 1, 2, "panel组1、panel组3", "panel组5", 46],
        [5, 1, 1, "panel组3", "panel组6", 49],
        [3, 0, 0, "—", "—", 51],
        [2, 0, 0, "—", "—", "人数不足"],
    ]


def test_preferences_are_counted_pair_by_pair() -> None:
    """Rows and columns are agencies: how many raters valued the column's agency higher than the row's."""
    page = sheet(preferred(), "取值过程")
    assert [row[1:6] for row in below(page, "评议：评列单位高于行单位的人数", 5, skip=1)] == [
        [0, 1, 1, 0, 1],
        [2, 0, 2, 0, 0],
        [2, 2, 0, 0, 0],
        [2, 2, 1, 0, 0],
        [1, 2, 1, 0, 0],
    ]
    (key,) = (preferred().tie_words(key.name).render(chinese) for key in preferred().rubric.rank.ties)
    assert list(remarks(preferred()).values()) == [f"按{key}", f"按{key} 并列", f"按{key} 并列", "并列", "并列", None]


def test_quotas_say_who_wants_a_grade_and_who_gets_it() -> None:
    """Class, grade by score, best grade by vetoes; wants, limit, gets for bands with a quota; wants for the others."""
    page = sheet(quotas(), "计算过程")
    top = next(cell.row for row in page.iter_rows() for cell in row if cell.value == "名额类别")
    rows = [[cell.value for cell in row[1:12]] for row in page.iter_rows(min_row=top + 1, max_row=top + 8)]
    assert rows == [
        [1, 1, 3, 0, 1, 0, 0, 2, 0, 1, 0],
        [1, 1, 1, 1, 1, 0, 1, 2, 1, 0, 0],
        [1, 1, 1, 1, 1, 0, 1, 2, 1, 0, 0],
        [1, 1, 1, 1, 1, 0, 1, 2, 0, 1, 0],
        [1, None, 1, 0, 1, 0, 0, 2, 0, 0, 0],
        [2, 1, 1, 1, 0, 0, 1, 2, 1, 0, 0],
        [2, 1, 1, 1, 0, 0, 1, 2, 1, 0, 0],
        [2, None, 1, 0, 0, 0, 0, 2, 0, 0, 0],
    ]
    assert remarks(quotas()) == {
        "示例市庚局": "优秀名额已满",
        "示例市甲局": "并列；一票否决：重大事件",
        "示例市己局": "并列；优秀名额已满",
        "示例市乙局": "并列；优秀名额已满",
        "示例市丙局": "并列；优秀名额已满",
        "示例市丁局": "优秀名额已满；良好名额已满",
        "示例市辛局": None,
        "示例市戊局": "退出评议",
    }


def test_three_grades_stay_three_columns() -> None:
    """Computed, proposed and decided; the renamed agency has its former name, the withdrawn one a line and a reason."""
    assert lines(events(), decision()) == [
        ["名次", "被评议单位", "总分", "计算等次", "建议等次", "审定等次", "评议", "备注"],
        [1, "示例市甲局", 8.67, "优秀", "优秀", "优秀", 8.67, None],
        [2, "示例市丙局", 8.33, "优秀", "优秀", "优秀", 8.33, None],
        [3, "示例市文化和旅游局（原名：示例市乙局）", 7.33, "合格", "合格", "优秀", 7.33, None],
        ["—", "示例市丁局", "—", "—", "—", "—", "—", "退出评议"],
    ]
    page = sheet(events(), "成绩汇总表", decision())
    words = [str(cell.value) for row in page.iter_rows() for cell in row]
    assert [text for text in words if text.startswith(("退出评议：", "审定：", "示例市文化和旅游局："))] == [
        "退出评议：示例市丁局（并入他局）",
        "审定：审定机构：示例市普法工作领导小组；日期：2026-06-01；会议纪要：〔2026〕3号",
        "示例市文化和旅游局：计算合格，审定优秀（年度重点工作突出）",
    ]


def test_a_substitute_has_a_seat_of_the_same_number() -> None:
    """The successor stands right after the predecessor; each has marks for his or her own agencies only."""
    page = sheet(events(), "评分明细")
    heads = next(row for row in page.iter_rows() if row[0].value == "被评议单位")
    assert [cell.value for cell in heads[1:5]] == ["panel组1", "panel组2", "panel组2′", "panel组3"]
    assert [row[1:5] for row in below(page, "被评议单位", 3)] == [
        [9, 9, "未安排", 8],
        [8, 7, "未安排", 7],
        [9, "未安排", 7, 9],
    ]


def test_the_notes_tell_every_rule_event_and_decision() -> None:
    """Markings and operations stand under their nodes; events have their date and reason."""
    notes = sheet(events(), "计分说明", decision())
    assert [line.partition("：")[0] for line in told(notes, "过程变化")] == ["2026-05-06", "2026-05-07", "2026-05-08"]
    assert told(notes, "审定")[-1] == "示例市文化和旅游局：计算合格，审定优秀（年度重点工作突出）"
    rules = [line.strip("　").partition("：")[0] for line in told(sheet(markings(), "计分说明"), "计分方法")]
    titles = ["总分", "评议", "清单", "活动", "扣分项", "创新加分", "通报扣分", "弄虚作假", "数据"]
    assert rules == [*titles, "案例数", "迟报", "表彰", "投票", "满意度", "专项", "整改", "严重失实"]


def test_a_part_too_wide_for_a_page_goes_on_in_the_next_table() -> None:
    """Each table repeats the titles above its columns; what is written for classes without agencies is left out."""
    parts = "".join(
        f"      - {{id: x{at}, title: 第{at}部分, for: [{name}], criteria: ["
        + ", ".join(f"{{id: c{at}-{n}, title: 指标{at}-{n}, points: 2}}" for n in range(12))
        + "]}\n"
        for at, name in enumerate(("one", "two", "three", "four"))
    )
    classes = ", ".join(f"{{id: {name}, title: {name}}}" for name in ("one", "two", "three", "four"))
    rubric = (
        f"{HEAD}{TWO_PLACES}{BY_TOTAL}classes: [{classes}]\nparts:\n"
        f"  - id: p\n    title: 差异化指标\n    by: panel\n    pool: {MEAN}\n    parts:\n{parts}"
    )
    by_class = {"甲": "one", "乙": "two", "丙": "three"}
    marks = {agency: {f"c{at}-{n}": "1 2" for n in range(12)} for at, agency in enumerate(by_class)}
    page = sheet(results_of(rubric, marks, agencies=agencies(*by_class, **by_class)), "分项得分")
    rows = [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()]
    tops = [at for at, row in enumerate(rows) if row[:1] == ["被评议单位"]]
    assert [rows[at] for at in tops] == [["被评议单位", "差异化指标"]] * 2 + [["被评议单位", "差异化指标", "总分"]]
    assert [rows[at + 1] for at in tops] == [["第0部分"], ["第1部分"], ["第2部分", "小计"]]
