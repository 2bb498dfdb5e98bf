"""Cells of sheets to marks: levels, numbers, states, and everything that cannot stand there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rubrics import Document, Place, Rubric, build, read_rubric, write
from scoring.rounds import AWAITED, Entry, Mark, MarkState, Round, marks_from

RUBRIC: dict[str, Any] = {
    "pingyi": 1,
    "id": "r",
    "title": "细则",
    "basis": "试验",
    "rounding": {"places": 2, "mode": "half_up"},
    "rank": {"by": "exact", "share": True},
    "parts": [
        {
            "id": "panel",
            "title": "评议团",
            "by": "panel",
            "pool": {"mean": {}, "incomplete": "leave_out"},
            "criteria": [
                {"id": "step", "title": "甲", "points": 10, "marking": {"points": {"min": -2, "step": Decimal("0.5")}}},
                {"id": "max", "title": "乙", "marking": {"points": {"max": 8}}},
                {
                    "id": "level",
                    "title": "丙",
                    "marking": {"levels": [{"title": "优", "points": 10}, {"title": "良", "points": 6}]},
                },
            ],
        },
        {"id": "council", "title": "联席会议", "by": "council", "pool": {"mean": {}}, "points": 100},
        {"id": "public", "title": "社会评议", "given": {"from": "public", "scale": 100}},
    ],
    "not_applicable": "zero",
}


def rubric() -> Rubric:
    """Return the rubric above."""
    return read_rubric(write(RUBRIC), "rubric.yaml")


def a_round(**changes: Any) -> Round:  # noqa: ANN401 - parts of a round
    """Return a round of two agencies, two panel seats and one council seat."""
    value = {
        "pingyi": 1,
        "id": "round",
        "title": "评议",
        "organizer": "办公室",
        "rubric": "r",
        "agencies": [{"id": "a", "name": "甲局"}, {"id": "b", "name": "乙局"}],
        "groups": [
            {"id": "panel", "title": "评议团", "members": [{"id": "j1", "name": "一"}, {"id": "j2", "name": "二"}]},
            {"id": "council", "title": "联席会议", "members": [{"id": "k1", "name": "三"}]},
        ],
        **changes,
    }
    return build(Round, Document("round.yaml", value, {}))


def entry(text: str, criterion: str = "step", rater: str = "j1", agency: str = "a", line: int = 2) -> Entry:
    """Return a cell of a sheet."""
    return Entry(agency, rater, criterion, text, Place("sheets/marks.csv", line), "备注")


def mark_of(text: str, criterion: str = "step") -> Mark | tuple[str, str]:
    """Return the mark that a cell becomes, or code and sentence of its only problem."""
    marks, problems = marks_from(rubric(), a_round(), [entry(text, criterion)])
    if problems:
        [problem] = problems
        assert problem.place == Place("sheets/marks.csv", 2)
        assert marks["a", "j1", criterion] is AWAITED
        return problem.code, problem.rule.render() + " " + problem.remedy.render()
    return marks["a", "j1", criterion]


@pytest.mark.parametrize(
    ("text", "criterion", "points", "written"),
    [
        ("8.5", "step", "8.5", None),
        ("-2", "step", "-2", None),
        ("+10.0", "step", "10.0", None),
        ("8", "max", "8", None),
        ("7.999", "max", "7.999", None),
        ("良", "level", "6", "良"),
        ("10", "level", "10", "优"),
        ("6.0", "level", "6", "良"),
    ],
)
def test_marks_that_are_given(text: str, criterion: str, points: str, written: str | None) -> None:
    """Numbers on the scale, and levels by title or by points."""
    assert mark_of(text, criterion) == Mark(MarkState.GIVEN, Decimal(points), written, "备注")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("回避", MarkState.RECUSED),
        ("缺席", MarkState.ABSENT),
        ("未安排", MarkState.UNASSIGNED),
        ("recused", MarkState.RECUSED),
        ("absent", MarkState.ABSENT),
        ("unassigned", MarkState.UNASSIGNED),
    ],
)
def test_states_as_words(text: str, state: MarkState) -> None:
    """A state stands in a sheet as a word, Chinese or English, and holds no points."""
    assert mark_of(text) == Mark(state, None, None, "备注")


@pytest.mark.parametrize(
    ("text", "criterion", "code", "sentence"),
    [
        (
            "10.5",
            "step",
            "MARK-RANGE",
            (
                "10.5 is outside the scale of “step”, -2 to 10. "
                "Enter a number from -2 to 10, or recused, absent, unassigned."
            ),
        ),
        (
            "-3",
            "step",
            "MARK-RANGE",
            (
                "-3 is outside the scale of “step”, -2 to 10. "
                "Enter a number from -2 to 10, or recused, absent, unassigned."
            ),
        ),
        (
            "9",
            "max",
            "MARK-RANGE",
            "9 is outside the scale of “max”, 0 to 8. Enter a number from 0 to 8, or recused, absent, unassigned.",
        ),
        ("8.3", "step", "MARK-RANGE", "8.3 is not a multiple of 0.5 above -2. Enter marks in steps of 0.5."),
        ("7", "level", "MARK-RANGE", "“7” is not a level of “level”. Write one of: 优(10), 良(6)."),
        (
            "8.5分",
            "step",
            "MARK-NUMBER",
            "“8.5分” is not a plain number. If 8.5 is meant, write it with plain digits and nothing else.",
        ),
        (
            "８.５",
            "step",
            "MARK-NUMBER",
            "“８.５” is not a plain number. If 8.5 is meant, write it with plain digits and nothing else.",
        ),
        (
            "NaN",
            "step",
            "MARK-NUMBER",
            "“NaN” is not a plain number. Enter a number with plain digits, or recused, absent, unassigned.",
        ),
        (
            "很好",
            "level",
            "MARK-RANGE",
            "“很好” is not a level of “level”. Write one of: 优(10), 良(6).",
        ),
        (
            "1e1",
            "step",
            "MARK-NUMBER",
            "“1e1” is not a plain number. Enter a number with plain digits, or recused, absent, unassigned.",
        ),
    ],
)
def test_what_cannot_stand_in_a_cell(text: str, criterion: str, code: str, sentence: str) -> None:
    """Every refused cell says which rule and what to do, and leaves the mark awaited."""
    assert mark_of(text, criterion) == (code, sentence)


def test_a_step_is_told_exactly() -> None:
    """The last of 28 digits of a mark is seen: no context cuts it off when the lowest mark is taken away."""
    assert mark_of("8.5" + "0" * 25 + "1") == (
        "MARK-RANGE",
        "8.500000000000000000000000001 is not a multiple of 0.5 above -2. Enter marks in steps of 0.5.",
    )


def test_a_second_mark_is_told_although_the_first_is_wrong() -> None:
    """Both faults at once: whoever corrects the first finds no further one."""
    marks, problems = marks_from(rubric(), a_round(), [entry("99", line=2), entry("8", line=3)])
    assert [(problem.code, problem.place.line) for problem in problems] == [("MARK-RANGE", 2), ("MARK-TWICE", 3)]
    assert marks["a", "j1", "step"] is AWAITED


def test_every_seat_has_a_mark() -> None:
    """Where nothing was written the mark is awaited; recusal, assignment and 不涉及 are known beforehand."""
    round_ = a_round(
        recusals=[{"rater": "j1", "agency": "a", "reason": "亲属"}],
        assignments=[{"rater": "j2", "agencies": ["b"]}],
        not_applicable=[{"agency": "a", "criterion": "max", "reason": "无此职能"}],
    )
    marks, problems = marks_from(rubric(), round_, [])
    recused, unassigned = Mark(MarkState.RECUSED, remark="亲属"), Mark(MarkState.UNASSIGNED)
    spared = Mark(MarkState.NOT_APPLICABLE, remark="无此职能")
    assert problems == []
    assert marks == {
        **{("a", "j1", leaf): recused for leaf in ("step", "level")},
        **{("a", "j2", leaf): unassigned for leaf in ("step", "level")},
        **{("a", rater, "max"): spared for rater in ("j1", "j2")},
        **{("b", rater, leaf): AWAITED for rater in ("j1", "j2") for leaf in ("step", "max", "level")},
        ("a", "k1", "council"): AWAITED,
        ("b", "k1", "council"): AWAITED,
    }


def test_a_state_that_is_repeated_keeps_its_reason() -> None:
    """A sheet may write the recusal of round.yaml out; the reason stays, unless the sheet gives its own."""
    round_ = a_round(recusals=[{"rater": "j1", "agency": "a", "reason": "亲属"}])
    entries = [replace(entry("回避"), remark=""), replace(entry("回避", "level"), remark="近亲属")]
    marks, problems = marks_from(rubric(), round_, entries)
    assert problems == []
    assert [marks["a", "j1", leaf].remark for leaf in ("step", "level")] == ["亲属", "近亲属"]


def test_a_round_without_the_group_has_no_marks_of_it() -> None:
    """The check tells that the group is missing; reading on finds no seats."""
    marks, problems = marks_from(rubric(), a_round(groups=[]), [])
    assert (marks, problems) == ({}, [])


def codes(entries: list[Entry], **changes: Any) -> list[tuple[str, int | None]]:  # noqa: ANN401 - parts of a round
    """Return code and line of every problem."""
    _, problems = marks_from(rubric(), a_round(**changes), entries)
    return [(problem.code, problem.place.line) for problem in problems]


def test_all_unknown_names_of_a_cell_are_told() -> None:
    """Agency, rater and criterion at once; a given part is no criterion that raters mark."""
    assert codes([entry("8", "x", "y", "z"), entry("8", "public", line=3)]) == [
        ("AGENCY-UNKNOWN", 2),
        ("RATER-UNKNOWN", 2),
        ("CRITERION-UNKNOWN", 2),
        ("CRITERION-UNKNOWN", 3),
    ]


def test_a_rater_of_another_group() -> None:
    """A panel seat may not mark what the council marks."""
    assert codes([entry("90", "council", "j1")]) == [("MARK-GROUP", 2)]


def test_a_mark_for_an_agency_of_another_class() -> None:
    """The criterion does not exist there, whoever marks it."""
    parts = [{**RUBRIC["parts"][1], "id": name, "for": [name]} for name in ("one", "two")]
    classes = [{"id": name, "title": name} for name in ("one", "two")]
    said = read_rubric(write({**RUBRIC, "parts": parts, "classes": classes}), "rubric.yaml")
    agencies = [{"id": "a", "name": "甲局", "class": "one"}, {"id": "b", "name": "乙局", "class": "two"}]
    entries = [entry("90", "one", "k1"), entry("90", "one", "k1", "b", 3), entry("未安排", "two", "j1", line=4)]
    marks, problems = marks_from(said, a_round(agencies=agencies), entries)
    assert [(item.code, item.place.line, item.rule.render()) for item in problems] == [
        ("MARK-CLASS", 3, "“one” is not written for the class of “b”."),
        ("MARK-CLASS", 4, "“two” is not written for the class of “a”."),
    ]
    assert {key: mark.state for key, mark in marks.items()} == {
        ("a", "k1", "one"): MarkState.GIVEN,
        ("b", "k1", "two"): MarkState.AWAITED,
    }


def test_the_same_cell_twice() -> None:
    """The second is refused with the place of the first, even if both say the same; the first stands."""
    marks, [problem] = marks_from(rubric(), a_round(), iter([entry("8"), entry("9", line=5)]))
    assert problem.code == "MARK-TWICE"
    assert problem.rule.render() == "“j1” marks “step” of “a” a second time; first at sheets/marks.csv:2."
    assert marks["a", "j1", "step"] == Mark(MarkState.GIVEN, Decimal(8), None, "备注")


def test_a_mark_where_none_may_be() -> None:
    """A mark for a recused, unassigned or spared pair is refused; the same state written out is not."""
    closed = {
        "recusals": [{"rater": "j1", "agency": "a", "reason": "亲属"}],
        "assignments": [{"rater": "j2", "agencies": ["b"]}],
        "not_applicable": [{"agency": "b", "criterion": "max", "reason": "无此职能"}],
    }
    assert codes(
        [
            entry("8"),
            entry("8", rater="j2", line=3),
            entry("8", "max", agency="b", line=4),
            entry("缺席", "level", line=5),
        ],
        **closed,
    ) == [("MARK-CLOSED", 2), ("MARK-CLOSED", 3), ("MARK-CLOSED", 4), ("MARK-CLOSED", 5)]
    assert codes([entry("回避"), entry("未安排", rater="j2", line=3)], **closed) == []
