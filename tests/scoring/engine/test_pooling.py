"""Many values become one: which count, whose are shown as dropped, and what happens beyond 64 bits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics import Pool
from scoring.engine.columns import column
from scoring.engine.pooling import Panel, dropped_each_end
from tests import reference

RULES: dict[str, dict[str, Any]] = {
    "mean": {"mean": {}},
    "trimmed": {"trimmed_mean": {"drop": 1, "when_more_than": 5}},
    "trimmed twice": {"trimmed_mean": {"drop": 2, "when_more_than": 4}},
    "median": {"median": {}},
    "consensus": {"consensus": {}},
}
POOLS = {name: Pool.model_validate(rule) for name, rule in RULES.items()}


def panel(pool: str, *rows: list[Any]) -> Panel:
    """Return a panel; None is a value that is not present."""
    width = len(rows[0])
    values = column((Fraction(value or 0) for row in rows for value in row), (len(rows), width))
    present = np.array([[value is not None for value in row] for row in rows])
    return Panel(POOLS[pool], tuple("cbadefgh"[:width]), values, present)


@pytest.mark.parametrize(
    ("pool", "drops"),
    [
        ("mean", [0, 0, 0, 0, 0, 0, 0, 0]),
        ("trimmed", [0, 0, 0, 0, 0, 0, 1, 1]),
        ("trimmed twice", [0, 0, 0, 0, 0, 2, 2, 2]),
        ("median", [0, 0, 0, 1, 1, 2, 2, 3]),
        ("consensus", [0, 0, 0, 0, 0, 0, 0, 0]),
    ],
)
def test_how_many_are_dropped(pool: str, drops: list[int]) -> None:
    """At each end, by the number of values present, from none to seven."""
    assert [dropped_each_end(POOLS[pool], count) for count in range(8)] == drops


@pytest.mark.parametrize(
    ("pool", "values", "pooled"),
    [
        ("mean", ["90", "80", None], Fraction(85)),
        ("mean", [None, None, None], Fraction(0)),
        ("trimmed", ["92", "88", "95", "90", "85", "91"], Fraction("90.25")),
        ("trimmed", ["92", "88", "95", "90", "85", None], Fraction(90)),
        ("median", ["1", "9", "2", "3"], Fraction(5, 2)),
        ("median", ["1", "9", "2", None], Fraction(2)),
        ("consensus", ["7", "7", None], Fraction(7)),
    ],
)
def test_pooled_values(pool: str, values: list[str | None], pooled: Fraction) -> None:
    """Values that are not present are left out, and neither counted as 0 nor towards the threshold."""
    assert panel(pool, values).pooled().at(0) == pooled


VALUES = st.one_of(
    st.none(),
    st.builds(Fraction, st.integers(-100, 100), st.sampled_from([1, 2, 3, 7, 10])),
    st.builds(Fraction, st.integers(-(2**90), 2**90), st.integers(1, 2**70)),
    st.builds(Fraction, st.integers(2**55, 2**60)),
)


@given(st.sampled_from(sorted(POOLS)), st.lists(st.lists(VALUES, min_size=7, max_size=7), min_size=1, max_size=4))
def test_pooling_agrees_with_the_reference(pool: str, rows: list[list[Fraction | None]]) -> None:
    """Any fractions, large denominators and rows beyond 64 bits included."""
    made = panel(pool, *rows)
    held = [[value for value in row if value is not None] for row in rows]
    kept = [reference.kept(POOLS[pool], values) for values in held]
    pooled, untrimmed, best = made.pooled(), made.untrimmed(), made.best()
    assert [pooled.at(row) for row in range(len(rows))] == [sum(k, Fraction()) / max(len(k), 1) for k in kept]
    assert [untrimmed.at(row) for row in range(len(rows))] == [sum(v, Fraction()) / max(len(v), 1) for v in held]
    assert [best.at(row) for row in range(len(rows))] == [max(v, default=Fraction(0)) for v in held]
    assert [made.agreed(row) for row in range(len(rows))] == [len(set(v)) <= 1 for v in held]


def test_who_is_shown_as_dropped() -> None:
    """Of equal extremes the lowest rater id, for display; their shares are equal all the same."""
    made = panel("trimmed", ["95", "90", "95", "80", "80", "88"])
    assert made.dropped(0) == (frozenset("d"), frozenset("a"))
    half = Fraction(1, 2)
    assert made.shares(0) == {"c": half, "b": 1, "a": half, "d": half, "e": half, "f": 1}
    assert panel("mean", ["1", None]).dropped(0) == (frozenset(), frozenset())
