"""Tests of scoring.rounds.calendar: who may hand in and mark when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from rubrics import Place, build, parse, write, written
from scoring.rounds import Round
from scoring.rounds.calendar import Calendar, Phase, check_calendar

NOON = datetime.fromisoformat("2026-05-20T12:00:00+08:00")


def calendar(**fields: Any) -> Calendar:  # noqa: ANN401 - whatever the file may say
    """Return the calendar that calendar.yaml gives with these fields."""
    return build(Calendar, parse(write({"pingyi": 1, **fields}), "calendar.yaml"))


def window(phase: str, opens: str, closes: str | None = None) -> dict[str, str]:
    """Return a phase on 20 May 2026, from and until an hour."""
    day = "2026-05-20T{}:00+08:00"
    return {"phase": phase, "opens": day.format(opens)} | ({"closes": day.format(closes)} if closes else {})


@pytest.mark.parametrize(
    ("opens", "closes", "is_open"),
    [("12:00", "12:01", True), ("12:01", "13:00", False), ("11:00", "12:00", False), ("08:00", None, True)],
)
def test_a_phase_is_open_from_its_beginning_until_before_its_end(opens: str, closes: str | None, is_open: bool) -> None:
    """The first moment belongs to it, the last does not; without an end it stays open."""
    found = calendar(phases=[window("submit", opens, closes)])
    assert found.phases_open(NOON) == (frozenset({Phase.SUBMIT}) if is_open else frozenset())


def test_without_a_calendar_nobody_hands_in_and_nobody_marks() -> None:
    """What no phase allows is not allowed."""
    empty = Calendar()
    assert (empty.may_submit("edu", NOON), empty.may_mark((), NOON), empty.deadline("edu")) == (False, False, None)


@pytest.mark.parametrize(("late", "may"), [(0, True), (29, True), (30, False)])
def test_grace_lets_reports_in_after_the_deadline(late: int, may: bool) -> None:
    """Thirty minutes of grace end thirty minutes after the deadline, which stays what it is."""
    found = calendar(phases=[window("submit", "08:00", "12:00")], grace=30)
    assert found.may_submit("edu", NOON + timedelta(minutes=late)) is may
    assert found.deadline("edu") == NOON


def test_an_extension_is_for_one_agency() -> None:
    """Who was given longer hands in later; nobody is given less than all have."""
    longer = {"agency": "edu", "closes": "2026-05-20T13:00:00+08:00", "reason": "系统故障"}
    shorter = {"agency": "law", "closes": "2026-05-20T09:00:00+08:00", "reason": "写错"}
    found = calendar(phases=[window("submit", "08:00", "11:00")], extensions=[longer, shorter])
    assert [found.may_submit(agency, NOON) for agency in ("edu", "law", "tax")] == [True, False, False]
    assert found.deadline("law") == NOON - timedelta(hours=1)


def test_nobody_hands_in_before_the_phase_opens() -> None:
    """An extension does not open what has not begun."""
    longer = {"agency": "edu", "closes": "2026-05-21T13:00:00+08:00", "reason": "系统故障"}
    found = calendar(phases=[window("submit", "12:30", "18:00")], extensions=[longer])
    assert found.may_submit("edu", NOON) is False


@pytest.mark.parametrize(
    ("phase", "visit", "review", "without"),
    [
        ("site_visit", True, False, True),
        ("document_review", False, True, True),
        ("interview", False, False, True),
        ("meeting", True, True, True),
        ("submit", False, False, False),
        ("settle", False, False, False),
    ],
)
def test_a_method_is_marked_in_its_phase(phase: str, visit: bool, review: bool, without: bool) -> None:
    """At the meeting everything is open; a criterion without methods is in every marking phase."""
    found = calendar(phases=[window(phase, "08:00", "18:00")])
    marked = [found.may_mark(methods, NOON) for methods in (("site_visit",), ("document_review",), ())]
    assert marked == [visit, review, without]


def test_every_fault_is_told() -> None:
    """A phase written twice, one that ends before it begins, and an unknown agency."""
    found = calendar(
        phases=[window("submit", "08:00", "12:00"), window("submit", "13:00"), window("settle", "14:00", "14:00")],
        extensions=[{"agency": "nobody", "closes": "2026-05-21T13:00:00+08:00", "reason": "？"}],
    )
    round_ = Round.model_validate(
        {
            "pingyi": 1,
            "id": "r",
            "title": "t",
            "organizer": "o",
            "rubric": "x",
            "agencies": [{"id": "edu", "name": "e"}],
        }
    )
    faults = check_calendar(found, round_, lambda path: Place("calendar.yaml", path=written(path)))
    assert [(fault.code, fault.place.path) for fault in faults] == [
        ("PHASE-TWICE", "phases[1]"),
        ("PHASE-ENDS", "phases[2].closes"),
        ("AGENCY-UNKNOWN", "extensions[0].agency"),
    ]


def test_phases_have_titles() -> None:
    """Every phase has a name of its own on screens."""
    assert len({phase.title.render() for phase in Phase}) == len(Phase)


def test_an_unknown_phase_is_refused() -> None:
    """A phase is one of eight."""
    with pytest.raises(Exception, match="phases"):
        calendar(phases=[window("party", "08:00")])
