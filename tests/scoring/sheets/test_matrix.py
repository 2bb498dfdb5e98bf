"""The matrix: all agencies and criteria on one page."""

from __future__ import annotations

import pytest

from rubrics import Place
from scoring.sheets.in_force import InForce
from scoring.sheets.matrix import MOST_CRITERIA, matrix_problems
from tests.scoring.sheets.blanks import HEAD, POOL, blank_of, opened, page_of

HELD = {
    "tax": InForce({"A1": "9.5", "A3": "√√×", "A8": "是"}),
    "south": InForce({"A1": "10"}, {}, {"~recused": "kin"}),
}


def many(count: int) -> str:
    """Return a rubric of so many criteria."""
    criteria = ", ".join(f"{{id: C{n}, title: 标题{n}, points: 5}}" for n in range(count))
    return f"{HEAD}parts: [{{id: P, title: Part, {POOL}, criteria: [{criteria}]}}]\n"


def test_agencies_are_rows_and_criteria_columns() -> None:
    """Under their ids, with names, titles and points; the reason of a recusal comes last."""
    sheet = opened(blank_of(layout="matrix"))["Score sheet"]
    ids = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "B1", "B2", "middle", "roads"]
    assert [cell.value for cell in sheet[1][:17]] == ["pingyi:~matrix", None, "label", *ids, None, "~recused"]
    titles = [
        "Signs", "Notices", "Counter", "Leaflets", "Complaints", "Idea", "Delay", "Refusal", "Plans", "Results",
        "Middle", "Roads",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4][:17]] == [
        "~heads", "No.", "Agency", *titles, "Sum of the points", "Recusal, with the reason",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[5][1:15]] == ["Points", None, 10, 8, 6, 6, 10, *[None] * 3, 10, 5, 4, 11]
    assert [sheet[f"A{at}"].value for at in range(6, 14)] == [
        "tax", "parks", "mint", "guards", "north", "south", "east", "west",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[7]][1:3] == [2, "Gardens Office"]
    assert (sheet["B14"].value, sheet["J14"].value) == ("Signature of the rater:", "Date:")


def test_it_is_one_page_across() -> None:
    """Everything on it, however many agencies there are."""
    sheet = opened(blank_of(layout="matrix"))["Score sheet"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, None)
    assert (sheet.print_area, sheet.freeze_panes) == ("'Score sheet'!$B$2:$Q$14", "D6")


def test_only_cells_to_fill_in_are_unlocked() -> None:
    """What does not concern an agency, or is not asked for its class, is closed and says so."""
    sheet = opened(blank_of(layout="matrix"))["Score sheet"]
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    cells = {f"{column}{at}" for column in "DEFGHIJKLMNOQ" for at in range(6, 14)}
    assert unlocked == cells - {"E11", "O6", "O7", "O8", "O9"}
    assert (sheet["E11"].value, sheet["O6"].value, sheet["O10"].value) == ("不涉及", "—", None)


def test_sums_and_states_are_worked_out() -> None:
    """The sum beside the agency; the cover tells what is open, and who is recused."""
    blank = blank_of(layout="matrix", held=HELD)
    sheet = opened(blank)["Score sheet"]
    assert (sheet["P10"].value, sheet["S10"].value) == ("=SUM(S10:AD10)", '=IF(ISNUMBER(D10),D10,"")')
    assert (sheet["AD6"].value, sheet.column_dimensions["S"].hidden) == (None, True)
    saved = opened(blank, values=True)
    assert [saved["Score sheet"][f"P{at}"].value for at in (6, 7, 11)] == [13.5, 0, 10]
    cover = saved["Cover"]
    at = next(cell.row for cell in cover["B"] if cell.value == "No.")
    assert [[cell.value for cell in cover[at + n]][3:5] for n in (1, 2, 6)] == [
        ["8 open", 13.5],
        ["11 open", 0],
        ["recused", 10],
    ]
    state = opened(blank)["Cover"][f"D{at + 1}"].value
    assert state.startswith("=IF(LEN(TRIM('Score sheet'!Q6))>0,\"recused\",IF(COUNTBLANK('Score sheet'!D6:O6)=0,")


def test_what_is_in_force_stands_in_its_cells() -> None:
    """Marks and the reason of a recusal."""
    page = page_of(blank_of(layout="matrix", held=HELD), "~matrix")
    found = {(row, column): page.text((row, column)) for row in HELD for column in ("A1", "A3", "A8", "~recused")}
    assert {place: text for place, text in found.items() if text} == {
        ("tax", "A1"): "9.5",
        ("tax", "A3"): "√√×",
        ("tax", "A8"): "是",
        ("south", "A1"): "10",
        ("south", "~recused"): "kin",
    }


@pytest.mark.parametrize(("count", "faults"), [(MOST_CRITERIA, 0), (MOST_CRITERIA + 1, 1)])
def test_more_criteria_than_can_be_read_are_refused(count: int, faults: int) -> None:
    """With the way out: a page for each agency."""
    found = matrix_problems(blank_of(rubric=many(count), layout="matrix"), Place("round"))
    rule = "round: “p2” marks 17 criteria; more than 16 cannot be read on one page."
    remedy = "Make these sheets with a page for each agency."
    assert [item.render() for item in found] == [f"{rule} {remedy} [SHEETS-MATRIX]"] * faults


def test_who_marks_by_methods_may_have_a_matrix_for_one() -> None:
    """That is the other way out."""
    rubric = many(MOST_CRITERIA + 1).replace("title: 标题0, points: 5", "title: 标题0, points: 5, methods: [interview]")
    found = matrix_problems(blank_of(rubric=rubric, layout="matrix"), Place("round"))
    remedy = "Make these sheets with a page for each agency, or for one method alone (--method)."
    assert [item.remedy.render() for item in found] == [remedy]
