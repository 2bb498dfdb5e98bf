"""The record's tables and what is said beside them, in words."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from rubrics import Message
from rubrics.messages import shown
from scoring.reports.history.bodies import Body
from scoring.reports.history.past import Outcome
from scoring.reports.history.record import RecordOfRounds, record_of_rounds
from scoring.reports.history.tables import Table, by_round, due, rounds, side_by_side
from scoring.reports.history.wording import comparison_notes, due_title, due_words, notes, round_words, title_words
from scoring.rounds import Status
from tests.scoring.reports.history.past_rounds import OTHER_GRADES, evaluated, past


@pytest.fixture
def record() -> RecordOfRounds:
    """Three rounds: the last is preliminary and scored by other rules, with other grades."""
    return record_of_rounds(
        [
            past(
                "2018-12-31",
                evaluated("a", grade="优秀", score="91.20"),
                evaluated("b", grade="良好", score="80.05"),
                evaluated("c", grade="合格"),
            ),
            past(
                "2020-12-31",
                evaluated("a", grade="良好", score="90.10"),
                evaluated("b", grade="优秀", score="85.00"),
                evaluated("d", outcome=Outcome.WITHDREW, grade=None),
                evaluated("e", outcome=Outcome.NO_GRADE, grade=None),
            ),
            past(
                "2026-12-31",
                evaluated("b", outcome=Outcome.COMPUTED, grade="优", score="70.5"),
                evaluated("f", outcome=Outcome.RANKED, grade=None),
                evaluated("g", outcome=Outcome.OPEN, grade=None),
                status=Status.PRELIMINARY,
                fictional=True,
                scoring="0" * 64,
                grades=OTHER_GRADES,
            ),
        ]
    )


def said(table: Table) -> list[list[str]]:
    """Return the headings and rows of a table in words."""
    return [[shown(cell, str) for cell in row] for row in (table.headings, *table.rows)]


def in_words(messages: Iterable[Message]) -> list[str]:
    """Return messages in words."""
    return [message.render() for message in messages]


def test_agencies_by_rounds(record: RecordOfRounds) -> None:
    """Every kind of outcome, nothing where an agency took no part, and when its turn is."""
    assert said(by_round(record)) == [
        ["Agency", "2018", "2020", "2026", "Next"],
        ["b局", "良好", "优秀", "优 (preliminary)", "2031"],
        ["f局", "", "", "evaluated", "2031"],
        ["g局", "", "", "open", "2031"],
        ["a局", "优秀", "良好", "", "due"],
        ["d局", "", "withdrew", "", "due"],
        ["e局", "", "no grade", "", "due"],
        ["c局", "合格", "", "", "due"],
    ]


def test_who_is_not_listed_has_no_turn() -> None:
    """Nor has it a year."""
    found = record_of_rounds([past("2018-12-31", evaluated("a"))], [Body("b", "b局")])
    assert said(by_round(found))[1:] == [["b局", "", "due"], ["a局", "良好", "—"]]


def test_the_last_two_evaluations(record: RecordOfRounds) -> None:
    """Grades and totals beside each other; a dash where they mean different things."""
    assert said(side_by_side(record)) == [
        [
            *("Agency", "Before", "Grade before", "Latest", "Latest grade"),
            *("Grade moved", "Total before", "Latest total", "Total moved"),
        ],
        ["b局", "2020", "优秀", "2026", "优 (preliminary)", "—", "—", "—", "—"],
        ["a局", "2018", "优秀", "2020", "良好", "lower", "91.20", "90.10", "-1.10"],
    ]


def test_what_rose_has_a_plus() -> None:
    """What stayed has no sign."""
    scores = {"a": ("70.0", "70.5"), "b": ("70.0", "70.0")}
    found = [past(f"20{20 + at}-01-01", *(evaluated(a, score=s[at]) for a, s in scores.items())) for at in (0, 1)]
    assert [row[-2:] for row in said(side_by_side(record_of_rounds(found)))[1:]] == [["70.5", "+0.5"], ["70.0", "0.0"]]


def test_the_rounds(record: RecordOfRounds) -> None:
    """Which they are, how far they have come, how many took part, and by which rules."""
    assert said(rounds(record)) == [
        ["Round", "Column", "Date", "Status", "Agencies", "Scoring fingerprint", "Remark"],
        ["2018年评议", "2018", "2018-12-31", "decided version", "3", "A1B2C3D4", ""],
        ["2020年评议", "2020", "2020-12-31", "decided version", "2", "A1B2C3D4", ""],
        ["2026年评议", "2026", "2026-12-31", "preliminary result", "3", "00000000", "fictional"],
    ]
    assert in_words(map(round_words, record.rounds))[1:] == [
        "2020: 2020年评议 (decided version)",
        "2026: 2026年评议 (preliminary result; fictional)",
    ]


def test_who_is_due(record: RecordOfRounds) -> None:
    """In a table one by one, on a screen together whose turn was in the same year."""
    assert said(due(record)) == [
        ["Agency", "Last evaluation", "Due since"],
        ["d局", "never", "—"],
        ["e局", "never", "—"],
        ["c局", "2018", "2023"],
        ["a局", "2020", "2025"],
    ]
    assert due_title(record).render() == "Due in 2026 (every 5 years)"
    assert in_words(due_words(record)) == [
        "never evaluated (2): d局, e局",
        "last evaluated in 2018 (1): c局",
        "last evaluated in 2020 (1): a局",
    ]


def test_what_must_be_known_is_said_once(record: RecordOfRounds) -> None:
    """Why some grades are preliminary, and why some things are not compared."""
    assert in_words(notes(record)) == ["Preliminary grades are computed and not decided."]
    assert in_words(comparison_notes(record)) == [
        "Grades are compared only where both rubrics have the same list of grades.",
        (
            "Totals are compared only where both rounds score by the same rules (the same scoring fingerprint) "
            "and the agency is of the same class; elsewhere stands “—”."
        ),
    ]


def test_where_all_is_clear_nothing_is_said() -> None:
    """One decided round, or two of a kind."""
    one, two = (past(f"{year}-12-31", evaluated("a", score="80.0")) for year in (2020, 2021))
    records = [record_of_rounds(found) for found in ([one], [one, two])]
    assert [(*notes(found), *comparison_notes(found)) for found in records] == [(), ()]
    assert in_words(map(title_words, records)) == ["Record of past rounds, 2020", "Record of past rounds, 2020 to 2021"]
