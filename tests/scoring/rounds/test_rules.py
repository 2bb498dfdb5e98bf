"""What a round may not say about its own agencies, raters and rubric."""

from __future__ import annotations

from typing import Any

import pytest

from rubrics import Document, Place, Rubric, build, read_rubric, write
from scoring.rounds import Round, check

PARTS = [
    {"id": "public", "title": "社会评议", "given": {"from": "public"}},
    {"id": "panel", "title": "评议团", "by": "panel", "pool": {"mean": {}}, "points": 100},
]


def rubric(**changes: object) -> Rubric:
    """Return a rubric with one given part and one that a panel marks."""
    value = {
        "pingyi": 1,
        "id": "r",
        "title": "细则",
        "basis": "试验",
        "rounding": {"places": 2, "mode": "half_up"},
        "rank": {"by": "exact", "share": True},
        "parts": PARTS,
        **changes,
    }
    return read_rubric(write(value), "rubric.yaml")


def member(rater: str) -> dict[str, str]:
    """Return a seat."""
    return {"id": rater, "name": rater}


PANEL = {"id": "panel", "title": "评议团", "members": [member("j1"), member("j2")]}
NOT_APPLICABLE = {"agency": "a", "criterion": "panel", "reason": "不涉及"}


def faults(said: Rubric | None = None, **changes: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - parts of a round
    """Return code, place and rule of every fault of a sound round with these changes."""
    value = {
        "pingyi": 1,
        "id": "round",
        "title": "评议",
        "organizer": "办公室",
        "rubric": "r",
        "agencies": [{"id": "a", "name": "甲局"}, {"id": "b", "name": "乙局"}],
        "groups": [PANEL],
        **changes,
    }
    document = Document("round.yaml", value, {})
    found = check(build(Round, document), said or rubric(), document.locate)
    assert {problem.place.file for problem in found} <= {"round.yaml"}
    return [(problem.code, problem.place.path, problem.rule.render()) for problem in found]


def test_a_sound_round() -> None:
    """Nothing is wrong with it."""
    references = {
        "recusals": [{"rater": "j1", "agency": "a", "reason": "亲属"}],
        "assignments": [{"rater": "j2", "agencies": ["a", "b"]}],
        "not_applicable": [NOT_APPLICABLE],
    }
    assert faults(rubric(not_applicable="zero"), **references) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"agencies": [{"id": "a", "name": "甲局"}, {"id": "a", "name": "乙局"}, {"id": "c", "name": "甲局"}]},
            [
                ("ROUND-TWICE", "agencies[1]", "“a” 乙局 is listed twice."),
                ("ROUND-TWICE", "agencies[2]", "“c” 甲局 is listed twice."),
            ],
        ),
        (
            {"agencies": [{"id": "a", "name": "甲局"}, {"id": "A", "name": "乙局"}]},
            [("ROUND-TWICE", "agencies[1]", "“A” 乙局 is listed twice.")],
        ),
        (
            {"groups": [PANEL, {"id": "panel", "title": "第二组", "members": [member("j1"), member("j3")]}]},
            [
                ("ROUND-TWICE", "groups[1]", "“panel” 第二组 is listed twice."),
                ("ROUND-TWICE", "groups[1].members[0]", "“j1”  is listed twice."),
            ],
        ),
        (
            {
                "recusals": [{"rater": "x", "agency": "y", "reason": "亲属"}],
                "assignments": [{"rater": "j1", "agencies": ["a", "z"]}],
            },
            [
                ("ROUND-UNKNOWN", "recusals[0].rater", "the rater “x” is not part of this round."),
                ("ROUND-UNKNOWN", "recusals[0].agency", "the agency “y” is not part of this round."),
                ("ROUND-UNKNOWN", "assignments[0].agencies", "the agency “z” is not part of this round."),
            ],
        ),
        (
            {"period": {"from": "2026-06-30", "to": "2026-01-01"}},
            [("ROUND-PERIOD", "period", "the period ends on 2026-01-01, before it begins on 2026-06-30.")],
        ),
        (
            {"groups": [{**PANEL, "id": "council"}]},
            [
                ("GROUP-UNKNOWN", "groups", "the rubric is marked by “panel”, but the round has no such group."),
                ("GROUP-IDLE", "groups[0]", "nothing in the rubric is marked by the group “council”."),
            ],
        ),
    ],
)
def test_faults_of_a_round(changes: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    """Double ids and names, unknown references, groups that lack or have nothing to do: all at once."""
    assert faults(**changes) == expected


def test_classes() -> None:
    """Where the rubric tells classes apart every agency has one of them; elsewhere a class says nothing."""
    one = {"id": "one", "title": "第一类"}
    agencies = [
        {"id": "a", "name": "甲局", "class": "one"},
        {"id": "b", "name": "乙局"},
        {"id": "c", "name": "丙局", "class": "two"},
    ]
    assert faults(rubric(classes=[one]), agencies=agencies) == [
        ("ROUND-CLASS", "agencies[1]", "“b” has no class, but the rubric tells classes apart."),
        ("ROUND-CLASS", "agencies[2].class", "the rubric has no class “two”."),
    ]
    assert faults(agencies=agencies) == []


def test_every_group_of_a_pool_of_several() -> None:
    """All of them must be there, and none of them is idle."""
    pool = {"groups": {"panel": 60, "council": 40}, "each": {"mean": {}}, "empty_group": "refuse"}
    said = rubric(parts=[{"id": "all", "title": "评分", "pool": pool, "points": 100}])
    assert faults(said) == [
        ("GROUP-UNKNOWN", "groups", "the rubric is marked by “council”, but the round has no such group.")
    ]
    assert faults(said, groups=[PANEL, {"id": "council", "title": "联席会议", "members": [member("k1")]}]) == []


def test_a_bonus_may_be_not_applicable() -> None:
    """It earns nothing, so nothing is missing where it counts in full."""
    more = {"id": "more", "title": "加分", "marking": {"bonus": {"from": "more", "cap": 5}}}
    said = rubric(not_applicable="full", parts=[*PARTS, {"id": "extra", "title": "附加", "criteria": [more]}])
    assert faults(said, not_applicable=[{**NOT_APPLICABLE, "criterion": "more"}]) == []


def test_a_criterion_that_is_not_applicable() -> None:
    """The criterion must exist, and the rubric must say what becomes of it."""
    assert faults(not_applicable=[{**NOT_APPLICABLE, "criterion": "x"}]) == [
        ("ROUND-UNKNOWN", "not_applicable[0].criterion", "the criterion “x” is not part of this round."),
        (
            "NOT-APPLICABLE",
            "not_applicable",
            "the rubric does not say what becomes of a criterion that is not applicable.",
        ),
    ]


def test_rescaling_needs_every_scale() -> None:
    """A given part without a scale leaves open what the whole is."""
    assert faults(rubric(not_applicable="rescale"), not_applicable=[NOT_APPLICABLE]) == [
        ("NOT-APPLICABLE", "not_applicable", "the total cannot be rescaled: some given values have no scale."),
    ]


def test_full_points_need_a_scale() -> None:
    """What nobody says the most of cannot count in full; a criterion with points can."""
    spared = [NOT_APPLICABLE, {**NOT_APPLICABLE, "criterion": "public"}]
    assert faults(rubric(not_applicable="full"), not_applicable=spared) == [
        (
            "NOT-APPLICABLE",
            "not_applicable[1].criterion",
            "“public” cannot count in full: it does not say how much can be earned in it.",
        ),
    ]


def test_places_name_the_file() -> None:
    """A fault stands in the file the round came from."""
    document = Document("round.yaml", {}, {("groups",): 7})
    assert document.locate(("groups",)) == Place("round.yaml", 7, "groups")
