"""Tests of scoring.rounds.double_entry: what two typists read differently, and the sheet they agree on."""

from __future__ import annotations

from typing import Any

from scoring.rounds import Settled, Sheet
from scoring.rounds.double_entry import agreed, differences
from tests.scoring.rounds.paper_round import CRITERIA, leaf

LEAVES = tuple(leaf(criterion) for criterion in CRITERIA)


def sheet(*, marks: dict[str, str], **said: Any) -> Sheet:  # noqa: ANN401 - parts of a sheet
    """Return a sheet."""
    return Sheet(agency="a", rater="r1", marks=marks, **said)


def test_the_same_mark_however_it_is_written() -> None:
    """8 and 8.0, a level and its points, √ and 是 are the same."""
    one = sheet(marks={"half": "8", "level": "优秀", "list": "√×", "veto": "√", "plain": "不涉及"})
    two = sheet(marks={"half": "8.0", "level": "10", "list": "yx", "veto": "是", "plain": "不涉及"})
    assert differences(one, two, LEAVES) == ()


def test_what_differs() -> None:
    """Another mark, an open cell, a word."""
    one = sheet(marks={"half": "8", "plain": "5", "times": "1"})
    two = sheet(marks={"half": "9", "times": "不涉及"})
    assert differences(one, two, LEAVES) == (
        Settled(agency="a", rater="r1", criterion="half", first="8", second="9"),
        Settled(agency="a", rater="r1", criterion="plain", first="5"),
        Settled(agency="a", rater="r1", criterion="times", first="1", second="不涉及"),
    )


def test_a_sheet_that_does_not_count() -> None:
    """Then every cell differs; of two that say so for different reasons none does."""
    one, two = sheet(marks={"half": "8"}), sheet(marks={}, absent="因公")
    assert [(found.first, found.second) for found in differences(one, two, LEAVES[:2])] == [("8", "缺席"), ("", "缺席")]
    assert differences(two, sheet(marks={"half": "8"}, absent="病假"), LEAVES) == ()


def test_the_sheet_that_was_agreed_on() -> None:
    """Settled marks replace what was typed, an open one takes it away; boxes and reasons come from either."""
    one = sheet(marks={"half": "8", "plain": "5"}, reasons={"half": "材料不全"}, problems="少", total="13")
    two = sheet(
        marks={"half": "9", "plain": "5"}, reasons={"half": "材料缺", "plain": "慢"}, problems="多", suggestions="快"
    )
    found = agreed(one, two, {"half": "9", "plain": "", "times": "2"}, "14")
    assert found == sheet(
        marks={"half": "9", "times": "2"},
        reasons={"half": "材料不全", "plain": "慢"},
        problems="少",
        suggestions="快",
        total="14",
    )
