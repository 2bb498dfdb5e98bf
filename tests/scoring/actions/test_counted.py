"""What counts of a round: tables and intakes together."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from rubrics import Problems
from scoring.rounds.sheet_states import SheetState
from tests.portal_data import data_folder

data_folder()

from scoring.actions.counted import counted
from scoring.actions.records import change, laid_out
from scoring.folder import read_folder
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count

pytestmark = pytest.mark.usefixtures("db")


def test_tables_and_intakes_count_as_they_do_in_the_folder() -> None:
    """The marks are those that the folder's own reading gives."""
    made = demo_round(marks=True)
    with laid_out(made) as root:
        assert dict(counted(made).marks.items()) == dict(read_folder(root).collected.marks.items())


def test_a_sheet_that_was_checked_is_in() -> None:
    """A revision later the same round knows one sheet more."""
    made = demo_round()
    assert counted(made).states["court", "r1"].state is SheetState.AWAITED
    count(made, "court", "r1")
    held = counted(made)
    assert held.states["court", "r1"].state is SheetState.IN
    assert held.states_of(frozenset({"A1"}))["court", "r2"].state is SheetState.AWAITED


def test_marks_that_the_set_up_does_not_know_are_told() -> None:
    """A table that names a stranger is a problem, not a gap."""
    made = demo_round()

    def strange(root: Path) -> None:
        folder = root / "sheets"
        folder.mkdir()
        (folder / "x.csv").write_text("agency,rater,criterion,mark\ncourt,nobody,A1,优\n", "utf-8")

    change(made, None, timezone.now(), strange)
    with pytest.raises(Problems) as told:
        counted(made)
    assert [problem.code for problem in told.value.items] == ["RATER-UNKNOWN"]
