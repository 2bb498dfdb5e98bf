"""The office accepts, returns and gives more time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rubrics import Problems

pytestmark = pytest.mark.usefixtures("db")


def test_a_report_is_accepted_and_from_then_on_its_facts_count() -> None:
    """The status in submission.yaml is what the folder reads; all that is named, or nothing."""
    from scoring.actions.reporting import submission_of
    from scoring.actions.returning import accept
    from scoring.actions.submitting import submit
    from tests.agency_desks import returned_desk

    desk = returned_desk()
    submit(desk)
    with pytest.raises(Problems) as told:
        accept(desk.round, None, desk.at, [desk.agency, "court"])
    assert [item.code for item in told.value.items] == ["STATUS-STEP"]
    held = submission_of(desk.round, desk.agency)
    assert held is not None
    assert held.status == "submitted"
    accept(desk.round, None, desk.at, [desk.agency])
    held = submission_of(desk.round, desk.agency)
    assert held is not None
    assert held.status == "accepted"


def test_a_report_is_returned_with_reasons_and_time() -> None:
    """The reasons stand in the submission, the time in the calendar, and both in the journal."""
    from scoring.actions.plans import plan_of
    from scoring.actions.reporting import material, submission_of
    from scoring.actions.returning import send_back
    from scoring.rounds.calendar import Phase
    from scoring.storage.models import JournalLine
    from tests.agency_desks import desk as desk_of
    from tests.portal_people import demo_round

    desk = desk_of(demo_round(Phase.SUBMIT, marks=True))
    until = (desk.at + timedelta(days=9)).replace(second=0, microsecond=0)
    send_back(desk, ["  补充 公开页面 ", "", "更正自评分"], until)
    held = submission_of(desk.round, desk.agency)
    assert held is not None
    assert (held.status, held.reasons) == ("returned", ("补充 公开页面", "更正自评分"))
    assert plan_of(desk.round).calendar.deadline(desk.agency) == until
    assert plan_of(desk.round).calendar.deadline("court") != until
    assert material(desk.round, desk.agency).evidence == {}
    lines = JournalLine.objects.filter(round=desk.round).order_by("-pk").values_list("text", flat=True)[:2]
    assert list(lines) == [
        "“{agency}” may hand in until {moment}.",
        "The report of “{agency}” was returned for correction.",
    ]


def test_without_reasons_nothing_is_returned() -> None:
    """An agency must know what to put right."""
    from scoring.actions.returning import send_back
    from scoring.rounds.calendar import Phase
    from tests.agency_desks import desk as desk_of
    from tests.portal_people import demo_round

    with pytest.raises(Problems) as told:
        send_back(desk_of(demo_round(Phase.SUBMIT, marks=True)), [" "])
    assert [item.code for item in told.value.items] == ["STATUS-REASON"]


def test_what_never_came_cannot_be_returned() -> None:
    """A page that was open for long may still offer it."""
    from scoring.actions.returning import send_back
    from tests.agency_desks import fresh_desk

    with pytest.raises(Problems) as told:
        send_back(fresh_desk(), ["补"])
    assert [item.code for item in told.value.items] == ["SUBMISSION-MISSING"]


def test_more_time_needs_a_phase_a_later_moment_and_a_reason() -> None:
    """All that is wrong is told at once; a later extension takes the place of an earlier one."""
    from scoring.actions.plans import plan_of
    from scoring.actions.returning import extend
    from scoring.rounds.calendar import Phase
    from tests.agency_desks import desk as desk_of
    from tests.agency_desks import fresh_desk
    from tests.portal_people import set_phases

    desk = fresh_desk()
    for days in (3, 2):
        extend(desk, desk.at + timedelta(days=days), "机构改革")
    found = plan_of(desk.round).calendar.extensions
    assert [(item.agency, item.reason) for item in found] == [("market", "机构改革")]
    set_phases(desk.round, Phase.MEETING)
    with pytest.raises(Problems) as told:
        extend(desk_of(desk.round), desk.at, " ")
    assert [item.code for item in told.value.items] == ["EXTENSION-PAST", "EXTENSION-PHASE", "EXTENSION-REASON"]
