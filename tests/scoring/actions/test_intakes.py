"""Intakes as records of a round in the database."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems
from scoring.rounds import Intake, Sheet
from tests.portal_data import data_folder

data_folder()

from scoring.actions.intakes import intakes_of, keep_intakes
from scoring.actions.records import content, current
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def _intake(number: int) -> Intake:
    sheet = Sheet(agency="court", rater="r1", marks={"A1": "优"})
    at = "2026-05-20T09:30:00+08:00"
    return Intake(pingyi=1, number=number, at=at, by="甲", way="typed", asked=("A1",), sheets=(sheet,))


def test_what_is_kept_is_read_again() -> None:
    """Numbers go on from the highest there ever was, and every intake is a record of its own."""
    made = demo_round()
    for _ in range(2):
        keep_intakes(made, None, timezone.now(), lambda number: [(_intake(number), None)])
    assert intakes_of(made) == (_intake(1), _intake(2))
    assert [path for path in current(made) if path.startswith("intakes/")] == ["intakes/0001.yaml", "intakes/0002.yaml"]


def test_what_was_read_in_is_kept_beside_it() -> None:
    """The bytes of a workbook lie under their SHA-256, where the folder has them."""
    made = demo_round()
    about = {"way": "workbook", "file": "r1.xlsx", "sha256": "ab" * 32}
    keep_intakes(made, None, timezone.now(), lambda number: [(_intake(number).model_copy(update=about), b"book")])
    assert content(made, f"intakes/originals/{'ab' * 32}.xlsx") == b"book"


def test_nothing_comes_into_a_closed_round() -> None:
    """A closed round takes no intake, and keeps none of it."""
    made = demo_round()
    made.closed = timezone.now()
    made.save()
    with pytest.raises(Problems) as refused:
        keep_intakes(made, None, timezone.now(), lambda number: [(_intake(number), None)])
    assert [problem.code for problem in refused.value.items] == ["ROUND-CLOSED"]
    assert intakes_of(made) == ()


def test_nothing_made_is_nothing_kept() -> None:
    """Where there is nothing to keep the round stays at its revision."""
    made = demo_round()
    before = made.revision
    assert (keep_intakes(made, None, timezone.now(), lambda _: []), made.revision) == ((), before)
