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


def with_events(*events: dict[str, object]) -> Round:
    """Return the round above with these events."""
    dated = [{"date": "2026-05-01", "reason": "机构改革", **event} for event in events]
    return build(Round, Document("round.yaml", {**VALUE, "events": dated}, {}))


def test_a_renamed_agency() -> None:
    """The name of today, the former ones in their order; the id and the official order stay."""
    renamed: list[dict[str, object]] = [{"renamed": {"agency": "b", "name": name}} for name in ("丙局", "丁局")]
    round_ = with_events(*renamed, {"renamed": {"agency": "x", "name": "无"}}, {"absent": {"rater": "j1"}})
    assert list(round_.names.items()) == [("b", "丁局"), ("a", "甲局")]
    assert round_.former_names == {"b": ("乙局", "丙局")}
    assert (a_round().names["b"], a_round().former_names) == ("乙局", {})


def test_an_agency_that_withdrew() -> None:
    """It stays in the round, and the reason is kept."""
    round_ = with_events({"withdrawn": {"agency": "a"}}, {"absent": {"rater": "j1"}})
    assert round_.withdrawn == {"a": "机构改革"}
    assert list(round_.names) == ["b", "a"]
    assert a_round().withdrawn == {}


def test_classes() -> None:
    """An agency's class, None where the round does not say."""
    agencies = [{"id": "a", "name": "甲局", "class": "one"}, {"id": "b", "name": "乙局"}]
    assert build(Round, Document("round.yaml", {**VALUE, "agencies": agencies}, {})).classes == {"a": "one", "b": None}


def test_raters_of_an_unknown_group() -> None:
    """A KeyError, as for the group itself."""
    assert [rater.id for rater in a_round().raters_of("panel")] == ["j2", "j1"]
    with pytest.raises(KeyError):
        a_round().raters_of("x")


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


def test_what_does_not_concern_an_agency() -> None:
    """不涉及 by agency; who is asked for everything is there too."""
    spared = [{"agency": "a", "criterion": criterion, "reason": "无此职能"} for criterion in ("A1", "B2")]
    round_ = build(Round, Document("round.yaml", {**VALUE, "not_applicable": spared}, {}))
    assert round_.spared == {"b": frozenset(), "a": {"A1", "B2"}}
