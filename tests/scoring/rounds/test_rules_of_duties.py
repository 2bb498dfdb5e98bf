"""Whether the seats of a round suffice for its rubric."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.rounds.test_rules import PANEL, faults, member, rubric

VISIT = {"id": "visit", "title": "现场", "points": 40, "methods": ["site_visit"]}
PAPERS = {"id": "papers", "title": "资料", "points": 60, "methods": ["document_review"]}
TOGETHER = [
    {
        "id": "panel",
        "title": "评议团",
        "by": "panel",
        "pool": {"mean": {}, "incomplete": "leave_out"},
        "criteria": [VISIT, PAPERS],
    }
]
APART = [
    {
        "id": "panel",
        "title": "评议团",
        "by": "panel",
        "criteria": [{**leaf, "pool": {"mean": {}}} for leaf in (VISIT, PAPERS)],
    }
]
ONLY_VISIT = {"rater": "j1", "methods": ["site_visit"]}
ADVICE = ("POOL-METHODS", "assignments[0]", "“j1” marks only some of what the pool of “panel” spans.")


def test_a_pool_over_methods_with_different_assignments() -> None:
    """A rater who is there for some of them has no whole value; pooled method by method there is nothing to tell."""
    assert faults(rubric(parts=TOGETHER), assignments=[ONLY_VISIT]) == [ADVICE]
    assert faults(rubric(parts=APART), assignments=[ONLY_VISIT]) == []


def test_assignments_of_a_rater_are_taken_together() -> None:
    """Two that complete each other leave nothing out; for one agency only some are left out."""
    papers = {"rater": "j1", "methods": ["document_review"]}
    said = rubric(parts=TOGETHER)
    assert faults(said, assignments=[ONLY_VISIT, papers]) == []
    assert faults(said, assignments=[{**ONLY_VISIT, "agencies": ["a"]}, {**papers, "agencies": ["b"]}]) == [ADVICE]
    assert faults(said, assignments=[{**ONLY_VISIT, "agencies": ["a"]}, {"rater": "j1", "agencies": ["a", "b"]}]) == []


def test_a_criterion_of_another_class_is_not_missed() -> None:
    """What a rater is not there for is asked of no agency that the rater marks."""
    parts = [{**TOGETHER[0], "criteria": [VISIT, {**PAPERS, "for": ["two"]}, {**PAPERS, "id": "more", "for": ["one"]}]}]
    classes = [{"id": name, "title": name} for name in ("one", "two")]
    said = rubric(parts=parts, classes=classes)
    agencies = [{"id": "a", "name": "甲局", "class": "two"}, {"id": "b", "name": "乙局", "class": "two"}]
    assert faults(said, agencies=agencies, assignments=[ONLY_VISIT]) == [ADVICE]
    own = [{**parts[0], "criteria": [VISIT, {**PAPERS, "for": ["one"]}, {**VISIT, "id": "more", "for": ["two"]}]}]
    assert faults(rubric(parts=own, classes=classes), agencies=agencies, assignments=[ONLY_VISIT]) == []


def test_a_criterion_that_nobody_marks() -> None:
    """Everybody is assigned to other methods, and each pool of it would be empty."""
    both = [ONLY_VISIT, {"rater": "j2", "methods": ["site_visit"]}]
    assert faults(rubric(parts=APART), assignments=both) == [
        ("CRITERION-UNMARKED", "assignments", "no rater is assigned to “papers”.")
    ]


def test_an_assignment_says_something() -> None:
    """Agencies or methods, and methods that something is judged by."""
    assert faults(rubric(parts=APART), assignments=[{"rater": "j1"}, {"rater": "j2", "methods": ["interview"]}]) == [
        ("ASSIGNMENT-EMPTY", "assignments[0]", "the assignment names neither agencies nor methods."),
        (
            "METHOD-UNUSED",
            "assignments[1].methods",
            "nothing that raters mark is judged by the method “interview”.",
        ),
    ]


def test_an_unknown_rater_with_methods_is_told_once() -> None:
    """As unknown, and not for what is pooled."""
    assert faults(rubric(parts=TOGETHER), assignments=[{**ONLY_VISIT, "rater": "x"}]) == [
        ("ROUND-UNKNOWN", "assignments[0].rater", "the rater “x” is not part of this round.")
    ]


@pytest.mark.parametrize(
    ("pool", "needed"),
    [
        ({"mean": {}, "quorum": 2}, None),
        ({"mean": {}, "quorum": 3}, 3),
        ({"mean": {}, "quorum": "majority"}, None),
        ({"middle_sum": {"n": 2, "odd": "low"}}, None),
        ({"middle_sum": {"n": 3, "odd": "low"}}, 3),
    ],
)
def test_a_pool_needs_seats(pool: dict[str, Any], needed: int | None) -> None:
    """As many as its quorum and the values it takes from the middle; more than half of the seats there always are."""
    points = 100 // pool.get("middle_sum", {}).get("n", 1)
    parts = [{"id": name, "title": name, "by": "panel", "pool": pool, "points": points} for name in ("one", "two")]
    sentence = f"there are 2 seats, but {needed} values are needed for one, two."
    expected = [("QUORUM-SEATS", "groups[0].members", sentence)] if needed else []
    assert faults(rubric(parts=parts)) == expected


def test_seats_of_several_groups() -> None:
    """Each group's quorum by itself, and that of the pool for all seats together."""
    council = {"id": "council", "title": "联席会议", "members": [member("k1")]}
    groups = {"panel": 60, "council": 40}

    def told(quorum: int, each: int, *present: dict[str, Any]) -> list[tuple[str, str, str]]:
        pool = {"groups": groups, "each": {"mean": {}, "quorum": each}, "empty_group": "refuse", "quorum": quorum}
        said = rubric(parts=[{"id": "all", "title": "评分", "pool": pool, "points": 100}])
        return faults(said, groups=list(present))

    assert told(3, 1, PANEL, council) == []
    assert told(4, 2, PANEL, council) == [
        ("QUORUM-SEATS", "groups[1].members", "there are 1 seats, but 2 values are needed for all."),
        ("QUORUM-SEATS", "groups", "there are 3 seats, but 4 values are needed for all."),
    ]
    assert [code for code, _, _ in told(4, 1, PANEL)] == ["GROUP-UNKNOWN"]
