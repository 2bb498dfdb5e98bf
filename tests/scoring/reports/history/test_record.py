"""Several rounds as one record: their order, everybody's evaluations, and who is due."""

from __future__ import annotations

import pytest

from rubrics import Problems
from scoring.reports.history.bodies import Body
from scoring.reports.history.past import Outcome, PastRound
from scoring.reports.history.record import AgencyHistory, RecordOfRounds, check_rounds, record_of_rounds
from tests.scoring.reports.history.past_rounds import evaluated, past

THREE = (
    past("2016-12-31", evaluated("a"), evaluated("b"), evaluated("c")),
    past("2020-12-31", evaluated("b"), evaluated("d", outcome=Outcome.WITHDREW)),
    past("2021-06-30", evaluated("e"), evaluated("a", outcome=Outcome.NO_GRADE, grade=None)),
)


def of(record: RecordOfRounds, agency: str) -> AgencyHistory:
    """Return one agency of a record."""
    (found,) = (item for item in record.agencies if item.agency == agency)
    return found


def dues(record: RecordOfRounds) -> list[tuple[str, int | None]]:
    """Return who is due, and when each was last evaluated."""
    return [(item.agency, item.last) for item in record.due]


def test_rounds_stand_in_order_of_time() -> None:
    """However they were given; agencies stand as in the latest round, then as in those before."""
    record = record_of_rounds([THREE[1], THREE[2], THREE[0]])
    assert [recorded.past for recorded in record.rounds] == list(THREE)
    assert [item.agency for item in record.agencies] == ["e", "a", "b", "d", "c"]
    assert of(record, "b").evaluations == (evaluated("b"), evaluated("b"), None)
    assert record == record_of_rounds(THREE)


def test_who_is_due() -> None:
    """Who never was evaluated first, then whose turn was the longest ago; withdrawn or without a grade is no turn."""
    record = record_of_rounds(THREE)
    assert (record.year, record.every, dues(record)) == (2021, 5, [("d", None), ("a", 2016), ("c", 2016)])
    assert [(item.agency, item.due_year) for item in record.agencies] == [
        ("e", 2026),
        ("a", 2021),
        ("b", 2025),
        ("d", None),
        ("c", 2021),
    ]


@pytest.mark.parametrize(
    ("every", "year", "who"),
    [(5, 2020, "d"), (5, 2025, "dacb"), (1, None, "dacb"), (6, None, "d"), (1, 2022, "dacbe")],
)
def test_due_in_which_year_and_how_often(every: int, year: int | None, who: str) -> None:
    """In the year of the latest round, unless another is asked for."""
    assert "".join(agency for agency, _ in dues(record_of_rounds(THREE, every=every, year=year))) == who


def test_who_is_being_evaluated_is_not_due() -> None:
    """An open or a preliminary result is a turn."""
    rounds = [
        past("2020-01-01", evaluated("a"), evaluated("b")),
        past("2025-01-01", evaluated("a", outcome=Outcome.OPEN)),
    ]
    assert dues(record_of_rounds(rounds)) == [("b", 2020)]


def test_a_list_of_all_bodies() -> None:
    """Its order and its names hold; who is not on it is never due, and is told."""
    listed = [Body("x", "新设局"), Body("c", "丙委"), Body("e", "e局")]
    record = record_of_rounds(THREE, listed)
    assert [(item.agency, item.name, item.listed) for item in record.agencies] == [
        ("x", "新设局", True),
        ("c", "丙委", True),
        ("e", "e局", True),
        ("a", "a局", False),
        ("b", "b局", False),
        ("d", "d局", False),
    ]
    assert dues(record) == [("x", None), ("c", 2016)]
    assert of(record, "c").former_names == ("c局",)
    assert [notice.render() for notice in record.notices] == [
        "not on the list of all bodies, so never due: a局, b局, d局"
    ]


def test_a_renamed_agency_is_one() -> None:
    """Under its latest name; all others are earlier ones, each once, whether an event or another round says so."""
    rounds = [
        past("2018-01-01", evaluated("a", names=("一局",))),
        past("2019-01-01", evaluated("a", names=("一局", "二局"))),
        past("2020-01-01", evaluated("a", names=("三局",))),
    ]
    found = of(record_of_rounds(rounds), "a")
    assert (found.name, found.former_names, found.last) == ("三局", ("一局", "二局"), 2020)


def test_one_name_under_two_ids() -> None:
    """It may be one agency; nothing is guessed."""
    record = record_of_rounds(
        [past("2018-01-01", evaluated("a", names=("一局",)), evaluated("b", names=("一局", "二局")))]
    )
    assert [notice.render() for notice in record.notices] == [
        "“一局” stands under several ids and is told as several agencies: a, b"
    ]


def test_the_last_two_evaluations() -> None:
    """Rounds in which an agency took no part, or without a result, are passed over."""
    record = record_of_rounds(THREE)
    assert [(item.agency, one.before.when, one.after.when) for item, one in record.comparisons] == [
        ("b", "2016-12-31", "2020-12-31")
    ]


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (["2018-12-31", "2019-12-31"], ["2018", "2019"]),
        (["2018-06-30", "2018-12-31", "2019-12-31"], ["2018-06", "2018-12", "2019"]),
        (["2018-12-01", "2018-12-31"], ["2018-12-01", "2018-12-31"]),
    ],
)
def test_the_columns_of_rounds(days: list[str], labels: list[str]) -> None:
    """Years; where a year has several rounds, their months or days."""
    assert [recorded.label for recorded in record_of_rounds([past(day) for day in days]).rounds] == labels


def test_two_rounds_on_one_day() -> None:
    """They have their ids."""
    rounds = [past("2018-12-31", id="second"), past("2018-12-31", id="first")]
    assert [recorded.label for recorded in record_of_rounds(rounds).rounds] == ["first", "second"]


def faults(*rounds: PastRound) -> list[str]:
    """Return what is wrong with rounds, in words."""
    with pytest.raises(Problems) as raised:
        record_of_rounds(rounds)
    return [problem.render() for problem in raised.value.items]


def test_every_fault_at_once() -> None:
    """A round that is there twice, and one that has no date."""
    assert check_rounds(THREE) == []
    assert faults(past("2018-01-01", folder="a"), past("2018-01-01", folder="b"), past("", folder="c")) == [
        (
            "b/round.yaml id: the round “round-2018-01-01” is also in a. "
            "Name every round once, or give each of the two an id of its own. [HISTORY-TWICE]"
        ),
        (
            "c/round.yaml: the round has neither a period nor a date. "
            "Write “period” or “date”: without it nobody knows where it stands among the others. [HISTORY-DATE]"
        ),
    ]
