"""Agencies' forms as they go out."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from rubrics import Rubric, read_rubric
from rubrics.library import rubric_names, rubric_text
from scoring.rounds import Round
from scoring.sheets.agency_forms import blank_for, write_form
from submissions import read_seal, read_worksheets
from submissions.workbook import read_form
from tests.agency_forms import KEY, issued, round_of, rubric

Book = Any


def opened(data: bytes) -> Book:
    """Return a form as a workbook."""
    return openpyxl.load_workbook(io.BytesIO(data))


def texts(sheet: Book, column: str) -> list[object]:
    """Return what stands in a column."""
    return [cell.value for cell in sheet[column] if cell.value is not None]


def test_the_same_form_gives_the_same_bytes() -> None:
    """Whenever it is made."""
    assert issued() == issued()


def test_only_what_is_to_be_filled_in_is_unlocked() -> None:
    """Every page is protected without a password; ids and seal are hidden."""
    book = opened(issued())
    assert [sheet.title for sheet in book.worksheets] == [
        *("Cover and report", "Own assessment", "Facts", "Evidence", "pingyi"),
    ]
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"] * 4 + ["veryHidden"]
    for sheet in book.worksheets[:-1]:
        assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
        assert (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden) == (True, True)
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    open_ = {
        sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        for sheet in book.worksheets[:3]
    }
    assert open_ == {
        "Cover and report": ["C14", "C15", "C16"],
        "Own assessment": ["G5", "G6", "G7", "G8"],
        "Facts": ["F5", "F6"],
    }
    evidence = book["Evidence"]
    locked = [cell.coordinate for cell in evidence[7] if cell.protection.locked]
    assert locked == ["A7", "B7", "C7", "D7"]
    assert [cell.coordinate for cell in evidence[11] if cell.protection.locked] == ["A11", "D11"]


def test_the_standard_is_printed_with_every_level() -> None:
    """What is asked, how it is marked, and what it is worth; what is not applicable is locked and says so."""
    sheet = opened(issued())["Own assessment"]
    assert [sheet.cell(5, column).value for column in range(1, 7)] == ["A1", "1", "机制", "责任清单", "10", "清单公开"]
    assert (sheet["F6"].value, sheet["F7"].value) == (
        "优: 5 points, 每季一次\n良: 2.5 points",
        "4 less the number that raters write, not below 1",
    )
    civil = opened(issued("civil"))["Own assessment"]
    assert (civil["G5"].value, civil["G5"].protection.locked, civil["B8"].value) == ("not applicable", True, "4")


def test_cells_take_what_they_may_hold() -> None:
    """A level's points, a number between the bounds, a fact without bounds, a kind of those that are asked for."""
    book = opened(issued())
    rules = {
        sheet.title: {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
        for sheet in book.worksheets[1:4]
    }
    assert rules["Own assessment"] == {
        "G5": "AND(ISNUMBER(G5),G5>=0,G5<=10)",
        "G6": '"5,2.5"',
        "G7": "AND(ISNUMBER(G7),G7>=1,G7<=4)",
        "G8": "AND(ISNUMBER(G8),G8>=0,G8<=3)",
    }
    assert rules["Facts"] == {
        "F5": "AND(ISNUMBER(F5),F5>=0,F5<=9000000)",
        "F6": "AND(ISNUMBER(F6),F6>=0)",
    }
    assert [rules["Evidence"][cell] for cell in ("E7", "E8", "E9", "B11", "C11")] == [
        *('"file,on site"', '"address"', '"file,on site"', '"1 责任清单,2 学法用法"'),
        '"规范文件,网址,实景图片,宣传视频"',
    ]


def test_facts_say_their_units_and_bounds() -> None:
    """As far as they have them."""
    facts = [{"id": name, "title": name, **bounds} for name, bounds in BOUNDS.items()]
    values = {**rubric().model_dump(by_alias=True, exclude_none=True), "facts": facts}
    values["parts"] = values["parts"][:1]
    sheet = opened(issued(rubric=Rubric.model_validate(values)))["Facts"]
    assert [(sheet.cell(row, 4).value, sheet.cell(row, 5).value) for row in range(5, 9)] == [
        *(("", "1 to 2"), ("", "at least 1"), ("件", "at most 2"), ("", "")),
    ]


BOUNDS: dict[str, dict[str, object]] = {
    "both": {"min": 1, "max": 2},
    "low": {"min": 1},
    "high": {"max": 2, "unit": "件"},
    "none": {},
}


def test_what_is_required_is_said() -> None:
    """With the note of the rubric; and what may not be handed in at all."""
    sheet = opened(issued())["Evidence"]
    assert [sheet.cell(row, 4).value for row in (7, 8, 11)] == [
        *("must be handed in\n清单全文", "if there is any", "spare row"),
    ]
    assert sheet["B4"].value == "Nothing that is a state secret or a work secret may be handed in"
    assert len([row for row in texts(sheet, "A") if str(row).startswith("+")]) == 12


def test_pages_that_ask_for_nothing_are_left_out() -> None:
    """A rubric without facts and evidence has a cover and, perhaps, a self-assessment."""
    values = rubric().model_dump(by_alias=True, exclude_none=True)
    values = {**values, "facts": [], "report": {}, "parts": values["parts"][:1]}
    for criterion in values["parts"][0]["criteria"]:
        criterion.pop("evidence", None)
    small = Rubric.model_validate(values)
    assert opened(issued(rubric=small)).sheetnames == ["Cover and report", "Own assessment", "pingyi"]
    given = {"id": "P", "title": "民意", "given": {"from": "x", "scale": 10}}
    assert opened(issued(rubric=Rubric.model_validate({**values, "parts": [given]}))).sheetnames == [
        "Cover and report",
        "pingyi",
    ]


def test_the_cover_says_whose_it_is_and_what_is_made_up() -> None:
    """Period, organizer, the limit of the report; a fictional round and a sample rubric say so."""
    cover = opened(issued())["Cover and report"]
    assert texts(cover, "B")[:5] == [
        *("label", "示例评议", "Form of the agency evaluated", "Organizer: 示例市普法办"),
        "Period: 2026-01-01 to 2026-12-31",
    ]
    assert cover["B14"].value == "Report: name of the file (.docx, .pdf or .txt; at most 20 words)"
    made_up = round_of().model_copy(update={"fictional": True, "period": None})
    sample = rubric().model_copy(update={"sample": "样例", "report": type(rubric().report)()})
    blank = blank_for(made_up, sample, "edu")
    stream = io.BytesIO()
    write_form(blank, stream, KEY, str)
    cover = opened(stream.getvalue())["Cover and report"]
    statement = "Fictional round: all agencies, raters and marks are invented. Sample rubric: 样例"
    assert texts(cover, "B")[4] == statement
    assert statement.startswith(cover.oddHeader.center.text.strip().rstrip("…"))
    assert "Report: name of the file (.docx, .pdf or .txt)" in texts(cover, "B")


@pytest.mark.parametrize("name", rubric_names())
def test_a_form_of_every_rubric_is_read_back(name: str) -> None:
    """Blank, and saying nothing."""
    found = read_rubric(rubric_text(name), name)
    kind = found.classes[0].id if found.classes else None
    agency = {"id": "a", "name": "示例局", **({"class": kind} if kind else {})}
    plan = {"pingyi": 1, "id": "r", "title": "评议", "organizer": "办", "rubric": name, "agencies": [agency]}
    blank = replace(blank_for(Round.model_validate(plan), found, "a"), number=1)
    stream = io.BytesIO()
    code = write_form(blank, stream, KEY, str)
    sheets = read_worksheets(stream.getvalue(), "f.xlsx")
    assert read_seal(sheets, KEY, "f.xlsx").code(KEY) == code
    filled = read_form(sheets, "f.xlsx", round_id="r", key=KEY, blank_of=lambda _: blank)
    assert {part: held for part, held in filled.answers.items() if held} == {}
