"""One round at a glance: numbers, and what is next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from scoring.rounds.calendar import MARKING, Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.overview import next_steps, numbers_of
from scoring.actions.plans import plan_of
from scoring.actions.setting_up import Named, begin_like
from scoring.storage.models import Role, Save, Sheet, Signing
from tests.portal_people import demo_round, set_phases, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_numbers() -> None:
    """Counted, each in what it is about."""
    made, now = demo_round(), timezone.now()
    for seat in ("r1", "r2"):
        person = somebody(Role.PANEL, made, seat)
        sheet = Sheet.objects.create(round=made, rater=seat, agency="court")
        for seq in (1, 2):
            Save.objects.create(sheet=sheet, criterion="A1", value="8", device=seat, seq=seq, person=person, at=now)
    Sheet.objects.create(round=made, rater="r3", agency="court")
    unlocked = Sheet.objects.get(rater="r1")
    for signed, undone in ((sheet, None), (sheet, None), (unlocked, now)):
        Signing.objects.create(
            sheet=signed, criteria=["A1"], intake=1, sha256="0", person=person, at=now, undone=undone
        )
    numbers = numbers_of(made, plan_of(made))
    assert (numbers.agencies, numbers.raters, numbers.people) == (8, 9, {"panel": 2})
    assert (numbers.reports, numbers.begun, numbers.signed, numbers.intakes) == (0, 2, 1, 0)


def test_what_is_next_in_each_phase() -> None:
    """The page of what is due, the most urgent first."""
    made, now = demo_round(Phase.PREPARE), timezone.now()
    somebody(Role.PANEL, made, "r1")
    somebody(Role.AGENCY, made, "court")
    found = {}
    for phase in Phase:
        set_phases(made, phase)
        plan = plan_of(made)
        found[phase] = [step.door for step in next_steps(made, plan, numbers_of(made, plan), now)]
    assert found == {
        Phase.PREPARE: [],
        Phase.SUBMIT: ["reports"],
        **{phase: ["matrix"] for phase in MARKING},
        Phase.SETTLE: ["notices"],
        Phase.PUBLISH: ["publication"],
    }


def test_a_round_that_was_just_opened() -> None:
    """Names, calendar and people are still to come; a closed round asks for nothing."""
    now = timezone.now()
    made = begin_like("zhifa-pingyi", Named("new"), None, now)
    plan = plan_of(made)
    steps = next_steps(made, plan, numbers_of(made, plan), now)
    assert [step.door for step in steps] == ["setup-file", "calendar", "people"]
    made.closed = now
    assert next_steps(made, plan, numbers_of(made, plan), now) == ()


def test_between_two_phases() -> None:
    """It is said that nothing is open."""
    made = demo_round(Phase.SUBMIT)
    plan = plan_of(made)
    later = timezone.now() + timedelta(days=3)
    steps = next_steps(made, plan, numbers_of(made, plan), later)
    assert [(step.door, step.what.render()) for step in steps][-1] == ("calendar", "No phase is open at this moment.")
