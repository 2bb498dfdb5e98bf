"""The round as values."""

from __future__ import annotations

import pytest

from rubrics import Document, Problems, build
from scoring.rounds import Round

VALUE = {
    "pingyi": 1,
    "id": "round",
    "title": "评议",
    "organizer": "办公室",
    "rubric": "r",
    "period": {"from": "2026-01-01", "to": "2026-06-30"},
    "agencies": [{"id": "b", "name": "乙局"}, {"id": "a", "name": "甲局"}],
    "groups": [
        {"id": "panel", "title": "评议团", "members": [{"id": "j2", "name": "二"}, {"id": "j1", "name": "一"}]},
        {"id": "council", "title": "联席会议", "members": [{"id": "k1", "name": "三", "kind": "成员单位"}]},
    ],
    "assignments": [{"rater": "j1", "agencies": ["a"]}, {"rater": "j1", "agencies": ["c"]}],
}


def a_round() -> Round:
    """Return the round above."""
    return build(Round, Document("round.yaml", VALUE, {}))


def test_official_order() -> None:
    """Agencies and seats keep the order in which they are written."""
    assert list(a_round().names.items()) == [("b", "乙局"), ("a", "甲局")]
    assert list(a_round().raters) == ["j2", "j1", "k1"]
    assert a_round().group("council").members[0].kind == "成员单位"


def test_an_unknown_group() -> None:
    """A group that is not there is a KeyError: the check has told of it before."""
    with pytest.raises(KeyError):
        a_round().group("x")


def test_assignments() -> None:
    """Everybody marks every agency, unless assignments name some: then these, all of them together."""
    marked = {(rater, agency): a_round().assigned(rater, agency) for rater in ("j1", "j2") for agency in "abc"}
    assert marked == {
        ("j1", "a"): True,
        ("j1", "b"): False,
        ("j1", "c"): True,
        ("j2", "a"): True,
        ("j2", "b"): True,
        ("j2", "c"): True,
    }


def test_misfits_are_told_together() -> None:
    """A round without agencies and with an unknown key has two problems."""
    with pytest.raises(Problems) as caught:
        build(Round, Document("round.yaml", {**VALUE, "agencies": [], "colour": "red"}, {}))
    assert sorted(problem.place.path for problem in caught.value.items) == ["agencies", "colour"]


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "２０２６-01-01"])
def test_a_day_that_does_not_exist(day: str) -> None:
    """It is refused, with an example of a date."""
    with pytest.raises(Problems) as caught:
        build(Round, Document("round.yaml", {**VALUE, "date": day}, {}))
    assert [(item.place.path, item.rule.render(), item.remedy.render()) for item in caught.value.items] == [
        ("date", f"“{day}” cannot stand here.", "Write a date as 2026-01-31.")
    ]
