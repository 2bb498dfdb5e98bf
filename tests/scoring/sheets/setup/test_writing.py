"""Tests of scoring.sheets.setup.writing: the sheets of the workbook, and how they are found."""

from __future__ import annotations

import io

import openpyxl
import pytest

from rubrics import Problems, Rubric
from scoring.sheets.setup import Setup
from scoring.sheets.setup.pages import CRITERIA, PANEL, RULES
from tests.scoring.sheets.setup.workbooks import Book, setup_of, workbook


def test_sheets_and_their_ids() -> None:
    """Six sheets to fill in, each with its id in A1, and one with lists that nobody sees."""
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    assert [(sheet.title, sheet.sheet_state, sheet["A1"].value) for sheet in book] == [
        ("Criteria", "visible", "pingyi:setup-criteria"),
        ("Agencies evaluated", "visible", "pingyi:setup-agencies"),
        ("Panel", "visible", "pingyi:setup-panel"),
        ("Sites", "visible", "pingyi:setup-sites"),
        ("Rules of counting", "visible", "pingyi:setup-rules"),
        ("Other settings", "visible", "pingyi:setup-others"),
        ("pingyi-lists", "veryHidden", "实地察看"),
    ]


def test_the_sheets_of_one_set_up_are_the_same_bytes() -> None:
    """Nothing of the moment or the machine is in them."""
    assert workbook() == workbook(setup_of())


def test_a_row_of_criteria() -> None:
    """Titles stand in the column of their level, numbers are numbers, lists are in words."""
    book = Book(workbook())
    columns = ("id", "no", "level1", "level2", "points", "methods", "marking", "content", "evidence")
    assert [book.cell(CRITERIA, 2, column).value for column in columns] == [
        "A1",
        1,
        None,
        "责任清单",
        4,
        "查阅资料",
        None,
        None,
        "文件（必须）",
    ]
    assert book.cell(CRITERIA, 3, "content").value == "优 2：经常\n差 1"
    assert book.cell(CRITERIA, 5, "content").value == "导入：survey\n满分：2"
    assert book.cell(PANEL, 3, "recusals").value == "乙局：曾任职"


def test_lists_to_choose_from() -> None:
    """Ways of marking and rules of counting are chosen; nothing else is taken there."""
    book = Book(workbook())
    rules = book.sheets[RULES].data_validations.dataValidation
    by_cell = {str(rule.sqref): rule for rule in rules}
    row = book.find(RULES, "计分取值／取值办法", "P")
    chosen = by_cell[f"D{4 + row}"]
    first, last = (int(cell) for cell in chosen.formula1.replace("'pingyi-lists'!$A$", "").split(":$A$"))
    listed = [book.book["pingyi-lists"].cell(at, 1).value for at in range(first, last + 1)]
    assert (listed, chosen.showErrorMessage) == (
        ["平均值", "去高去低平均值", "中位数", "一致意见", "中间值之和"],
        True,
    )


def test_every_rule_has_its_sentence() -> None:
    """No rule of counting stands there without a word about it."""
    book = Book(workbook())
    rows = [row for row in range(1, 60) if book.cell(RULES, row, "field").value]
    assert [book.cell(RULES, row, "field").value for row in rows if not book.cell(RULES, row, "note").value] == []


def test_levels_beyond_the_third() -> None:
    """The tree may be as deep as the language allows."""
    value = setup_of().rubric.model_dump(by_alias=True, exclude_defaults=True)
    first, *others = value["parts"]
    inner = first.pop("criteria")
    for depth in range(6):
        inner = [{"id": f"L{depth}", "title": f"层{depth}", "parts" if depth else "criteria": inner}]
    value["parts"] = [first | {"parts": inner}, *others]
    book = Book(workbook(Setup(Rubric.model_validate(value), setup_of().round)))
    heads = [cell.value for cell in book.sheets[CRITERIA][4]]
    assert heads[3:11] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "四级指标",
        "五级指标",
        "Level 6 indicator",
        "Level 7 indicator",
        "Level 8 indicator",
    ]


def test_a_text_that_no_cell_can_hold() -> None:
    """Characters beyond the first plane count twice in a cell; what does not fit is told and nothing is cut."""
    held = setup_of()
    long = Setup(held.rubric.model_copy(update={"basis": "𠮷" * 20_000}), held.round)
    with pytest.raises(Problems) as caught:
        workbook(long)
    assert [item.code for item in caught.value.items] == ["SETUP-LONG"]
