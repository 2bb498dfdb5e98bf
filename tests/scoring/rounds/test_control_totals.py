"""Tests of scoring.rounds.control_totals: the paper's own sums beside what its items come to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.rounds import Intake, Sheet, marks_from
from scoring.rounds.control_totals import ControlTotal, control_totals
from scoring.rounds.intakes import entries_of
from tests.scoring.rounds.paper_round import CRITERIA, a_round, leaf, rubric, typed


def totals(*intakes: Intake) -> tuple[ControlTotal, ...]:
    """Return the sums of intakes."""
    before, _ = marks_from(rubric(), a_round(), [])
    marks, _ = marks_from(rubric(), a_round(), list(entries_of(intakes, before, "intakes")))
    return control_totals([leaf(criterion) for criterion in CRITERIA], marks, intakes)


def sheet(total: str | None, void: str | None = None) -> Sheet:
    """Return a sheet of 8.5 points and a veto that holds."""
    return Sheet(agency="a", rater="r1", marks={"half": "8.5", "veto": "是"}, total=total, void=void)


def test_a_sum_beside_its_items() -> None:
    """A veto has no points."""
    (found,) = totals(typed(1, sheet("9")))
    assert found == ControlTotal("a", "r1", Decimal(9), Fraction(17, 2))
    assert not found.agrees
    assert totals(typed(1, sheet("8.50")))[0].agrees


def test_the_last_sum_that_stands_on_a_sheet_that_counts() -> None:
    """One typed without a sum does not take it away for what it was not asked for; one without check says nothing."""
    later = typed(2, sheet(None), asked=("half",))
    assert [one.written for one in totals(typed(1, sheet("9")), later, typed(3, sheet("7"), checked=False))] == [9]


def test_sheets_without_a_sum() -> None:
    """None was keyed, or none of the marks count."""
    assert totals(typed(1, sheet(None))) == ()
    assert totals(typed(1, sheet("9", void="涂改"))) == ()
