"""Tables in imports/: given numbers, coefficients, answers to a veto, and votes, and what is wrong with them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics import Rubric, read_rubric, write
from scoring.rounds.imports import Imported, values_from
from submissions import read_csv
from tests.scoring.rounds.test_sheets import RUBRIC, a_round, rubric


def read(text: str, source: str, said: Rubric) -> tuple[Imported, list[tuple[str, int | None]]]:
    """Return what an import holds, and code and line of its problems."""
    held, problems = values_from(read_csv(text.encode(), f"imports/{source}.csv"), source, said, a_round())
    return held, [(problem.code, problem.place.line) for problem in problems]


def values(text: str, source: str = "public") -> tuple[dict[str, Decimal], list[tuple[str, int | None]]]:
    """Return the values of an import of numbers, and code and line of its problems."""
    held, problems = read(text, source, rubric())
    assert held.ballots == {}
    return held.values, problems


def test_given_values() -> None:
    """A value for each agency, exactly as written; an empty cell is no value."""
    assert values("agency,value\na,91.250\nb,\n") == ({"a": Decimal("91.250")}, [])
    assert str(values("agency,value\na,91.250\n")[0]["a"]) == "91.250"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("x,90", "AGENCY-UNKNOWN"),
        ("a,1\na,2", "VALUE-TWICE"),
        ("a,９０", "VALUE-NUMBER"),
        ("a," + "9" * 400, "VALUE-NUMBER"),
        ("a,100.01", "VALUE-RANGE"),
    ],
)
def test_values_that_are_refused(rows: str, code: str) -> None:
    """Unknown agencies, second values, what is no plain number, and what lies above the scale."""
    line = 1 + len(rows.splitlines())
    assert values(f"agency,value\n{rows}\n")[1] == [(code, line)]


def test_a_source_without_a_scale_takes_any_number() -> None:
    """Nothing says how much there can be, so nothing is out of range."""
    assert values("agency,value\na,-1000\n", "deductions") == ({"a": Decimal(-1000)}, [])


def test_all_that_is_wrong_with_a_value_is_told_at_once() -> None:
    """A second value counts as second although the first is wrong, and its own faults are told with it."""
    assert values("agency,value\na,x\na,101\n") == (
        {},
        [("VALUE-NUMBER", 2), ("VALUE-TWICE", 3), ("VALUE-RANGE", 3)],
    )
    assert values("agency,value\na,\na,90\n") == ({"a": Decimal(90)}, [])


def test_the_points_of_a_criterion_are_its_scale() -> None:
    """A value above what the criterion is worth is refused, where no scale is written as well."""
    worth = {"id": "worth", "title": "丁", "points": 10, "marking": {"given": {"from": "worth"}}}
    said = read_rubric(write({**RUBRIC, "parts": [{"id": "more", "title": "附", "criteria": [worth]}]}), "rubric.yaml")
    assert read("agency,value\na,10\nb,10.5\n", "worth", said) == (
        Imported({"a": Decimal(10)}),
        [("VALUE-RANGE", 3)],
    )


def test_imports_that_are_no_table() -> None:
    """An empty file and a missing column."""
    assert values("") == ({}, [("TABLE-EMPTY", 1)])
    assert values("agency,score\na,90\n") == ({}, [("TABLE-HEADER", 1)])


def marked_by(criterion: dict[str, Any]) -> Rubric:
    """Return a rubric of a given criterion, and of one with these keys that reads imports/x.csv."""
    criteria = [{"id": "X", "title": "指标", **criterion}, {"id": "G", "title": "另一指标", "marking": GIVEN}]
    parts = [{"id": "part", "title": "部分", "criteria": criteria}]
    return read_rubric(write({**RUBRIC, "parts": parts}), "rubric.yaml")


GIVEN = {"given": {"from": "g", "scale": 10}}
OPTIONS = [{"title": title, "points": points} for title, points in (("满意", 100), ("基本满意", 80), ("不满意", 0))]
LEADER = {"marking": {"votes": {"from": "x", "rule": "leader_ratio", "scale": 10}}}
TICKED = {"marking": {"votes": {"from": "x", "rule": "satisfaction", "scale": 100, "options": OPTIONS}}}
TYPED = {"marking": {"votes": {"from": "x", "rule": "satisfaction", "scale": 100}}}
VETO = {"marking": {"veto": {"from": "x", "score": 0}}}
COEFFICIENT = {"marking": GIVEN, "factor": {"from": "x"}}


def test_coefficients() -> None:
    """Above 0."""
    assert read("agency,value\na,1.05\nb,0\n", "x", marked_by(COEFFICIENT)) == (
        Imported({"a": Decimal("1.05")}),
        [("VALUE-RANGE", 3)],
    )


def test_answers_to_a_veto() -> None:
    """是 and 否, 1 and 0; an empty cell is no answer."""
    assert read("agency,value\na,是\nb,0\n", "x", marked_by(VETO)) == (Imported({"a": Decimal(1), "b": Decimal(0)}), [])
    assert read("agency,value\na,2\nb,\n", "x", marked_by(VETO)) == (Imported(), [("VALUE-YES-NO", 2)])


def test_votes_for_the_leader() -> None:
    """Whole numbers under “votes”, which may be called 票数."""
    assert read("agency,votes\na,120\nb,0\n", "x", marked_by(LEADER)) == (
        Imported({"a": Decimal(120), "b": Decimal(0)}),
        [],
    )
    assert read("单位,票数\na,120\n", "x", marked_by(LEADER)) == (Imported({"a": Decimal(120)}), [])
    assert read("agency,votes\na,1.5\nb,-1\n", "x", marked_by(LEADER)) == (
        Imported(),
        [("VALUE-COUNT", 2), ("VALUE-COUNT", 3)],
    )
    assert read("agency,value\na,1\n", "x", marked_by(LEADER)) == (Imported(), [("TABLE-HEADER", 1)])


def test_ballots_with_answers() -> None:
    """A column for every answer; an empty cell is none, an empty row says nothing."""
    text = "agency,满意,不满意,基本满意,remark\na,30,2,,好\nb,,,,\n"
    points = Decimal(100), Decimal(80), Decimal(0)
    assert read(text, "x", marked_by(TICKED)) == (
        Imported(ballots={"a": tuple(zip(points, (30, 0, 2), strict=True))}),
        [],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agency,满意,不满意\na,30,2\n", [("TABLE-HEADER", 1)]),
        ("agency,满意,基本满意,不满意,弃权\na,1,2,3,4\n", [("TABLE-COLUMN", 1)]),
        ("agency,,满意,基本满意,不满意\na,9,1,2,3\n", [("TABLE-UNNAMED", 1)]),
        ("agency,满意,基本满意,不满意\na,1.5,2,很多\n", [("VALUE-COUNT", 2), ("VALUE-COUNT", 2)]),
        (
            "agency,满意,基本满意,不满意\nx,1,2,3\na,1,2,3\na,4,5,6\n",
            [("AGENCY-UNKNOWN", 2), ("VALUE-TWICE", 4)],
        ),
    ],
)
def test_ballots_that_are_refused(text: str, expected: list[tuple[str, int]]) -> None:
    """Answers that are missing or not known, counts that are none, agencies that are unknown or stand twice."""
    assert read(text, "x", marked_by(TICKED))[1] == expected


def test_values_that_voters_typed() -> None:
    """Several rows for an agency; each is one voter's, or that of as many as are written."""
    text = "agency,value,votes\na,90,3\na,80.5,\nb,100,0\nb,,\n"
    ballots = {"a": ((Decimal(90), 3), (Decimal("80.5"), 1)), "b": ((Decimal(100), 0),)}
    assert read(text, "x", marked_by(TYPED)) == (Imported(ballots=ballots), [])
    assert read("agency,value\na,90\n", "x", marked_by(TYPED)) == (Imported(ballots={"a": ((Decimal(90), 1),)}), [])


def test_votes_under_a_wrong_name() -> None:
    """They are told, or every row would count as one voter's; a remark may stand beside."""
    assert read("agency,value,votos\na,90,300\n", "x", marked_by(TYPED))[1] == [("TABLE-COLUMN", 1)]
    assert read("agency,value,,票数\na,90,x,300\n", "x", marked_by(TYPED))[1] == [("TABLE-UNNAMED", 1)]
    assert read("agency,value,remark\na,90,x\n", "x", marked_by(TYPED)) == (
        Imported(ballots={"a": ((Decimal(90), 1),)}),
        [],
    )


def test_typed_values_that_are_refused() -> None:
    """Outside the scale, without a value, not counted, of nobody."""
    text = "agency,value,votes\na,101,\na,,3\na,90,x\nz,90,1\n"
    assert read(text, "x", marked_by(TYPED)) == (
        Imported(),
        [("VALUE-RANGE", 2), ("VALUE-NUMBER", 3), ("VALUE-COUNT", 4), ("AGENCY-UNKNOWN", 5)],
    )
