"""What the events of a round may not say."""

from __future__ import annotations

from typing import Any

import pytest

from rubrics import fingerprints
from tests.scoring.rounds.test_roster import assigned, replaced
from tests.scoring.rounds.test_rules import PANEL, faults, member, rubric
from tests.scoring.rounds.test_rules_of_duties import APART, TOGETHER

AGENCIES = [{"id": name, "name": f"{name}局"} for name in "abcd"]


def told(*events: dict[str, Any], **changes: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - parts of a round
    """Return code, place and rule of every fault of a sound round with these events."""
    dated = [{"date": "2026-05-01", "reason": "原因", **event} for event in events]
    return faults(rubric(parts=APART), agencies=AGENCIES, events=dated, **changes)


def test_sound_events() -> None:
    """One of every kind but a correction, in order."""
    assert (
        told(
            {"renamed": {"agency": "a", "name": "新局"}},
            {"withdrawn": {"agency": "d"}},
            replaced("j1", "j9", "c"),
            replaced("j9", "j8", "c"),
            assigned("j9", "2026-05-02", agencies=["a", "b"], methods=["site_visit"]),
            {"recused": {"rater": "j8", "agency": "c"}, "date": "2026-05-03"},
            {"absent": {"rater": "j2", "methods": ["site_visit"]}, "date": "2026-05-03"},
        )
        == []
    )


def test_an_event_is_of_one_kind() -> None:
    """Neither of none nor of two."""
    assert told({}, {"withdrawn": {"agency": "a"}, "recused": {"rater": "j1", "agency": "b"}}) == [
        ("EVENT-ONE", "events[0]", "an event is of exactly one kind."),
        ("EVENT-ONE", "events[1]", "an event is of exactly one kind."),
    ]


def test_unknown_names() -> None:
    """Agencies, raters and methods that the round or its rubric does not have."""
    assert told(
        {"renamed": {"agency": "x", "name": "新局"}},
        {"absent": {"rater": "y", "agencies": ["a", "z"], "methods": ["interview"]}},
        replaced("v", "j9", "w"),
        assigned("j1"),
        assigned("j2", methods=["survey"]),
    ) == [
        ("ROUND-UNKNOWN", "events[0].renamed.agency", "the agency “x” is not part of this round."),
        ("ROUND-UNKNOWN", "events[1].absent.rater", "the rater “y” is not part of this round."),
        ("ROUND-UNKNOWN", "events[1].absent.agencies", "the agency “z” is not part of this round."),
        (
            "METHOD-UNUSED",
            "events[1].absent.methods",
            "nothing that raters mark is judged by the method “interview”.",
        ),
        ("ROUND-UNKNOWN", "events[2].replaced.rater", "the rater “v” is not part of this round."),
        ("ROUND-UNKNOWN", "events[2].replaced.since", "the agency “w” is not part of this round."),
        ("ASSIGNMENT-EMPTY", "events[3].assigned", "the assignment names neither agencies nor methods."),
        (
            "METHOD-UNUSED",
            "events[4].assigned.methods",
            "nothing that raters mark is judged by the method “survey”.",
        ),
    ]


def test_events_stand_in_the_order_of_their_dates() -> None:
    """Two of one day are in the order of the list."""
    absent = {"absent": {"rater": "j1"}}
    assert told(absent, {**absent, "date": "2026-04-30"}, {**absent, "date": "2026-04-30"}) == [
        ("EVENT-ORDER", "events[1].date", "2026-04-30 is before the event above it, of 2026-05-01.")
    ]


def test_a_name_that_is_taken() -> None:
    """The agency's own, or that of another at the time; one that has become free is not."""
    assert told(
        {"renamed": {"agency": "a", "name": "a局"}},
        {"renamed": {"agency": "a", "name": "b局"}},
    ) == [
        ("EVENT-NAME", "events[0].renamed.name", "“a” is called a局 already."),
        ("EVENT-NAME", "events[1].renamed.name", "“b” is called b局 already."),
    ]
    free = [{"renamed": {"agency": "a", "name": "新局"}}, {"renamed": {"agency": "b", "name": "a局"}}]
    assert told(*free) == []


def test_after_a_withdrawal() -> None:
    """Nothing more happens to an agency that has left, but what happened before stands."""
    gone = {"withdrawn": {"agency": "b"}}
    recused = {"recused": {"rater": "j1", "agency": "b"}}
    assert told(recused, gone, gone, recused, replaced("j1", "j9", "b")) == [
        ("EVENT-WITHDRAWN", "events[2].withdrawn.agency", "“b” has withdrawn by then."),
        ("EVENT-WITHDRAWN", "events[3].recused.agency", "“b” has withdrawn by then."),
        ("EVENT-WITHDRAWN", "events[4].replaced.since", "“b” has withdrawn by then."),
    ]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (
            [replaced("j1", "j8", "a"), replaced("j1", "j9", "b")],
            ("EVENT-REPLACED", "events[1].replaced.rater", "“j1” has been replaced already."),
        ),
        (
            [replaced("j8", "j9", "a"), replaced("j1", "j8", "a")],
            ("EVENT-REPLACED", "events[0].replaced.rater", "“j8” does not sit there yet."),
        ),
        (
            [replaced("j1", "j8", "c"), replaced("j8", "j9", "b")],
            ("EVENT-SINCE", "events[1].replaced.since", "“j8” marks from a later agency on than “b”."),
        ),
        (
            [replaced("j1", "j2", "a")],
            ("EVENT-SUBSTITUTE", "events[0].replaced.by.id", "the id “j2” is used by another rater."),
        ),
        (
            [replaced("j1", "j1", "a")],
            ("EVENT-SUBSTITUTE", "events[0].replaced.by.id", "the id “j1” is used by another rater."),
        ),
        (
            [replaced("j1", "j9", "a"), replaced("j2", "j9", "b")],
            ("EVENT-SUBSTITUTE", "events[1].replaced.by.id", "the id “j9” is used by another rater."),
        ),
    ],
)
def test_impossible_substitutions(events: list[dict[str, Any]], expected: tuple[str, str, str]) -> None:
    """A seat changes hands once at a time, to somebody new, and not before the last change."""
    assert told(*events) == [expected]


def test_a_pool_over_methods_is_left_to_the_notices() -> None:
    """Where an event assigns some methods only, marks are in already: nothing is refused."""
    event = {"date": "2026-05-01", "reason": "调整", "assigned": {"rater": "j1", "methods": ["site_visit"]}}
    assert faults(rubric(parts=TOGETHER), groups=[{**PANEL, "members": [member("j1")]}], events=[event]) == []


def corrected(text: str, scoring: str) -> dict[str, Any]:
    """Return a correction."""
    return {"corrected": {"text": text, "scoring": scoring}}


def test_a_correction_of_wording() -> None:
    """The text fingerprint was another, the scoring fingerprint is the same."""
    scoring, now = fingerprints(rubric(parts=APART)).short
    assert told(corrected("00000000", scoring.lower())) == []
    assert told(corrected("00000000", scoring), corrected("11111111", scoring)) == []
    assert told(corrected(now, scoring), corrected("11111111", scoring)) == []
    assert told(corrected(now, "00000000")) == [
        (
            "EVENT-CORRECTED",
            "events[0].corrected.scoring",
            f"the correction changed what counts: the scoring fingerprint is {scoring}, not 00000000.",
        ),
        (
            "EVENT-CORRECTED",
            "events[0].corrected.text",
            f"the correction changed nothing: the text fingerprint is still {now}.",
        ),
    ]
    assert told(corrected("22222222", scoring), corrected("22222222", scoring)) == [
        (
            "EVENT-CORRECTED",
            "events[0].corrected.text",
            "the correction changed nothing: the text fingerprint is still 22222222.",
        )
    ]
