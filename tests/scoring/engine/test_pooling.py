"""Many values become one: which count, whose are shown as dropped, and what happens beyond 64 bits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics import Pool
from scoring.engine.columns import column
from scoring.engine.pooling import Panel, Section, dropped_at_ends
from tests import reference_pools

RULES: dict[str, dict[str, Any]] = {
    "mean": {"mean": {}},
    "trimmed": {"trimmed_mean": {"drop": 1, "when_more_than": 5}},
    "trimmed twice": {"trimmed_mean": {"drop": 2, "when_more_than": 4}},
    "median": {"median": {}},
    "consensus": {"consensus": {}},
    "middle low": {"middle_sum": {"n": 3, "odd": "low"}},
    "middle high": {"middle_sum": {"n": 3, "odd": "high"}},
}
POOLS = {name: Pool.model_validate(rule) for name, rule in RULES.items()}


def panel(pool: str, *rows: list[Any]) -> Panel:
    """Return a panel; None is a value that is not present."""
    width = len(rows[0])
    values = column((Fraction(value or 0) for row in rows for value in row), (len(rows), width))
    present = np.array([[value is not None for value in row] for row in rows])
    rule = POOLS[pool]
    return Panel(rule, tuple("cbadefgh"[:width]), values, present, (Section("one", rule, Fraction(1), 0, width, 1),))


def joint(each: str, weights: tuple[int, ...], *rows: list[list[Any]]) -> Panel:
    """Return a panel of several groups; each row holds the values of each group."""
    rule, widths = POOLS[each], [len(group) for group in rows[0]]
    flat = [[value for group in row for value in group] for row in rows]
    values = column((Fraction(value or 0) for row in flat for value in row), (len(rows), sum(widths)))
    present = np.array([[value is not None for value in row] for row in flat])
    sections = tuple(
        Section(name, rule, Fraction(weight), sum(widths[:at]), sum(widths[: at + 1]), 1)
        for at, (name, weight) in enumerate(zip("XYZ", weights, strict=False))
    )
    pool = Pool.model_validate(
        {
            "groups": dict(zip("XYZ", map(Decimal, weights), strict=False)),
            "each": RULES[each],
            "empty_group": "redistribute",
        }
    )
    return Panel(pool, tuple("cbadefgh"[: sum(widths)]), values, present, sections)


@pytest.mark.parametrize(
    ("pool", "low", "high"),
    [
        ("mean", [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]),
        ("trimmed", [0, 0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 0, 1, 1]),
        ("trimmed twice", [0, 0, 0, 0, 0, 2, 2, 2], [0, 0, 0, 0, 0, 2, 2, 2]),
        ("median", [0, 0, 0, 1, 1, 2, 2, 3], [0, 0, 0, 1, 1, 2, 2, 3]),
        ("consensus", [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]),
        ("middle low", [0, 0, 0, 0, 1, 1, 2, 2], [0, 0, 0, 0, 0, 1, 1, 2]),
        ("middle high", [0, 0, 0, 0, 0, 1, 1, 2], [0, 0, 0, 0, 1, 1, 2, 2]),
    ],
)
def test_how_many_are_dropped(pool: str, low: list[int], high: list[int]) -> None:
    """At the low and the high end, by the number of values present, from none to seven."""
    assert [dropped_at_ends(POOLS[pool], count) for count in range(8)] == list(zip(low, high, strict=True))


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
        ("middle low", ["7", "5", "6", None], Fraction(18)),
        ("middle low", ["7", "5", "6", "9"], Fraction(22)),
        ("middle high", ["7", "5", "6", "9"], Fraction(18)),
        ("middle low", ["7", "5", "6", "9", "8"], Fraction(21)),
        ("middle high", ["7", "5", "6", "9", "8"], Fraction(21)),
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


def by_rater(values: list[Fraction]) -> dict[str, Fraction]:
    """Return values by raters of any name."""
    return {f"r{at}": value for at, value in enumerate(values)}


@given(st.sampled_from(sorted(POOLS)), st.lists(st.lists(VALUES, min_size=7, max_size=7), min_size=1, max_size=4))
def test_pooling_agrees_with_the_reference(pool: str, rows: list[list[Fraction | None]]) -> None:
    """Any fractions, large denominators and rows beyond 64 bits included."""
    made = panel(pool, *rows)
    held = [[value for value in row if value is not None] for row in rows]
    slow = [reference_pools.Panel(POOLS[pool], {"one": by_rater(values)}, {"one": 7}) for values in held]
    enough = [len(values) >= POOLS[pool].multiple for values in held]
    pooled, untrimmed, best = made.pooled(), made.untrimmed(), made.best()
    assert [pooled.at(row) for row in range(len(rows)) if enough[row]] == [
        one.pooled() for one, full in zip(slow, enough, strict=True) if full
    ]
    assert [untrimmed.at(row) for row in range(len(rows))] == [sum(v, Fraction()) / max(len(v), 1) for v in held]
    assert [best.at(row) for row in range(len(rows))] == [max(v, default=Fraction(0)) for v in held]
    assert [made.agreed(row) for row in range(len(rows))] == [len(set(v)) <= 1 for v in held]


def test_groups_come_together_by_their_weights() -> None:
    """Each group is pooled by itself; a group without values leaves its weight to the others, none at all is 0."""
    made = joint("mean", (60, 40), [["90", "80"], ["70", None]], [["90", "80"], [None] * 2], [[None] * 2, [None] * 2])
    assert [made.pooled().at(row) for row in range(3)] == [Fraction("79"), Fraction(85), Fraction(0)]
    assert [made.counts(section).tolist() for section in made.sections] == [[2, 2, 0], [1, 0, 0]]
    assert made.of_section(0, made.sections[1]) == {"a": Fraction(70)}
    assert made.row(0) == {"c": Fraction(90), "b": Fraction(80), "a": Fraction(70)}
    assert made.best().at(0) == Fraction(90)


def test_what_is_dropped_in_each_group() -> None:
    """Shares add up to the weight of their group; who is dropped is dropped in the group; untrimmed drops nobody."""
    made = joint("trimmed twice", (75, 25), [["1", "2", "3", "4", "9"], ["5", "7", None]])
    assert made.pooled().at(0) == Fraction(3) * 3 / 4 + Fraction(6) / 4
    assert made.untrimmed().at(0) == Fraction("3.8") * 3 / 4 + Fraction(6) / 4
    assert made.shares(0) == {"c": 0, "b": 0, "a": 75, "d": 0, "e": 0, "f": Fraction(25, 2), "g": Fraction(25, 2)}
    assert made.dropped(0) == (frozenset("cb"), frozenset("de"))


def test_raters_tied_at_the_edge_of_their_group() -> None:
    """Of three equal values one place is dropped at each end: each counts a third of what is left."""
    made = joint("middle high", (60, 40), [["5", "5", "5", "5"], ["1", "2", "3", "4"]])
    assert made.shares(0) == {
        **dict.fromkeys("cbad", Fraction(60, 3) * Fraction(3, 4)),
        **dict.fromkeys("efg", Fraction(40, 3)),
        "h": Fraction(0),
    }
    assert made.pooled().at(0) == 3 * (Fraction(5) * 60 + Fraction(2) * 40) / 100
    assert made.dropped(0) == (frozenset(), frozenset("ah"))


def test_groups_agree_each_by_itself() -> None:
    """Two groups may agree on different values; a group that does not agree is enough to disagree."""
    made = joint("consensus", (50, 50), [["7", "7"], ["8", "8"]], [["7", "7"], ["8", "9"]], [["7", None], [None] * 2])
    assert [made.agreed(row) for row in range(3)] == [True, False, True]


GROUPS = st.lists(VALUES, min_size=2, max_size=4)


@given(st.sampled_from(sorted(POOLS)), st.tuples(GROUPS, GROUPS), st.integers(1, 99))
def test_groups_agree_with_the_reference(
    pool: str, groups: tuple[list[Fraction | None], list[Fraction | None]], weight: int
) -> None:
    """Pooled, untrimmed and shares of two groups of any sizes, wide values included."""
    weights, names = (weight, 100 - weight), iter("cbadefgh")
    made = joint(pool, weights, [list(group) for group in groups])
    named = [{next(names): value for value in group} for group in groups]
    values = {
        group: {rater: value for rater, value in held.items() if value is not None}
        for group, held in zip("XY", named, strict=True)
    }
    slow = reference_pools.Panel(made.pool, values, {"X": 4, "Y": 4})
    assert made.untrimmed().at(0) == (slow.untrimmed() or 0)
    if all(len(held) >= made.pool.multiple for held in values.values()):
        assert made.pooled().at(0) == slow.pooled()
        assert made.shares(0) == slow.shares()


def test_a_denominator_that_only_the_mean_makes_too_large() -> None:
    """Eight times 2**60 is beyond 64 bits, though every value and their sum are not."""
    assert panel("mean", [Fraction(1, 2**60)] * 8).pooled().at(0) == Fraction(1, 2**60)


def test_who_is_shown_as_dropped() -> None:
    """Of equal extremes the lowest rater id, for display; their shares are equal all the same."""
    made = panel("trimmed", ["95", "90", "95", "80", "80", "88"])
    assert made.dropped(0) == (frozenset("d"), frozenset("a"))
    half = Fraction(1, 2)
    assert made.shares(0) == {"c": half, "b": 1, "a": half, "d": half, "e": half, "f": 1}
    assert panel("mean", ["1", None]).dropped(0) == (frozenset(), frozenset())


def test_values_of_very_many_agencies_are_not_all_held() -> None:
    """They are made again when they are asked for again: the same ones."""
    many = panel("trimmed", *([at, 5, 7, 8, 2, 9] for at in range(1_200)))
    assert [many.row(at)["c"] for at in range(1_200)] == [*range(1_200)]
    assert [many.shares(at)["c"] for at in (0, 5, 1_199)] == [0, 1, 0]
    assert many.row(0) == {"c": 0, "b": 5, "a": 7, "d": 8, "e": 2, "f": 9}
