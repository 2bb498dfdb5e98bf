"""Grades proposed and decided, against those that were computed."""

from __future__ import annotations

from typing import Any

import pytest

from rubrics import Document, Problems, build
from scoring.rounds import DecidedGrade, Decision, check_decision
from tests.scoring.rounds.test_roster import a_round

TITLES = ("优秀", "合格")
COMPUTED = {"a": "优秀", "b": "合格", "c": None, "d": "合格"}
SIGNED = {"body": "领导小组", "date": "2026-12-01", "minutes": "〔2026〕3号"}


def decision(*grades: dict[str, Any], **head: Any) -> Decision:  # noqa: ANN401 - parts of a decision
    """Return a decision of these entries."""
    return build(Decision, Document("decision.yaml", {"pingyi": 1, **head, "grades": list(grades)}, {}))


def grades(**decided: str) -> list[dict[str, Any]]:
    """Return an entry for every agency of the round, those named with a decided grade."""
    return [{"agency": name, **({"decided": decided[name]} if name in decided else {})} for name in "abc"]


def told(*entries: dict[str, Any], **head: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - parts of a decision
    """Return code, place and rule of every fault; the agency d has withdrawn, and c has no computed grade."""
    held = decision(*entries, **head)
    document = Document("decision.yaml", {}, {})
    found = check_decision(held, a_round({"withdrawn": {"agency": "d"}}), TITLES, COMPUTED, document.locate)
    return [(item.code, item.place.path, item.rule.render()) for item in found]


def test_decided_as_computed() -> None:
    """Nothing to give reasons for; who has no computed grade may stay without one."""
    assert told(*grades(a="优秀", b="合格"), **SIGNED) == []


def test_proposed_only() -> None:
    """Nobody has decided, so nobody must sign."""
    assert told({"agency": "a", "proposed": "优秀"}, {"agency": "b"}, {"agency": "c"}) == []


def test_another_grade_than_the_computed_one() -> None:
    """Proposed or decided, it needs a reason; so does any grade for an agency without a computed one."""
    entries = [
        {"agency": "a", "proposed": "合格", "decided": "优秀"},
        {"agency": "b", "proposed": "优秀", "decided": "优秀", "reason": "全国先进"},
        {"agency": "c", "decided": "合格"},
    ]
    assert told(*entries, **SIGNED) == [
        ("DECISION-REASON", "grades[0].proposed", "“合格” is not the computed grade, 优秀."),
        ("DECISION-REASON", "grades[2].decided", "“合格” is not the computed grade, —."),
    ]


def test_agencies() -> None:
    """Each once; nobody unknown, nobody who has withdrawn, nobody left out."""
    names = [{"agency": name} for name in "aaxd"]
    assert told(*names) == [
        ("DECISION-TWICE", "grades[1].agency", "“a” stands here a second time."),
        ("ROUND-UNKNOWN", "grades[2].agency", "the agency “x” is not part of this round."),
        ("DECISION-WITHDRAWN", "grades[3].agency", "“d” has withdrawn and gets no grade."),
        ("DECISION-MISSING", "grades", "“b” is missing."),
        ("DECISION-MISSING", "grades", "“c” is missing."),
    ]


def test_grades_that_the_rubric_does_not_have() -> None:
    """An unknown grade is told as unknown, and not also as another than computed."""
    entries = [{"agency": "a", "proposed": "优"}, {"agency": "b"}, {"agency": "c"}]
    assert told(*entries) == [("DECISION-GRADE", "grades[0].proposed", "the rubric has no grade “优”.")]


def test_decided_for_some_only() -> None:
    """All or none; and once decided, it is said by whom, when, and where it is minuted."""
    assert told(*grades(a="优秀")) == [
        ("DECISION-PARTLY", "grades[1]", "no grade is decided for “b”, but for others."),
        ("DECISION-MISSING", "body", "grades are decided, but “body” is missing."),
        ("DECISION-MISSING", "date", "grades are decided, but “date” is missing."),
        ("DECISION-MISSING", "minutes", "grades are decided, but “minutes” is missing."),
    ]


def test_who_has_withdrawn_is_not_missed_among_the_decided() -> None:
    """Such an entry is told once, as one that should not be there."""
    assert told(*grades(a="优秀", b="合格"), {"agency": "d"}, **SIGNED) == [
        ("DECISION-WITHDRAWN", "grades[3].agency", "“d” has withdrawn and gets no grade.")
    ]


def test_by_agency() -> None:
    """The entry of each."""
    assert decision({"agency": "a", "proposed": "优秀"}).by_agency == {
        "a": DecidedGrade(agency="a", proposed="优秀"),
    }


def test_no_scores_are_decided() -> None:
    """There is no word for it."""
    with pytest.raises(Problems) as caught:
        decision({"agency": "a", "score": 99})
    assert [(item.code, item.place.path) for item in caught.value.items] == [("SHAPE-UNKNOWN", "grades[0].score")]
