"""One agency's page: what stands where, what may be filled in, what is worked out."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from scoring.sheets.blank import Blank
from scoring.sheets.in_force import InForce
from tests.scoring.sheets.blanks import HEAD, POOL, blank_of, opened, page_of, written

FILLED = InForce(
    {"A1": "9.5", "A2": "low", "A3": "√√×", "A5": "1", "A7": "3", "A8": "否", "B1": "8.50"},
    {"A2": "old 📋\nsecond line"},
    {"~highlights": "one\ntwo", "~suggestions": "s"},
)
LEVELS = "marking: {levels: [{title: high, points: 8}, {title: low, points: 3}]}"
REASONS = f"""\
{HEAD}parts:
  - {{id: P, title: 甲, {POOL}, criteria: [{{id: A, no: 一, title: A, points: 10}}, {{id: B, title: B, {LEVELS}}}]}}
  - id: Q
    title: 乙
    by: panel
    pool: {{mean: {{}}, quorum: 1, incomplete: leave_out}}
    reason_below: 50%
    criteria: [{{id: C, title: C, points: 10}}, {{id: D, title: D, {LEVELS}}}]
"""


def sheet_of(blank: Blank, title: str = "Tax Office", *, values: bool = False) -> Any:  # noqa: ANN401 - untyped in openpyxl
    """Return an agency's page as openpyxl opens it."""
    return opened(blank, values=values)[title]


def row(sheet: Any, number: int) -> list[object]:  # noqa: ANN401 - as above
    """Return what stands in a row, from A to J."""
    return [cell.value for cell in sheet[number][:10]]


def test_columns_are_those_that_officials_know() -> None:
    """Ids above, the title, whose sheet it is, and the heads, which every printed page repeats."""
    sheet = sheet_of(blank_of())
    assert row(sheet, 1) == ["pingyi:tax", None, None, "label", "text", None, None, None, "mark", "reason"]
    assert (sheet["B2"].value, sheet["B3"].value, sheet["G3"].value) == (
        "Service review 2026: score sheet",
        "Agency: Tax Office",
        "Member2: Two",
    )
    assert row(sheet, 4) == [
        None, "No.", "Part", "Criterion", "Points", "Standard", "How judged", "Self-assessment", "Mark",
        "Reason for deductions",
    ]  # fmt: skip
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.print_area) == ("$3:$4", "A5", "'Tax Office'!$B$2:$J$21")


def test_a_row_says_everything_about_a_criterion() -> None:
    """Number, part, title, points, 评分标准, method, and what the agency gave itself."""
    sheet = sheet_of(blank_of(self_assessed={"tax": {"A1": Decimal("9.5"), "B1": Decimal(9)}}))
    standard = "Can a stranger find the counter?\npoints from 0 to 10, in steps of 0.5."
    assert row(sheet, 5) == ["A1", "1", "Visit", "Signs", 10, standard, "site visit", 9.5, None, None]
    assert row(sheet, 10)[:9] == [
        "A6", "6", None, "Idea", None, "added: the number that raters write, at most 2.", "", None, None,
    ]  # fmt: skip
    assert [sheet[f"H{number}"].value for number in (16,)] == [18.5]
    assert (sheet["B5"].value, sheet_of(blank_of(rubric=REASONS))["B5"].value) == ("1", "一")


def test_titles_of_parts_stand_beside_their_criteria() -> None:
    """Once for each part: merged cells, the title at the top where a page may end within them."""
    sheet = sheet_of(blank_of(rubric=REASONS))
    assert (sheet["C5"].value, sheet["C7"].value) == ("甲", "乙")
    assert {"C5:C6", "C7:C8"} <= {str(item) for item in sheet.merged_cells.ranges}
    assert (sheet["C5"].alignment.vertical, sheet_of(blank_of())["C5"].alignment.vertical) == ("center", "top")


def test_only_cells_to_fill_in_are_unlocked() -> None:
    """Marks, reasons and boxes, and all of them have the pale fill."""
    sheet = sheet_of(blank_of(), "South Town")
    unlocked = {cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked}
    marks = {f"{column}{number}" for column in "IJ" for number in range(5, 17)}
    boxes = {f"{column}{number}" for column in "EFGHIJ" for number in range(18, 22)}
    assert unlocked == (marks - {"I6", "J6"}) | boxes
    first = {place for place in unlocked if place[0] not in "FGHIJ" or int(place[1:]) < 18}
    assert {sheet[place].fill.fgColor.rgb for place in first} == {"FFFFF9E0"}
    assert (sheet["I6"].value, sheet["J6"].value) == ("不涉及", "has no notices")


def test_boxes_and_signature_stand_below() -> None:
    """Their ids and labels are where the reader looks for them."""
    sheet = sheet_of(blank_of())
    assert [(sheet[f"A{at}"].value, sheet[f"D{at}"].value) for at in range(17, 21)] == [
        ("~highlights", "Highlights"),
        ("~problems", "Problems"),
        ("~suggestions", "Suggestions"),
        ("~recused", "Recusal, with the reason"),
    ]
    assert (sheet["B17"].value, sheet["B21"].value, sheet["G21"].value) == (
        "In words",
        "Signature of the rater:",
        "Date:",
    )


def test_what_is_in_force_stands_in_its_cells() -> None:
    """To the last zero and line break, and the figures are saved beside their formulas."""
    page = page_of(blank_of(held={"tax": FILLED}), "tax")
    marks = {name: page.text((name, "mark")) for name in ("A1", "A2", "A3", "A4", "B1")}
    assert marks == {"A1": "9.5", "A2": "low", "A3": "√√×", "A4": "", "B1": "8.50"}
    assert page.text(("A2", "reason")) == "old 📋\nsecond line"
    boxes = {name: page.text((name, "text")) for name in ("~highlights", "~problems", "~suggestions", "~recused")}
    assert boxes == {"~highlights": "one\ntwo", "~problems": "", "~suggestions": "s", "~recused": ""}
    sheet = sheet_of(blank_of(held={"tax": FILLED}), values=True)
    # 9.5 + 3 + 4 + (10 - 1) - 3 * 0.5 + 8.5; the veto adds nothing.
    assert (sheet["I16"].value, sheet["J16"].value) == (32.5, "4 open")
    assert [sheet[f"L{at}"].value for at in range(5, 13)] == [9.5, 3, 4, None, 9, None, -1.5, None]


def test_sum_and_state_are_formulas() -> None:
    """Points, sum of what the marks are worth, what is open; hidden columns hold what each is worth."""
    sheet = sheet_of(blank_of())
    assert row(sheet, 16)[:9] == [None, "Sum of the points", None, None, 59, None, None, None, "=SUM(L5:L15)"]
    assert sheet["J16"].value.startswith('=IF(LEN(TRIM(E20))>0,"recused",IF(COUNTBLANK(I5:I15)+SUM(M5:M15)=0,')
    assert sheet["L13"].value == '=IF(ISNUMBER(I13),I13,"")'
    assert (sheet.column_dimensions["L"].hidden, sheet.column_dimensions["L"].max) == (True, 13)
    recused = sheet_of(blank_of(held={"tax": InForce(boxes={"~recused": "kin"})}), values=True)
    assert (recused["I16"].value, recused["J16"].value) == (0, "recused")


def test_a_reason_that_is_due_stands_out() -> None:
    """Below the limit with nothing beside it; at the limit, or with a reason, none is due."""
    held = InForce({"A": "1", "C": "4.9", "D": "low"}, {"D": "late"})
    blank = blank_of(rubric=REASONS, held={"tax": held, "parks": InForce({"C": "5", "D": "low"}, {"D": " "})})
    sheet = sheet_of(blank)
    assert sheet["M7"].value == "=IF(ISNUMBER(L7),IF(AND(ROUND(L7,9)<5,LEN(TRIM(J7))=0),1,0),0)"
    (where,) = sheet.conditional_formatting
    assert (str(where.sqref), where.rules[0].formula) == ("J5:J8", ["$M5=1"])
    saved = sheet_of(blank, values=True)
    assert [saved[f"M{at}"].value for at in range(5, 9)] == [None, None, 1, 0]
    assert saved["J9"].value == "1 open, 1 reasons missing"
    assert sheet_of(blank, "Gardens Office", values=True)["J9"].value == "2 open, 1 reasons missing"


def test_rows_of_criteria_grow_and_pages_are_as_few_as_can_be() -> None:
    """What is typed later makes its row higher; the others keep their heights."""
    with zipfile.ZipFile(io.BytesIO(written(blank_of()))) as file:
        rows = re.findall(r'<row r="(\d+)"([^>]*)>', file.read("xl/worksheets/sheet2.xml").decode())
    assert [int(number) for number, more in rows if "ht=" in more and "customHeight" not in more] == list(range(5, 16))
    sheet = sheet_of(blank_of())
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("portrait", None)
