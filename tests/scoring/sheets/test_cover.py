"""The cover: whose sheet it is, how to fill it in, how far it has come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.rounds import Rater
from scoring.sheets.blank import Blank
from scoring.sheets.in_force import InForce
from tests.scoring.sheets.blanks import blank_of, one_of, opened, page_of

REST = [
    "Who may not judge an agency writes the reason at the end of its page; marks there do not count.",
    "Save the file as .xlsx and hand it in; you may hand it in half filled in, and again later.",
]
FIRST = "Fill in the pale cells only; all others are locked. Rows, columns and sheets stay as they are."


def lines(blank: Blank) -> list[str]:
    """Return the texts in the first visible column."""
    return [str(cell.value) for cell in opened(blank)["Cover"]["B"][1:] if cell.value is not None]


def rules(blank: Blank) -> list[str]:
    """Return how to fill it in, without the numbers."""
    found = lines(blank)
    numbered = found[found.index("How to fill it in") + 1 : found.index("No.")]
    assert [line.partition(". ")[0] for line in numbered] == [str(n) for n in range(1, len(numbered) + 1)]
    return [line.partition(". ")[2] for line in numbered]


def test_the_cover_says_whose_sheet_it_is() -> None:
    """Group, seat and name, whom the member stands for, the method; the name where the reader looks for it."""
    blank = blank_of("c1", method="hearing")
    blank = replace(blank, rater=Rater(id="c1", name="Six", kind="lawyer"))
    assert lines(blank)[:7] == [
        "Service review 2026: score sheet", blank.statement, "Group", "Seat", "Rater's name", "Kind", "How judged",
    ]  # fmt: skip
    sheet = opened(blank)["Cover"]
    assert [sheet[f"C{at}"].value for at in range(5, 10)] == ["Council", "Council1", "Six", "lawyer", "hearing"]
    page = page_of(blank, "~cover")
    assert (page.text(("~name", "label")), page.text(("~name", "text"))) == ("Rater's name", "Six")
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("criterion", "told"),
    [
        ("points: 9", ["Where points are asked for, write a number."]),
        (
            "marking: {levels: [{title: a, points: 1}]}",
            ["Where levels are named, choose one from the list in the cell."],
        ),
        (
            "marking: {checklist: [{title: a, points: 1}]}",
            ["Where items are listed, write √ or × for each, in order."],
        ),
        (
            "points: 9, reason_below: 60%",
            [
                "Where points are asked for, write a number.",
                "Where the standard says so, a low mark needs its reason in writing.",
            ],
        ),
    ],
)
def test_only_what_concerns_the_rater_is_explained(criterion: str, told: list[str]) -> None:
    """The markings that occur, and reasons where they are due."""
    assert rules(blank_of(rubric=one_of(criterion))) == [FIRST, *told, *REST]


def test_what_does_not_concern_an_agency_is_explained_where_it_may_be_said() -> None:
    """Only where the rubric says what becomes of it."""
    assert "What does not concern the agency: choose or write 不涉及." in rules(blank_of())


def test_the_matrix_has_rules_of_its_own() -> None:
    """There is no room for reasons, and a recusal stands in the last column."""
    assert rules(blank_of(rubric=one_of("points: 9, reason_below: 60%"), layout="matrix"))[2:4] == [
        "A low mark needs its reason in writing: hand it in on a sheet of its own.",
        "Who may not judge an agency writes the reason in its last column; marks there do not count.",
    ]


def test_every_agency_has_a_line_that_leads_to_its_page() -> None:
    """What is open and the sum come from the page by formula, with what is saved there."""
    blank = blank_of(held={"parks": InForce({"A1": "9.5"})})
    sheet, saved = opened(blank)["Cover"], opened(blank, values=True)["Cover"]
    at = next(cell.row for cell in sheet["B"] if cell.value == "No.")
    assert [cell.value for cell in sheet[at]][1:5] == ["No.", "Agency", "Still open", "Sum of the points"]
    line = sheet[at + 2]
    assert [cell.value for cell in line][1:5] == [2, "Gardens Office", "='Gardens Office'!J16", "='Gardens Office'!I16"]
    assert line[2].hyperlink.location == "'Gardens Office'!I16"
    assert [cell.value for cell in saved[at + 2]][3:5] == ["10 open", 9.5]


def test_who_is_left_out_is_told() -> None:
    """With the reason; nothing where nobody is."""
    assert lines(blank_of())[-3:] == [
        "Not to be marked by this rater",
        "Water Office: recused, related to the director",
        "Trade Office: withdrew, dissolved",
    ]
    held = blank_of()
    alone = replace(held, asked=replace(held.asked, left_out=()))
    assert lines(alone)[-1] == "8"


def test_a_real_round_makes_no_statement() -> None:
    """Below the title comes the rater at once."""
    blank = blank_of(rubric=one_of("points: 9"))
    real = replace(blank, round=blank.round.model_copy(update={"fictional": False}))
    assert lines(real)[:2] == ["Service review 2026: score sheet", "Group"]
