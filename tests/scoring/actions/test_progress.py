"""How far a round has come, in numbers."""

from __future__ import annotations

import pytest
from django.utils import timezone

from scoring.rounds.sheet_states import SheetState
from tests.portal_data import data_folder

data_folder()

from scoring.actions.progress import handed_in, progress_of
from scoring.storage.models import Round, Save, Sheet
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count

pytestmark = pytest.mark.usefixtures("db")


def test_sheets_are_counted_by_group_method_and_agency() -> None:
    """Of 72 sheets one is recused and one is in; the other agencies have none."""
    made = demo_round()
    count(made, "court", "r1")
    found = progress_of(made)
    panel = found.groups[0]
    assert (panel.asked, panel.states[SheetState.IN], panel.states[SheetState.RECUSED]) == (72, 1, 1)
    assert [tally.states[SheetState.IN] for tally in found.methods] == [1, 1, 1]
    assert [(agency, tally.states[SheetState.IN]) for agency, tally in found.agencies][:2] == [
        ("court", 1),
        ("education", 0),
    ]


def test_drafts_leave_no_trace() -> None:
    """What a rater typed and did not sign changes no number; what is signed does."""
    made = demo_round()
    before = progress_of(made)
    row = Sheet.objects.create(round=made, agency="court", rater="r1")
    Save.objects.create(sheet=row, criterion="A1", value="优", device="d", seq=1, at=timezone.now())
    assert progress_of(made) == before
    count(made, "court", "r1")
    assert progress_of(made) != before


def test_reports_that_lie_with_the_office_are_counted() -> None:
    """One for each agency, earlier versions apart."""
    assert progress_of(demo_round(marks=True)).handed_in == {
        *("court", "education", "ecology", "market", "health", "transport", "youth", "metro")
    }

    Round.objects.all().delete()
    assert handed_in(demo_round()) == frozenset()
