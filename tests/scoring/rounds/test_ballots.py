"""Tests of scoring.rounds.ballots: figures that must agree, and the rows that the rubric reads."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from rubrics.markings import Option
from scoring.rounds import BallotCount, BallotRegister
from scoring.rounds.ballots import ballot_columns, ballot_faults, ballot_rows, value_and_number
from scoring.rounds.import_kinds import Reading

OPTIONS = Reading("ballots", options=(Option(title="满意", points=1), Option(title="不满意", points=0)))  # type: ignore[arg-type]
VALUES = Reading("ballots", Fraction(100))
LEADER = Reading("votes")


def count(**changes: Any) -> BallotCount:  # noqa: ANN401 - fields of a count
    """Return a count that is sound: 50 issued, 48 collected, 45 valid."""
    held = {
        "agency": "a",
        "at": "2026-03-01T09:00:00+08:00",
        "by": "张三",
        "issued": 50,
        "collected": 48,
        "valid": 45,
        "invalid": 2,
        "abstained": 1,
        "options": {"满意": 40, "不满意": 5},
    }
    return BallotCount.model_validate({**held, **changes})


def faults(how: Reading = OPTIONS, **changes: Any) -> list[str]:  # noqa: ANN401 - fields of a count
    """Return what is wrong with a count."""
    return [message.render() for message in ballot_faults(count(**changes), how)]


def test_figures_that_agree() -> None:
    """Nothing is told."""
    assert faults() == []
    assert faults(LEADER, votes=45, options={}) == []


def test_figures_that_do_not() -> None:
    """All of them at once."""
    assert faults(valid=44) == [
        "valid 44 + invalid 2 + abstained 1 = 47, but 48 came back.",
        "the answers add up to 45, but 44 are valid.",
    ]
    assert faults(LEADER, votes=46) == ["46 votes are more than 45 valid ballots."]
    assert faults(LEADER, votes=None) == []


def test_more_collected_than_issued() -> None:
    """Void; as many as issued is not."""
    assert [count(collected=number).void for number in (50, 51)] == [False, True]


def test_the_count_that_holds() -> None:
    """The last that was checked, of each agency."""
    counts = (count(checked_by="李四"), count(agency="b"), count(checked_by="王五"), count(valid=46))
    assert BallotRegister(source="public", counts=counts).latest == {"a": counts[2]}


@pytest.mark.parametrize(
    ("how", "columns", "row"),
    [
        (OPTIONS, ("agency", "满意", "不满意"), [("a", "40", "0")]),
        (VALUES, ("agency", "value", "votes"), [("a", "满意", "40")]),
        (LEADER, ("agency", "votes"), [("a", "0")]),
    ],
)
def test_rows(how: Reading, columns: tuple[str, ...], row: list[tuple[str, ...]]) -> None:
    """In the columns that the rubric reads; an answer that nobody gave is 0; void ballots have no row."""
    assert ballot_columns(how) == columns
    held = count(options={"满意": 40})
    assert ballot_rows([held, count(agency="b", collected=60)], how) == {"a": row, "b": []}


def test_votes_for_the_leader() -> None:
    """Their number is the row."""
    assert ballot_rows([count(votes=45)], LEADER) == {"a": [("a", "45")]}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("95*12", ("95", 12)),
        ("95x12", ("95", 12)),
        ("95×12", ("95", 12)),
        ("95", ("95", 1)),
        ("101*2", "101 is outside the scale, 0 to 100."),
        ("95*y", "“y” is not a number of votes."),
    ],
)
def test_values_that_voters_wrote(text: str, read: tuple[str, int] | str) -> None:
    """A value with how many wrote it."""
    found = value_and_number(text, VALUES)
    assert (found if isinstance(found, tuple) else found.render()) == read
