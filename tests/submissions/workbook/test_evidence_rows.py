"""The table of evidence of a form that came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from rubrics import Place, Problems
from tests.agency_forms import SHA, WHOLE, change, issued, read_back, told

Pages = Any
Answers = Mapping[str, Mapping[str, Any]]
PAGE = "~evidence"


def pieces(answers: Answers, do: Callable[[Pages], object] | None = None) -> list[dict[str, Any]]:
    """Return the evidence of a form in which rows were filled in, without what is not given."""
    cells = {(PAGE, row, column): value for row, held in answers.items() for column, value in held.items()}
    found = read_back(change(issued(), cells, do)).answers["evidence"]
    return [{name: value for name, value in piece.items() if value is not None} for piece in found]


def faults(answers: Answers, do: Callable[[Pages], object] | None = None) -> list[str]:
    """Return what is told of such a form: place, rule and remedy."""
    cells = {(PAGE, row, column): value for row, held in answers.items() for column, value in held.items()}
    try:
        read_back(change(issued(), cells, do))
    except Problems as problems:
        return [problem.render().removeprefix("form.xlsx sheet “Evidence” ") for problem in problems.items]
    return []


def test_every_way_of_handing_in_is_read() -> None:
    """Files, several in one cell, an address, what is on site, a disc; each with date and note."""
    found = read_back(change(issued(), WHOLE)).answers["evidence"]
    assert [{name: value for name, value in piece.items() if value is not None} for piece in found] == [
        {
            "criterion": "A1",
            "kind": "规范文件",
            "title": "普法责任清单",
            "file": "清单.pdf",
            "date": "2026-03-05",
            "note": "第一行\n第二行 👨‍👩‍👧 𠮷",
        },
        {"criterion": "A1", "kind": "网址", "title": "公开页面", "url": "https://edu.shili.example/list"},
        {"criterion": "A2", "kind": "实景图片", "title": "会场(1)", "file": "会场1.PNG"},
        {"criterion": "A2", "kind": "实景图片", "title": "会场(2)", "file": "佐证/会场2.png"},
        {"criterion": "A2", "kind": "宣传视频", "title": "宣传片", "sha256": SHA, "disc": {"label": "盘2026-1"}},
        {
            "criterion": "A1",
            "kind": "规范文件",
            "title": "会议记录",
            "on_site": {"number": "示教〔2026〕15号", "holder": "办公室"},
        },
    ]


def test_a_date_of_excel_is_a_day() -> None:
    """Where a day is asked for, a cell that holds one is understood."""
    assert pieces({"A1:规范文件": {"where": "a.pdf", "date": date(2026, 3, 5)}})[0]["date"] == "2026-03-05"


def test_what_is_left_out_is_filled_in_where_it_can_only_mean_one_thing() -> None:
    """A title is the file's name; an address is one by how it begins; who keeps it makes it material on site."""
    film = "A2:宣传视频"
    assert pieces({film: {"where": "片.mp4"}})[0]["title"] == "片.mp4"
    assert pieces({film: {"where": "HTTPS://a.cn/1", "way": "文件"}})[0]["url"] == "HTTPS://a.cn/1"
    assert pieces({film: {"where": "https://a.cn", "way": None}})[0]["url"] == "https://a.cn"
    assert pieces({film: {"where": "15号", "holder": "办公室", "way": None}})[0]["on_site"] == {
        "number": "15号",
        "holder": "办公室",
    }
    assert pieces({film: {"where": "a.mp4", "way": None}})[0]["file"] == "a.mp4"
    assert pieces({film: {"where": "12348", "way": "telephone"}})[0]["phone"] == "12348"


@pytest.mark.parametrize("criterion", ["1 责任清单", "责任清单", "A1", "ａ１", "1责任 清单"])
def test_a_spare_row_says_what_it_is_for(criterion: str) -> None:
    """By the criterion's number and title, its title or its id."""
    row = {"label": criterion, "kind": "规范文件", "where": "b.pdf"}
    assert pieces({"+3": row}) == [{"criterion": "A1", "kind": "规范文件", "title": "b.pdf", "file": "b.pdf"}]


def test_rows_that_people_make_are_read_too() -> None:
    """A copied row with its id, an inserted one without; a criterion that was only chosen says nothing yet."""

    def do(pages: Pages) -> None:
        sheet = pages[PAGE]
        sheet.insert_rows(8, 2)
        for column, value in enumerate(("A1:规范文件", "1 责任清单", "规范文件", None, "文件", "乙", "b.pdf"), start=1):
            sheet.cell(8, column).value = value
        for column, value in enumerate((None, "责任清单", "规范文件", None, None, "丙", "c.pdf"), start=1):
            sheet.cell(9, column).value = value

    found = pieces({"A1:规范文件": {"where": "a.pdf"}, "+1": {"label": "1 责任清单"}}, do)
    assert [piece["file"] for piece in found] == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_table_without_the_id_of_its_headings_is_read_all_the_same() -> None:
    """From the first row with an id on."""

    def do(pages: Pages) -> None:
        pages[PAGE]["A6"] = None

    assert [piece["file"] for piece in pieces({"A1:规范文件": {"where": "a.pdf"}}, do)] == ["a.pdf"]


def test_what_cannot_be_meant_is_told_with_its_cell() -> None:
    """Criteria, kinds and ways that are none, days that are none, and cells left open."""
    where = "Fill the cell in, or empty the whole row. [EVIDENCE-OPEN]"
    assert faults({"+1": {"label": "无此项", "where": "a"}}) == [
        "cell B11: “无此项” is not a criterion that asks for evidence. Choose one from the list. [EVIDENCE-UNKNOWN]"
    ]
    assert faults({"+1": {"label": "A1", "where": "a"}}) == [
        "cell C11: criterion A1 does not ask for —. Use one of: 规范文件, 网址. [EVIDENCE-KIND]"
    ]
    assert faults({"A1:网址": {"way": "传真", "where": "a"}}) == [
        "cell E8: “传真” is no way of handing in. Write one of: address. [EVIDENCE-WAY]"
    ]
    assert faults({"A1:规范文件": {"where": "a.pdf", "date": "三月"}}) == [
        "cell H7: “三月” is not a day of the calendar. Write it as 2026-01-31. [EVIDENCE-DATE]"
    ]
    assert faults({"A1:规范文件": {"title": "甲"}}) == [f"cell G7: the name of the file is missing. {where}"]
    assert faults({"A1:规范文件": {"title": "甲", "way": "现场备查"}}) == [
        f"cell G7: the number of the material is missing. {where}",
        f"cell I7: who keeps the material is missing. {where}",
    ]
    assert faults({"A2:宣传视频": {"sha256": SHA, "way": "光盘"}}) == [
        f"cell G10: what stands on the disc is missing. {where}"
    ]
    assert faults({"A1:规范文件": {"where": date(2026, 3, 5)}}) == [
        (
            "cell G7: the cell holds the date 2026-03-05. "
            "Format the cell as text or number and type what is meant. [CELL-VALUE]"
        )
    ]


def test_a_column_that_is_there_twice_must_say_the_same() -> None:
    """Nobody knows which of the two is meant."""

    def do(pages: Pages) -> None:
        sheet = pages[PAGE]
        sheet["M1"], sheet["M7"], sheet["M8"] = "title", "乙", "页面"

    answers = {"A1:规范文件": {"title": "甲", "where": "a.pdf"}, "A1:网址": {"title": " 页面", "where": "http://a.cn"}}
    assert faults(answers, do) == [
        (
            "cell M7: this field is also in cell F7, with something else in it. "
            "Keep one of the two, and empty the other. [FORM-TWICE]"
        )
    ]


def test_a_column_that_is_gone_has_the_place_of_its_row() -> None:
    """What stood there is missing."""

    def do(pages: Pages) -> None:
        pages[PAGE]["G1"] = None

    assert told(change(issued(), {(PAGE, "A1:规范文件", "title"): "甲"}, do)) == ["EVIDENCE-OPEN Evidence A7"]


def test_every_value_has_its_cell() -> None:
    """Also those of a way that has several."""
    filled = read_back(change(issued(), WHOLE))
    places = [
        *(("evidence", 0, "file"), ("evidence", 0, "date"), ("evidence", 3, "file"), ("evidence", 4, "sha256")),
        *(("evidence", 4, "disc", "label"), ("evidence", 5, "on_site", "holder"), ("evidence", 5, "on_site", "number")),
        *(("evidence", 5), ("evidence", "A1")),
    ]
    sheet = "Evidence"
    assert [filled.locate(path) for path in places] == [
        *(Place("form.xlsx", sheet=sheet, cell=cell) for cell in ("G7", "H7", "G9", "J10", "G10", "I11", "G11", "F11")),
        Place("form.xlsx", sheet=sheet),
    ]
