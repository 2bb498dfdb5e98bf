"""Which lines belong together."""

from __future__ import annotations

import pytest

from scoring.reports.verify.alignment import Pair, aligned

LONG = 300


@pytest.mark.parametrize(
    ("expected", "found", "pairs"),
    [
        ("", "", []),
        ("ab", "ab", [(0, 0), (1, 1)]),
        ("abc", "axc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "acb", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "abxc", [(0, 0), (1, 1), (None, 2), (2, 3)]),
        ("abc", "ac", [(0, 0), (1, None), (2, 1)]),
        ("abc", "abcx", [(0, 0), (1, 1), (2, 2), (None, 3)]),
        ("abc", "", [(0, None), (1, None), (2, None)]),
        ("", "ab", [(None, 0), (None, 1)]),
        ("abcd", "xbd", [(0, 0), (1, 1), (2, None), (3, 2)]),
    ],
)
def test_lines_of_one_sign(expected: str, found: str, pairs: list[Pair]) -> None:
    """One by one where there are as many; else what is equal is found again."""
    assert aligned([(sign,) for sign in expected], [(sign,) for sign in found]) == pairs


def test_altered_lines_go_with_what_they_are_most_like() -> None:
    """A line put in beside an altered one is not taken for it."""
    expected = [("甲", "9", "8"), ("乙", "7", "6")]
    assert aligned(expected, [("丙", "1", "2"), ("甲", "9", "5"), ("乙", "7", "5")]) == [(None, 0), (0, 1), (1, 2)]
    assert aligned([*expected, ("丁", "4", "4")], [("乙", "7", "5"), ("丁", "4", "3")]) == [(0, None), (1, 0), (2, 1)]


def test_empty_lines_go_with_none_that_are_not() -> None:
    """A line moved down by one is still itself."""
    assert aligned([("甲",)], [(), ("乙",)]) == [(None, 0), (0, 1)]
    assert aligned([("甲",)], [("乙",), ()]) == [(0, 0), (None, 1)]


def test_very_long_alterations_are_taken_one_by_one() -> None:
    """Nobody waits for the best of millions of pairs."""
    expected, found = [(f"a{at}",) for at in range(LONG)], [(f"b{at}",) for at in range(LONG + 1)]
    assert aligned(expected, found) == [*((at, at) for at in range(LONG)), (None, LONG)]
