"""A form that came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rubrics import Place
from submissions.workbook import form_pages
from submissions.worksheets import Worksheet
from tests.agency_forms import WHOLE, blank_of, change, issued, read_back, told, worksheets

Pages = Any
WHOLE_FORM = change(issued(), WHOLE)


def test_all_that_was_filled_in_is_read() -> None:
    """Every value in the shape of submission.yaml, and its cell."""
    filled = read_back(WHOLE_FORM)
    assert filled.answers["report"] == {"file": "报告.txt"}
    assert filled.answers["contact"] == {"name": "张三", "phone": "0000-66010101"}
    assert filled.answers["self"] == {"A1": Decimal("9.5"), "A2": Decimal("2.5"), "A3": 4, "A4": 3}
    assert filled.answers["facts"] == {"viewers": 1200, "cases": 7}
    assert len(filled.answers["evidence"]) == 6
    assert (filled.blank, filled.seal.number, filled.errata) == (blank_of("edu"), 7, ())
    assert filled.locate(("self", "A2")) == Place("form.xlsx", sheet="Own assessment", cell="G6")
    assert filled.locate(("facts", "cases")).sheet == "Facts"
    assert filled.locate(("status",)) == Place("form.xlsx", sheet="Cover and report")


def test_an_empty_form_says_nothing() -> None:
    """Which is for others to judge; what does not concern the agency is not asked."""
    filled = read_back(issued("civil"))
    assert filled.answers == {"report": {}, "contact": None, "self": {}, "facts": {}, "evidence": []}


def row_of(sheet: Pages, row_id: str) -> int:
    """Return the number of the row with an id."""
    return int(next(cell.row for cell in sheet["A"] if cell.value == row_id))


def insert_row(pages: Pages) -> None:
    """Insert a row above the second criterion."""
    pages["~self"].insert_rows(row_of(pages["~self"], "A2"))


def insert_column(pages: Pages) -> None:
    """Insert a column before the answers, with something of one's own in it."""
    pages["~self"].insert_cols(5)
    pages["~self"]["E6"] = "本单位备注"


def rename(pages: Pages) -> None:
    """Rename and reorder the sheets."""
    pages["~self"].title = "我的自评"
    book = pages["~self"].parent
    book.move_sheet("我的自评", 3)


def copy_sheet(pages: Pages) -> None:
    """Copy a sheet within the workbook."""
    book = pages["~facts"].parent
    book.copy_worksheet(pages["~facts"])


def own_sheet(pages: Pages) -> None:
    """Add a sheet of one's own."""
    pages["~facts"].parent.create_sheet("草稿")["B2"] = 5
    pages["~facts"].parent.create_sheet("别的表")["A1"] = "pingyi:~matrix"


def other_case(pages: Pages) -> None:
    """Write the agency's name with other white space."""
    cover = pages["~cover"]
    cover.cell(row_of(cover, "~agency"), 3).value = " 教育 局"


def above(pages: Pages) -> None:
    """Write something above the table, and below it."""
    pages["~self"].insert_rows(4)
    pages["~self"]["G4"] = "已核"
    pages["~self"]["G20"] = "合计 19.5"


def add_up(pages: Pages) -> None:
    """Leave a formula whose value was saved by nobody where it is asked for nothing."""
    pages["~self"]["H6"] = "=G6*2"


@pytest.mark.parametrize("do", [insert_row, insert_column, rename, copy_sheet, own_sheet, other_case, above, add_up])
def test_what_people_do_to_a_form_changes_no_answer(do: Callable[[Pages], None]) -> None:
    """Cells are found by the hidden ids."""
    assert read_back(change(issued(), WHOLE, do)).answers == read_back(WHOLE_FORM).answers


def put(page: str, row_id: str, column_id: str, value: Any) -> Callable[[Pages], None]:  # noqa: ANN401 - whatever cells hold
    """Return what puts a value into a field."""

    def do(pages: Pages) -> None:
        sheet = pages[page]
        column = next(cell.column for cell in sheet[1] if cell.value == column_id)
        sheet.cell(row_of(sheet, row_id), column).value = value

    return do


def delete_sheet(pages: Pages) -> None:
    """Delete a page."""
    pages["~facts"].parent.remove(pages["~facts"])


def another_agency(pages: Pages) -> None:
    """Put the facts of another agency's form in place of these."""
    pages["~facts"]["A1"] = "pingyi:~facts/town"


def delete_row(pages: Pages) -> None:
    """Delete a row that is asked for."""
    pages["~self"].delete_rows(row_of(pages["~self"], "A3"))


def delete_column(pages: Pages) -> None:
    """Delete the hidden column of the ids."""
    pages["~self"].delete_cols(1)


def swap_ids(pages: Pages) -> None:
    """Let two rows change their ids."""
    sheet = pages["~self"]
    first, second = (sheet.cell(row_of(sheet, row_id), 1) for row_id in ("A1", "A4"))
    first.value, second.value = second.value, first.value


def copy_column(pages: Pages) -> None:
    """Copy the column of the answers beside it, and change one."""
    sheet = pages["~self"]
    for row in range(1, 10):
        sheet.cell(row, 9).value = sheet.cell(row, 7).value
    sheet["I5"] = 1


def differing_copy(pages: Pages) -> None:
    """Copy a sheet, and change the copy."""
    copied = pages["~facts"].parent.copy_worksheet(pages["~facts"])
    copied["F5"] = 999


def stray(pages: Pages) -> None:
    """Write into an inserted row within the table."""
    insert_row(pages)
    pages["~self"]["G6"] = 5


@pytest.mark.parametrize(
    ("do", "codes"),
    [
        (delete_sheet, ["FORM-PAGE-MISSING"]),
        (another_agency, ["FORM-PAGE-MISSING"]),
        (delete_row, ["FORM-ROW-MISSING Own assessment"]),
        (delete_column, ["FORM-PAGE-MISSING"]),
        (swap_ids, ["FORM-LABEL Own assessment D5", "FORM-LABEL Own assessment D8"]),
        (copy_column, ["FORM-TWICE Own assessment I5"]),
        (differing_copy, ["FORM-PAGE-TWICE Facts Copy"]),
        (stray, ["FORM-STRAY Own assessment G6"]),
        (put("~cover", "~agency", "text", "民政局"), ["FORM-AGENCY Cover and report C13"]),
        (put("~self", "A1", "text", "九分"), ["FORM-NUMBER Own assessment G5"]),
        (put("~self", "A1", "text", date(2026, 3, 5)), ["CELL-VALUE Own assessment G5"]),
        (put("~self", "A1", "text", "=1+1"), ["CELL-VALUE Own assessment G5"]),
        (put("~facts", "facts/viewers", "text", "1,20"), ["FORM-NUMBER Facts F5"]),
        (put("~facts", "facts/viewers", "text", value=True), ["CELL-VALUE Facts F5"]),
    ],
)
def test_what_cannot_be_read_without_doubt_is_refused(do: Callable[[Pages], None], codes: list[str]) -> None:
    """With the sheet and cell of it."""
    assert told(change(issued(), WHOLE, do)) == codes


def test_all_faults_are_told_at_once() -> None:
    """An agency mends its form in one go."""
    answers = {
        **WHOLE,
        ("~self", "A1", "text"): "x",
        ("~facts", "facts/cases", "text"): "y",
        ("~evidence", "+1", "kind"): "z",
    }
    assert told(change(issued(), answers)) == [
        *("EVIDENCE-KIND Evidence C11", "FORM-NUMBER Facts F6", "FORM-NUMBER Own assessment G5"),
    ]


def test_another_round_s_form_is_refused() -> None:
    """Sealed with another key, or with this one for another round or agency."""
    assert told(issued(key=b"another")) == ["SEAL-BROKEN"]
    assert told(issued(round="small-2025")) == ["FORM-OTHER"]
    assert told(issued(agency_id="tax")) == ["FORM-OTHER"]


def test_what_was_corrected_since_is_told() -> None:
    """A label reads otherwise now, or the scoring rules have changed; the answers are taken all the same."""
    blank = blank_of("edu")
    assert blank is not None
    text = blank.rubric.model_dump(by_alias=True, exclude_none=True)
    text["parts"][0]["criteria"][0]["title"] = "责任清旦"
    text["parts"][0]["criteria"][2]["points"] = Decimal(5)
    filled = read_back(change(issued(rubric=type(blank.rubric).model_validate(text)), WHOLE))
    assert [message.render() for message in filled.errata] == [
        "The scoring rules have changed since the form was issued; the answers are held against the new ones.",
        "Corrected since the form was issued: “责任清旦” is now “责任清单”.",
        "Corrected since the form was issued: “1 责任清旦” is now “1 责任清单”.",
        "Corrected since the form was issued: “1 责任清旦” is now “1 责任清单”.",
    ]
    assert filled.answers["self"] == read_back(WHOLE_FORM).answers["self"]


def test_forms_are_known_among_other_workbooks() -> None:
    """By the ids of their pages, a cover by what it asks for."""
    sheets = worksheets(issued())
    assert [page.id for page in form_pages(sheets)] == ["~cover/edu", "~self/edu", "~facts/edu", "~evidence/edu"]
    assert [page.id for page in form_pages(sheets[:1])] == ["~cover/edu"]
    assert form_pages([Worksheet("a.xlsx", "s", {(1, 0): "pingyi:~cover"}), Worksheet("a.xlsx", "t", {})]) == []
