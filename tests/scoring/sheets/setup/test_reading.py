"""Tests of scoring.sheets.setup.reading: what an office types is understood, or told with sheet and cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from rubrics import Problems
from rubrics.markings import Level
from scoring.sheets.setup import read_setup
from scoring.sheets.setup.pages import AGENCIES, CRITERIA, OTHERS, PANEL, RULES, SITES
from tests.scoring.sheets.setup.workbooks import Book, changed, setup_of, told, workbook

C, A, P, S, R, OTHER = "Criteria", "Agencies evaluated", "Panel", "Sites", "Rules of counting", "Other settings"


def test_rows_that_are_added() -> None:
    """New rows need no ids: these are made, and unlike all that are there."""
    data = changed(
        (CRITERIA, 6, "level1", "新的部分"),
        (CRITERIA, 6, "by", "评议团"),
        (CRITERIA, 7, "level2", "新的指标"),
        (CRITERIA, 7, "points", "３分"),
        (CRITERIA, 7, "methods", "实地察看，座谈了解"),
        (CRITERIA, 7, "marking", "档次"),
        (CRITERIA, 7, "content", "优（3分）：经常\n差 1分"),
        (CRITERIA, 7, "evidence", "照片（必须）：两张\n说明"),
        (AGENCIES, 4, "name", "丁镇"),
        (AGENCIES, 4, "class", "乡镇"),
        (PANEL, 4, "name", "四"),
        (PANEL, 4, "recusals", "丁镇：亲属\n甲局：曾任职"),
        (SITES, 2, "agency", "丁镇"),
        (SITES, 2, "place", "文化站"),
        (SITES, 2, "date", "2026年5月7日"),
    )
    book = Book(data)
    pool = book.find(RULES, "计分取值／取值办法", "P")
    for row, field, value in ((40, "计分取值／取值办法", "平均值"), (41, "评分不全", "")):
        book.cell(RULES, row, "where").value = "指标 4 新的部分"
        book.cell(RULES, row, "field").value = field if value else "计分取值／评分不全"
        book.cell(RULES, row, "value").value = value or "不计"
    assert pool > 0
    found = read_setup(book.data(), "x.xlsx")
    part = found.rubric.parts[3]
    assert (part.id, part.by, part.criteria[0].id, str(part.criteria[0].points)) == ("4", "panel", "4.1", "3")
    assert part.criteria[0].methods == ("site_visit", "interview")
    assert part.criteria[0].rule.levels == (
        Level(title="优", points=Decimal(3), when="经常"),
        Level(title="差", points=Decimal(1)),
    )
    assert [(item.kind, item.required, item.note) for item in part.criteria[0].evidence] == [
        ("照片", True, "两张"),
        ("说明", False, None),
    ]
    assert [(agency.id, agency.agency_class) for agency in found.round.agencies][3] == ("a4", "town")
    assert found.round.groups[0].members[3].id == "r4"
    assert [(one.rater, one.agency) for one in found.round.recusals] == [("r3", "b"), ("r4", "a4"), ("r4", "a")]
    assert (found.round.sites[1].id, found.round.sites[1].agency, found.round.sites[1].date) == (
        "s2",
        "a4",
        "2026-05-07",
    )


def test_ids_that_are_known_by_name() -> None:
    """A row that lost its id gets the one that the round has for this name, wherever it stands now."""
    setup = setup_of()
    cells = [(AGENCIES, row, "id", None) for row in (1, 2, 3)] + [(PANEL, row, "id", None) for row in (1, 2, 3)]
    cells += [(PANEL, row, "group_id", None) for row in (1, 2, 3)] + [(SITES, 1, "id", None)]
    cells += [(CRITERIA, row, "id", None) for row in (1, 2, 3)]
    assert read_setup(changed(*cells), "x.xlsx", setup) == setup


def test_part_and_indicator_in_one_row() -> None:
    """A part may stand in the row of its first indicator, and be repeated in the rows below it."""
    data = changed(
        (CRITERIA, 6, "level1", "新的部分"),
        (CRITERIA, 6, "level2", "甲项"),
        (CRITERIA, 6, "marking", "加分"),
        (CRITERIA, 6, "content", "导入：awards\n上限：2"),
        (CRITERIA, 7, "level1", "新的部分"),
        (CRITERIA, 7, "level2", "乙项"),
        (CRITERIA, 7, "marking", "减分"),
        (CRITERIA, 7, "content", "事实数据：案件数"),
    )
    part = read_setup(data, "x.xlsx").rubric.parts[3]
    assert [(one.id, one.title, one.rule.name) for one in part.criteria] == [
        ("4.1", "甲项", "bonus"),
        ("4.2", "乙项", "penalty"),
    ]


def test_extras_stand_directly_below_the_total() -> None:
    """A veto of the first level is a criterion, not a part."""
    data = changed(
        (CRITERIA, 6, "level1", "一票否决"),
        (CRITERIA, 6, "marking", "一票否决"),
        (CRITERIA, 6, "content", "事实数据：cases\n最高等次：合格"),
    )
    assert [one.title for one in read_setup(data, "x.xlsx").rubric.criteria] == ["一票否决"]


DAMAGE = {
    "no title": (((CRITERIA, 6, "points", 3),), [(C, "G10", "SETUP-TITLE")]),
    "level skipped": (((CRITERIA, 1, "level1", None), (CRITERIA, 1, "level3", "机制")), [(C, "F5", "SETUP-LEVEL")]),
    "not a marking": (((CRITERIA, 3, "marking", "打星"),), [(C, "L7", "SETUP-MARKING")]),
    "no marking chosen": (((CRITERIA, 3, "marking", None),), [(C, "M7", "SETUP-MARKING")]),
    "a part is marked": (((CRITERIA, 1, "marking", "打分"),), [(C, "L5", "SETUP-MARKING")]),
    "a line nobody reads": (((CRITERIA, 3, "content", "优秀"),), [(C, "M7", "SETUP-LINE")]),
    "points in words": (((CRITERIA, 2, "points", "四分"),), [(C, "G6", "SHAPE-VALUE")]),
    "id with a space": (((CRITERIA, 2, "id", "A 1"),), [(C, "B6", "SHAPE-VALUE")]),
    "id twice": (((CRITERIA, 2, "id", "A2"),), [(C, "B7", "ID-TWICE")]),
    "class nobody knows": (((AGENCIES, 2, "class", "街道"),), [(A, "D6", "ROUND-CLASS")]),
    "order twice": (((AGENCIES, 2, "presents", 2),), [(A, "E6", "ROUND-ORDER")]),
    "order in words": (((AGENCIES, 2, "presents", "第一"),), [(A, "E6", "SHAPE-VALUE")]),
    "name missing": (((AGENCIES, 3, "name", None), (SITES, 1, "agency", "c")), [(A, "C7", "SHAPE-MISSING")]),
    "member without name": (((PANEL, 2, "name", None),), [(P, "F6", "SHAPE-MISSING")]),
    "seats called two ways": (((PANEL, 2, "seat", "委员"),), [(P, "D6", "SETUP-TWICE")]),
    "recusal without reason": (((PANEL, 3, "recusals", "乙局"),), [(P, "H7", "SETUP-LINE")]),
    "recusal from nobody": (((PANEL, 3, "recusals", "戊局：亲属"),), [(P, "H7", "ROUND-UNKNOWN")]),
    "site of nobody": (((SITES, 1, "agency", "e"),), [(S, "C5", "ROUND-UNKNOWN")]),
    "site without agency": (((SITES, 1, "agency", None),), [(S, "C5", "SHAPE-MISSING")]),
    "site of no group": (((SITES, 1, "group", "g"),), [(S, "F5", "ROUND-UNKNOWN")]),
    "a date that is none": (((SITES, 1, "place", dt.date(2026, 5, 6)),), [(S, "D5", "CELL-VALUE")]),
    "a moment": (((SITES, 1, "date", dt.datetime(2026, 5, 6, 8, 30)),), [(S, "E5", "CELL-VALUE")]),  # noqa: DTZ001 - Excel knows no zones
    "an id that became a date": (((OTHERS, 1, "value", dt.date(2026, 5, 1)),), [(OTHER, "D5", "CELL-VALUE")]),
    "no such day": (((SITES, 1, "date", "2026-02-30"),), [(S, "E5", "SHAPE-VALUE")]),
    "setting of nothing": (((RULES, 1, "where", "总表"),), [(R, "B5", "SETUP-WHERE")]),
    "setting of no indicator": (((RULES, 1, "where", "指标 Z9"),), [(R, "B5", "SETUP-WHERE")]),
    "setting nobody knows": (((RULES, 1, "field", "满分值"),), [(R, "C5", "SETUP-FIELD")]),
    "choice nobody knows": (((RULES, 3, "value", "五舍六入"),), [(R, "D7", "SHAPE-VALUE")]),
    "choice left empty": (((RULES, 3, "value", None),), [(R, "D7", "SHAPE-MISSING")]),
    "share without percent": (((RULES, 5, "value", "六成"),), [(R, "D9", "SHAPE-VALUE")]),
    "grade without a bound": (((RULES, 10, "value", "优秀\n合格 0"),), [(R, "D14", "SETUP-LINE")]),
    "grades upside down": (
        ((RULES, 10, "value", "合格 0\n优秀 9"),),
        [(R, "D14", "GRADE-GAP"), (R, "D14", "GRADE-ORDER")],
    ),
    "tie nobody knows": (((RULES, 8, "value", "不存在"),), [(R, "D12", "TIE-UNKNOWN")]),
    "pool nobody knows": (((RULES, 13, "value", "众数"),), [(R, "D17", "SETUP-CHOICE")]),
    "pool left empty": (((RULES, 13, "value", None),), [(R, "D17", "POOL-ONE")]),
    "a field of the round missing": (((OTHERS, 2, "value", None),), [(OTHER, "D6", "SHAPE-MISSING")]),
    "a field said twice": (
        ((OTHERS, 20, "where", "评议活动"), (OTHERS, 20, "field", "标题"), (OTHERS, 20, "value", "另一个")),
        [(OTHER, "D24", "SETUP-TWICE")],
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_wrong_is_told_with_its_cell(name: str) -> None:
    """Every fault of a cell, of shape and of soundness has a sheet and a cell, and none a path."""
    cells, expected = DAMAGE[name]
    assert told(changed(*cells)) == expected


def test_dates_of_excel_are_days() -> None:
    """Where a day is asked for, a cell that holds a date is understood."""
    day = dt.date(2026, 5, 7)
    data = changed(*((OTHERS, row, "value", day) for row in (4, 5, 6)), (SITES, 1, "date", day))
    round_ = read_setup(data, "x.xlsx").round
    assert round_.period is not None
    assert {round_.period.first, round_.period.last, round_.date, round_.sites[0].date} == {"2026-05-07"}


def test_all_faults_are_told_at_once() -> None:
    """Faults of all sheets come together."""
    cells = ((CRITERIA, 3, "content", "?"), (RULES, 1, "field", "?"), (PANEL, 3, "recusals", "?"))
    assert [code for _, __, code in told(changed(*cells))] == ["SETUP-LINE", "SETUP-LINE", "SETUP-FIELD"]
    assert len(told(changed((RULES, 3, "value", None), (AGENCIES, 2, "presents", "?")))) == 2


def test_messages_speak_of_cells_in_words() -> None:
    """An empty cell is called by the words for its field; no message names a key of a plain file for it."""
    with pytest.raises(Problems) as caught:
        read_setup(changed((RULES, 6, "value", None)), "表.xlsx")
    assert (
        str(caught.value)
        == "表.xlsx sheet “Rules of counting” cell D10: “比较依据” is empty. Fill it in. [SHAPE-MISSING]"
    )


def test_another_workbook_is_refused() -> None:
    """A workbook without any of the sheets is none of ours."""
    book = Book(workbook())
    for sheet in book.sheets.values():
        sheet["A1"].value = None
    assert told(book.data()) == [("", "", "SETUP-NONE")]


def test_sheets_may_be_renamed_and_moved() -> None:
    """They are known by what stands in A1."""
    book = Book(workbook())
    book.sheets[RULES].title = "规则"
    book.book.move_sheet(book.sheets[OTHERS], -5)
    assert read_setup(book.data(), "x.xlsx") == setup_of()
