"""Which workbooks are made: for whom, under which numbers, with what is in force already."""

from __future__ import annotations

from scoring.rounds import Intake, Sheet
from scoring.sheets.in_force import InForce
from tests.scoring.sheets.blanks import plan

INTAKE = Intake(
    pingyi=1,
    number=1,
    at="2026-05-01T09:00:00+08:00",
    by="x",
    way="workbook",
    asked=("agreed", "heard"),
    sheets=(Sheet(agency="tax", rater="c1", marks={"agreed": "4", "heard": "2.5"}),),
)


def test_numbers_go_to_those_who_have_something_to_mark() -> None:
    """Who has nothing to mark gets no workbook, and no number is left out."""
    found = [(blank.rater.id, blank.number) for blank in plan(method="interview").blanks(["p1", "c2", "p2", "c1"], 5)]
    assert found == [("c2", 5), ("c1", 6)]


def test_methods_are_those_of_what_raters_mark() -> None:
    """Each once, in the rubric's order."""
    assert plan().methods == ("site_visit", "document_review", "interview", "hearing")


def test_what_is_in_force_goes_to_its_rater() -> None:
    """Of the criteria of the workbook only."""
    whole = {blank.rater.id: blank.held for blank in plan(intakes=(INTAKE,)).blanks(["c1", "c2"], 1)}
    assert whole == {"c1": {"tax": InForce({"agreed": "4", "heard": "2.5"})}, "c2": {}}
    (heard,) = plan(intakes=(INTAKE,), method="hearing").blanks(["c1"], 1)
    assert heard.held == {"tax": InForce({"heard": "2.5"})}
