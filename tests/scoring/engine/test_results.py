"""Results: standings, grades, keys and why a rater's value is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rubrics import Document, Place, build, read_rubric, write
from scoring.engine.results import Results, results
from scoring.rounds import Collected, Entry, MarkState, Round, marks_from

RUBRIC: dict[str, Any] = {
    "pingyi": 1,
    "id": "r",
    "title": "细则",
    "basis": "试验",
    "rounding": {"places": 1, "mode": "half_up"},
    "rank": {"by": "exact", "ties": [{"untrimmed": "panel"}, "public"], "share": True},
    "not_applicable": "rescale",
    "parts": [
        {"id": "public", "title": "社会评议", "given": {"from": "public", "scale": 100}},
        {
            "id": "panel",
            "title": "评议团",
            "by": "panel",
            "pool": {"mean": {}, "incomplete": "leave_out"},
            "criteria": [{"id": "one", "title": "甲", "points": 60}, {"id": "two", "title": "乙", "points": 40}],
        },
    ],
}
ROUND: dict[str, Any] = {
    "pingyi": 1,
    "id": "round",
    "title": "评议",
    "organizer": "办公室",
    "rubric": "r",
    "agencies": [{"id": "a", "name": "甲局"}, {"id": "b", "name": "乙局"}, {"id": "c", "name": "丙局"}],
    "groups": [{"id": "panel", "title": "评议团", "members": [{"id": "j1", "name": "一"}, {"id": "j2", "name": "二"}]}],
}


def found(
    marks: dict[tuple[str, str], tuple[str, str]], public: dict[str, str], rubric: dict[str, Any], **changes: object
) -> Results:
    """Return the results of marks (one, two) by agency and rater and of given values by agency."""
    sound = read_rubric(write({**RUBRIC, **rubric}), "rubric.yaml")
    round_ = build(Round, Document("round.yaml", {**ROUND, **changes}, {}))
    entries = [
        Entry(agency, rater, criterion, text, Place("sheets/marks.csv"))
        for (agency, rater), written in marks.items()
        for criterion, text in zip(("one", "two"), written, strict=True)
        if text
    ]
    read, problems = marks_from(sound, round_, entries)
    assert problems == []
    return results(sound, round_, Collected(read, {"public": {a: Decimal(text) for a, text in public.items()}}))


ALL = {(agency, rater): ("50", "30") for agency in "abc" for rater in ("j1", "j2")}
PUBLIC = {"a": "80", "b": "90", "c": "90"}


def test_open_agencies_stand_last() -> None:
    """Ranked agencies by rank, equals in official order, then those that are open, with what is missing."""
    marks = {**ALL, ("a", "j2"): ("50", "")}
    held = found(marks, PUBLIC, {})
    assert [(s.agency, s.name, s.placing and s.placing.rank, s.score) for s in held.standings] == [
        ("b", "乙局", 1, Fraction(170)),
        ("c", "丙局", 1, Fraction(170)),
        ("a", "甲局", None, None),
    ]
    assert [(item.kind.value, item.node, item.raters) for item in held.standings[-1].opens] == [
        ("awaited", "panel", ("j2",))
    ]
    assert held.score("public", "a") == 80
    assert [held.score(node, "a") for node in ("panel", "one", "total")] == [None, None, None]


def test_a_key_without_raters_is_passed_over() -> None:
    """Where the panel does not concern one of two equal agencies its untrimmed mean is no 0: the next key decides."""
    spared = [{"agency": "b", "criterion": leaf, "reason": "不涉及"} for leaf in ("one", "two")]
    marks = {("a", "j1"): ("55", "35"), ("a", "j2"): ("55", "35"), ("c", "j1"): ("0", "0"), ("c", "j2"): ("0", "0")}
    held = found(marks, {"a": "70", "b": "80", "c": "10"}, {}, not_applicable=spared)
    assert {s.agency: (s.score, s.placing and (s.placing.rank, s.placing.decided_by)) for s in held.standings} == {
        "a": (Fraction(160), (2, "public")),
        "b": (Fraction(160), (1, "public")),
        "c": (Fraction(10), (3, None)),
    }


def test_shown_and_written() -> None:
    """A value as the rubric shows it, as a number and as text with all its places."""
    held = found(ALL, PUBLIC, {})
    assert (held.shown(Fraction(899, 20)), held.written(Fraction(899, 20))) == (Fraction(45), "45.0")
    assert held.written(Fraction(-1, 20)) == "-0.1"
    assert held.written(Fraction(10**28) - Fraction(1, 10)) == "9999999999999999999999999999.9"
    assert held.tie_words("public").render() != held.tie_words("untrimmed:panel").render()


BANDS = [{"title": "优秀", "from": 90}, {"title": "合格", "from": 60}, {"title": "不合格", "from": 0}]


@pytest.mark.parametrize(
    ("by", "score", "grade"),
    [
        ("exact", "89.95", "合格"),
        ("shown", "89.95", "优秀"),
        ("exact", "90", "优秀"),
        ("exact", "60", "合格"),
        ("exact", "59.99", "不合格"),
        ("exact", "-1", "不合格"),
    ],
)
def test_grades(by: str, score: str, grade: str) -> None:
    """A lower bound belongs to the grade above it; exact or shown as the rubric says; below 0 the lowest."""
    assert found(ALL, PUBLIC, {"grades": {"by": by, "bands": BANDS}}).grade(Fraction(score)) == grade


def test_a_rubric_without_grades() -> None:
    """Nothing is graded."""
    assert found(ALL, PUBLIC, {}).grade(Fraction(100)) is None


def test_why_a_value_is_missing() -> None:
    """Of several reasons the one that is shown: awaited first, then recused, absent, unassigned."""
    marks = {("a", "j1"): ("", "缺席"), ("a", "j2"): ("缺席", "回避"), ("b", "j1"): ("未安排", "30")}
    spared = [{"agency": "c", "criterion": leaf, "reason": "不涉及"} for leaf in ("one", "two")]
    held = found(marks, PUBLIC, {}, not_applicable=spared)
    reasons = [
        held.missing("panel", agency, rater) for agency, rater in (("a", "j1"), ("a", "j2"), ("b", "j1"), ("c", "j1"))
    ]
    assert reasons == [MarkState.AWAITED, MarkState.RECUSED, MarkState.UNASSIGNED, MarkState.NOT_APPLICABLE]
    assert held.panel("panel").raters == ("j1", "j2")
