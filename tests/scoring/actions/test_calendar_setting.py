"""The calendar set as a whole, and phases opened and closed by a press."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from rubrics import Problems
from scoring.folder import write_file
from scoring.folder.writing import holding
from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.calendar_setting import Form, close_phase, open_phase, rows_of, set_calendar, shown_as
from scoring.actions.plans import plan_of
from scoring.actions.records import change
from scoring.storage.models import JournalLine, Round
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")
NOW = datetime.fromisoformat("2026-05-20T09:30:07+08:00")


def test_set_and_shown_again() -> None:
    """What was typed in China time is what the form shows; a phase without a beginning is not part of the round."""
    made = demo_round()
    typed = {Phase.SUBMIT: ("2026-05-01T08:00", "2026-05-20T18:00"), Phase.MEETING: ("2026-06-01T09:00", "")}
    set_calendar(made, None, NOW, Form({**typed, Phase.PUBLISH: ("", "")}, "30"))
    calendar = plan_of(made).calendar
    rows = {row.phase: (row.opens, row.closes, row.open) for row in rows_of(calendar, NOW)}
    assert rows == {
        **dict.fromkeys(Phase, ("", "", False)),
        Phase.SUBMIT: ("2026-05-01T08:00", "2026-05-20T18:00", True),
        Phase.MEETING: ("2026-06-01T09:00", "", False),
    }
    assert (calendar.grace, calendar.phases[0].opens) == (30, "2026-05-01T08:00:00+08:00")
    assert JournalLine.objects.latest("pk").text == "The calendar was changed."


def test_seconds_and_extensions_stay() -> None:
    """A moment that was not touched keeps its seconds; the extensions of agencies are not touched at all."""
    made = demo_round()
    text = (
        "pingyi: 1\nphases: [{phase: submit, opens: '2026-05-01T08:00:05+08:00', closes: '2026-05-02T00:00:00Z'}]\n"
        "extensions: [{agency: court, closes: '2026-05-09T00:00:00+08:00', reason: 停电}]\n"
    )
    change(made, None, NOW, lambda root: write_file(root / "calendar.yaml", holding(text.encode())))
    rows = {row.phase: (row.opens, row.closes) for row in rows_of(plan_of(made).calendar, NOW)}
    assert rows[Phase.SUBMIT] == ("2026-05-01T08:00", "2026-05-02T08:00")
    set_calendar(made, None, NOW, Form({**rows, Phase.SETTLE: ("2026-07-01T00:00", "")}, ""))
    open_phase(made, None, NOW, Phase.PUBLISH)
    calendar = plan_of(made).calendar
    assert [(window.phase, window.opens, window.closes) for window in calendar.phases] == [
        ("submit", "2026-05-01T08:00:05+08:00", "2026-05-02T00:00:00Z"),
        ("settle", "2026-07-01T00:00:00+08:00", None),
        ("publish", "2026-05-20T09:30:07+08:00", None),
    ]
    assert [(item.agency, item.reason) for item in calendar.extensions] == [("court", "停电")]


def test_all_faults_at_once() -> None:
    """What is no moment, an end without a beginning, and what is no number are told together."""
    typed = {
        Phase.SUBMIT: ("gestern", ""),
        Phase.MEETING: ("", "2026-06-01T09:00"),
        Phase.SETTLE: ("2026-06-01T09:00+09:00", ""),
    }
    with pytest.raises(Problems) as told:
        set_calendar(demo_round(), None, NOW, Form(typed, "½"))
    assert [item.code for item in told.value.items] == [
        "CALENDAR-GRACE",
        "CALENDAR-MOMENT",
        "CALENDAR-MOMENT",
        "CALENDAR-OPENS",
    ]


def test_an_end_before_the_beginning() -> None:
    """The calendar's own rules hold, and nothing is kept."""
    made = demo_round(Phase.SUBMIT)
    with pytest.raises(Problems) as told:
        set_calendar(made, None, NOW, Form({Phase.MEETING: ("2026-06-02T09:00", "2026-06-01T09:00")}, ""))
    assert [item.code for item in told.value.items] == ["PHASE-ENDS"]
    assert [window.phase for window in plan_of(made).calendar.phases] == ["submit"]


def test_opened_and_closed_by_a_press() -> None:
    """Open at once and closed at once, even in the same second; what is closed cannot be closed again."""
    made = demo_round(Phase.SUBMIT)
    at = timezone.now()
    open_phase(made, None, at, Phase.MEETING)
    assert plan_of(made).calendar.phases_open(at) == {Phase.SUBMIT, Phase.MEETING}
    close_phase(made, None, at, Phase.MEETING)
    later = at + timedelta(seconds=2)
    assert plan_of(made).calendar.phases_open(later) == {Phase.SUBMIT}
    lines = [(line.text, line.values) for line in JournalLine.objects.order_by("-pk")[:2]]
    assert lines == [
        ("The phase “{phase}” was closed.", {"phase": {"say": "Evaluation at the meeting"}}),
        ("The phase “{phase}” was opened.", {"phase": {"say": "Evaluation at the meeting"}}),
    ]
    with pytest.raises(Problems) as told:
        close_phase(made, None, later, Phase.MEETING)
    assert [(item.code, item.place.file) for item in told.value.items] == [("PHASE-CLOSED", made.title)]


def test_opening_keeps_an_end_that_is_to_come() -> None:
    """A phase that is opened early ends as planned; one that had ended has no end any more."""
    made = demo_round()
    typed = {
        Phase.SUBMIT: ("2026-05-21T08:00", "2026-05-22T08:00"),
        Phase.MEETING: ("2026-05-01T08:00", "2026-05-02T08:00"),
    }
    set_calendar(made, None, NOW, Form(typed, ""))
    for phase in typed:
        open_phase(made, None, NOW, phase)
    assert [(window.opens, window.closes) for window in plan_of(made).calendar.phases] == [
        ("2026-05-20T09:30:07+08:00", "2026-05-22T08:00:00+08:00"),
        ("2026-05-20T09:30:07+08:00", None),
    ]


def _rows(made: Round) -> dict[Phase, tuple[str, str]]:
    return {row.phase: (row.opens, row.closes) for row in rows_of(plan_of(made).calendar, NOW)}


def test_two_who_set_it_at_once() -> None:
    """What a form showed and nobody typed over stays as somebody else has set it meanwhile."""
    made = demo_round()
    set_calendar(made, None, NOW, Form({}, ""))
    shown = shown_as(plan_of(made).calendar)
    submit, meeting = ("2026-05-01T08:00", "2026-05-20T18:00"), ("2026-06-01T09:00", "")
    set_calendar(made, None, NOW, Form({Phase.SUBMIT: submit}, "30", shown))
    set_calendar(made, None, NOW, Form({Phase.MEETING: meeting}, "0", shown))
    assert _rows(made) == {**dict.fromkeys(Phase, ("", "")), Phase.SUBMIT: submit, Phase.MEETING: meeting}
    assert plan_of(made).calendar.grace == 30
    shown = shown_as(plan_of(made).calendar)
    open_phase(made, None, NOW, Phase.MEETING)
    set_calendar(made, None, NOW, Form({Phase.MEETING: meeting}, "30", shown))
    held = plan_of(made).calendar
    assert [(window.phase, window.opens) for window in held.phases] == [("meeting", "2026-05-20T09:30:07+08:00")]


def test_what_somebody_else_changed_is_not_typed_over() -> None:
    """The same phase changed by two: the second is told, and nothing is lost; the same change twice is one."""
    made = demo_round()
    set_calendar(made, None, NOW, Form({}, ""))
    shown = shown_as(plan_of(made).calendar)
    first = {Phase.SUBMIT: ("2026-05-01T08:00", "2026-05-20T18:00")}
    set_calendar(made, None, NOW, Form(first, "30", shown))
    set_calendar(made, None, NOW, Form(first, "30", shown))
    with pytest.raises(Problems) as told:
        set_calendar(made, None, NOW, Form({Phase.SUBMIT: ("2026-05-02T08:00", "")}, "15", shown))
    assert [(item.code, item.rule.text) for item in told.value.items] == [
        ("CALENDAR-OTHERS", "somebody else changed the minutes after the deadline in the meantime."),
        ("CALENDAR-OTHERS", "somebody else changed the phase “{phase}” in the meantime."),
    ]
    assert (_rows(made)[Phase.SUBMIT], plan_of(made).calendar.grace) == (first[Phase.SUBMIT], 30)
