"""The sheet of a spot check as it is written."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.engine.results import Results
from scoring.reports.counting.spot_check import drawn_sheet, write_spot_check
from scoring.reports.counting.spot_check_form import Drawing
from submissions import read_seal, read_worksheets
from tests.scoring.reports.counting.counted import counted
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of, spared_rescaled

KEY = b"0" * 64
DRAWN = (
    "Drawn: 2 of 9 sheets (20%), seed 482913. Each sheet has a number, the SHA-256 of “seed|agency|rater”;"
    " the lowest were drawn."
)
HOW = (
    "Hold every mark against the paper and choose “agrees” or “differs”. Write below only what the paper says"
    " otherwise; where the paper is empty, write “empty”. Nothing is changed by this sheet."
)
ROW = ("甲", "panel-1"), ("乙", "panel-1")


def drawing(results: Results, sheets: tuple[tuple[str, str], ...] = ROW) -> Drawing:
    """Return these sheets as drawn."""
    return Drawing(7, "482913", "20%", 9, tuple(drawn_sheet(results, sheet) for sheet in sheets))


def written(results: Results, sheets: tuple[tuple[str, str], ...] = ROW) -> tuple[bytes, str]:
    """Return the workbook in English, and its 校验码."""
    stream = BytesIO()
    code = write_spot_check(drawing(results, sheets), results, KEY, stream, str)
    return stream.getvalue(), code


def page(results: Results, sheets: tuple[tuple[str, str], ...] = ROW) -> Worksheet:
    """Return its visible sheet."""
    return load_workbook(BytesIO(written(results, sheets)[0])).worksheets[0]


def many(criteria: int) -> Results:
    """Return a round of one rater and so many criteria."""
    items = ", ".join(f"{{id: c{n}, no: {n}, title: 第{n}项内容, points: 10}}" for n in range(1, criteria + 1))
    marks = {"甲": {f"c{n}": "9" for n in range(1, criteria + 1)}}
    return results_of(panel_rubric(MEAN, items=f"criteria: [{items}]"), marks)


def test_the_page() -> None:
    """How sheets were drawn, how to compare, and a block for each."""
    rows = [[cell.value for cell in row if cell.value is not None] for row in page(counted()).iter_rows(min_row=2)]
    assert [row for row in rows if row] == [
        ["~", "示例市评议: spot check against the paper"],
        [
            "~",
            DRAWN,
        ],
        [
            "~",
            HOW,
        ],
        ["~by", "compared by"],
        ["甲|panel-1", "1. panel组1", "panel-1: marks for 示例市甲局", "Does it agree?"],
        ["~", "criterion", "a\n甲项", "b\n乙项"],
        ["~", "counted", "9", "8"],
        ["甲|panel-1|1", "paper, where it differs"],
        ["甲|panel-1|note", "note"],
        ["乙|panel-1", "2. panel组1", "panel-1: marks for 示例市乙局", "Does it agree?"],
        ["~", "criterion", "a\n甲项", "b\n乙项"],
        ["~", "counted", "9", "8"],
        ["乙|panel-1|1", "paper, where it differs"],
        ["乙|panel-1|note", "note"],
        ["~", "compared by ＿＿＿＿＿＿＿＿    supervised by ＿＿＿＿＿＿＿＿    date ＿＿＿＿＿＿＿＿"],
    ]


def test_only_what_is_filled_in_is_unlocked() -> None:
    """Who compared, whether each sheet agrees, what the paper says, and a note."""
    sheet = page(counted())
    open_ = {row[0].value for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    assert open_ == {
        "~by", *(f"{agency}|panel-1{rest}" for agency in "甲乙" for rest in ("", "|1", "|note")),
    }  # fmt: skip


def test_ids_are_hidden_and_the_choice_is_a_list() -> None:
    """Column A and row 1; agrees or differs."""
    sheet = page(counted())
    assert (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden) == (True, True)
    lists = [(str(item.sqref), item.formula1) for item in sheet.data_validations.dataValidation]
    assert lists == [("O7", '"agrees,differs"'), ("O13", '"agrees,differs"')]


def test_the_seal_is_very_hidden_and_stands_below_every_page() -> None:
    """With the issue number."""
    data, code = written(counted())
    book = load_workbook(BytesIO(data))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "veryHidden"]
    assert book.worksheets[0].oddFooter is not None
    assert book.worksheets[0].oddFooter.right.text == f"Seal {code}, issue No. 7"
    assert read_seal(read_worksheets(data, "x"), KEY, "x").code(KEY) == code


def test_what_raters_are_not_asked_is_left_out() -> None:
    """不涉及 and 未安排; what is open is there, and can be filled in."""
    marks = {"甲": {"a": "9 9 -", "b": "8 未安排 8"}}
    assert drawn_sheet(counted(marks), ("甲", "panel-2")).marks == (("a", "9"),)
    assert drawn_sheet(counted(marks), ("甲", "panel-3")).marks == (("a", ""), ("b", "8"))
    assert [criterion for criterion, _ in drawn_sheet(spared_rescaled(), ("乙", "panel-1")).marks] == ["a", "c"]


@pytest.mark.parametrize(("criteria", "lines"), [(15, 1), (16, 2), (40, 3)])
def test_many_criteria_stand_in_several_lines(criteria: int, lines: int) -> None:
    """Fifteen to a line, with their numbers and how their titles begin."""
    sheet = page(many(criteria), (("甲", "panel-1"),))
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[1] == "criterion"]
    heads = [text for row in rows for text in row[2:] if text]
    assert (len(rows), heads[0], len(heads)) == (lines, "1\n第1项内容", criteria)


def test_a_long_title_is_cut() -> None:
    """To what two short lines hold."""
    items = "criteria: [{id: a, title: 普法责任制机制建设, points: 10}, {id: b, title: 乙项, points: 10}]"
    results = results_of(panel_rubric(MEAN, items=items), {"甲": {"a": "9", "b": "8"}})
    rows = list(page(results, (("甲", "panel-1"),)).iter_rows(values_only=True))
    assert [row[2] for row in rows if row[1] == "criterion"] == ["a\n普法责任制机…"]


def test_a_drawn_sheet_is_not_cut_by_a_page() -> None:
    """A page ends before the sheet that would be."""
    marks = {f"id{n}": {"a": "9", "b": "8"} for n in range(20)}
    sheet = page(counted(marks), tuple((agency, "panel-1") for agency in marks))
    rows = {row[0].row: row[0].value for row in sheet.iter_rows()}
    breaks = [item.id for item in sheet.row_breaks.brk]
    assert len(breaks) > 1
    assert [str(rows[at + 1]).count("|") for at in breaks] == [1] * len(breaks)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    """Nothing in it says when it was written."""
    assert written(counted()) == written(counted())


def test_what_people_wrote_stays_text() -> None:
    """A rater's name that looks like a formula is none."""
    members = [{"id": "one", "name": "=1+1"}]
    groups = [{"id": "panel", "title": "评议团", "members": members}]
    results = counted({"甲": {"a": "9", "b": "8"}}, ids={"panel": ["one"]}, groups=groups)
    cells = [cell for row in page(results, (("甲", "one"),)).iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1: marks for 示例市甲局"] == ["s"]
    assert {cell.data_type for cell in cells} == {"s", "n"}
