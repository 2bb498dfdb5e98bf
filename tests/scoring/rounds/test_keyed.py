"""Tests of scoring.rounds.keyed: what may be keyed for a mark, and what is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.rounds.keyed import keyed, keyed_total, keys_of
from tests.scoring.rounds.paper_round import leaf

MARKS = [
    ("half", "8.5", "8.5"),
    ("half", "８．５分", "8.5"),
    ("half", "-", ""),
    ("half", "空", ""),
    ("half", "缺席", "缺席"),
    ("level", "良", "良好"),
    ("level", "优秀", "优秀"),
    ("level", "优良", "优良"),
    ("level", "8", "良好"),
    ("level", "2", "良好"),
    ("rank", "一", "一等"),
    ("rank", "3", "一等"),
    ("list", "10", "√×"),
    ("list", "√×", "√×"),
    ("veto", "0", "×"),
    ("veto", "1", "√"),
    ("times", "2", "2"),
    ("off", "1.5", "1.5"),
]
REFUSED = [
    ("half", "8.2", "MARK-RANGE"),
    ("half", "11", "MARK-RANGE"),
    ("half", "8;5", "MARK-NUMBER"),
    ("half", "", "MARK-NUMBER"),
    ("half", "不涉及", "MARK-NUMBER"),
    ("level", "优", "MARK-RANGE"),
    ("level", "4", "MARK-RANGE"),
    ("level", "0", "MARK-RANGE"),
    ("level", "²", "MARK-RANGE"),
    ("rank", "4", "MARK-RANGE"),
    ("list", "101", "MARK-SIGNS"),
    ("list", "", "MARK-SIGNS"),
    ("veto", "10", "MARK-YES-NO"),
    ("times", "1.5", "MARK-RANGE"),
]


@pytest.mark.parametrize(("criterion", "text", "mark"), MARKS)
def test_short_ways(criterion: str, text: str, mark: str) -> None:
    """Beginnings of titles, places in the list, 1 and 0 for signs; points come before places."""
    assert keyed(text, leaf(criterion)) == mark


@pytest.mark.parametrize(("criterion", "text", "code"), REFUSED)
def test_what_is_not_clear_is_refused(criterion: str, text: str, code: str) -> None:
    """Two levels that begin alike, numbers beyond the list, signs too many."""
    read = keyed(text, leaf(criterion))
    assert not isinstance(read, str)
    assert read[0] == code


def test_not_applicable_only_where_the_rubric_has_a_rule_for_it() -> None:
    """不涉及 is kept for the office to decide."""
    assert keyed("不涉及", leaf("half"), spareable=True) == "不涉及"


@pytest.mark.parametrize(
    ("text", "total"), [("87.5", "87.5"), (" ８７．５ 分 ", "87.5"), ("100", "100"), ("87,5", None), ("NaN", None)]
)
def test_totals(text: str, total: str | None) -> None:
    """A number however wide, with or without 分."""
    assert keyed_total(text) == (None if total is None else Decimal(total))


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("half", "0 to 10, steps of 0.5"),
        ("plain", "0 to 5"),
        ("level", "1=优秀 (10), 2=良好 (8), 3=优良 (9)"),
        ("rank", "一等 (3), 二等 (2), 三等 (1)"),
        ("list", "2 signs, 1 met, 0 not met"),
        ("veto", "1 yes, 0 no"),
        ("times", "how many there were"),
        ("off", "points taken off"),
        ("plus", "points on top"),
    ],
)
def test_what_may_be_keyed(criterion: str, said: str) -> None:
    """Each way of marking is told in few words; places in the list only where they cannot be points."""
    assert keys_of(leaf(criterion)).render() == said
