"""Marks in a grid: everything a dict of them answers, in a fraction of its memory."""

from __future__ import annotations

import pytest

from scoring.rounds import AWAITED, Mark, MarkState
from scoring.rounds.grid import Grid

GIVEN = Mark(MarkState.GIVEN)


def grid() -> Grid:
    """Return a grid of two agencies and two raters; the second criterion is not asked of the first agency."""
    found = Grid("ab")
    for rater in ("r", "s"):
        found.put(rater, "one", [AWAITED, AWAITED])
        found.put(rater, "two", [None, AWAITED])
    found["b", "s", "one"] = GIVEN
    return found


PLAIN = {
    ("a", "r", "one"): AWAITED,
    ("a", "s", "one"): AWAITED,
    ("b", "r", "one"): AWAITED,
    ("b", "s", "one"): GIVEN,
    ("b", "r", "two"): AWAITED,
    ("b", "s", "two"): AWAITED,
}


def test_it_is_like_a_dict() -> None:
    """Keys, marks and how many, in the same order: by criterion, agency and seat."""
    found = grid()
    assert dict(found) == PLAIN
    assert len(found) == len(PLAIN)
    assert ([*found], [*found.items()], [*found.values()]) == ([*PLAIN], [*PLAIN.items()], [*PLAIN.values()])
    assert {**found} == PLAIN


@pytest.mark.parametrize("key", [("a", "r", "two"), ("c", "r", "one"), ("a", "t", "one"), ("a", "r", "three")])
def test_what_is_not_there(key: tuple[str, str, str]) -> None:
    """A criterion not asked of the agency, and unknown names."""
    found = grid()
    assert (found.get(key), found.get(key, GIVEN), key in found) == (None, GIVEN, False)
    with pytest.raises(KeyError):
        found[key]


def test_a_mark_takes_the_place_of_another() -> None:
    """As in a dict; what a key holds can be asked in both ways."""
    found = grid()
    found["a", "r", "one"] = GIVEN
    assert (found["a", "r", "one"], found.get(("a", "r", "one"))) == (GIVEN, GIVEN)
