"""Ranks and the keys that decide them, however close the totals are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.columns import column
from scoring.engine.standings import Compare, Placing, placings, preferences


def key(*values: int | None) -> Compare:
    """Return a key that holds these values by row."""
    return lambda rows: {row: Fraction(value) for row in rows if (value := values[row]) is not None}


def placed(totals: list[Fraction | int], *keys: tuple[str, Compare]) -> list[tuple[int, bool, str | None]]:
    """Return rank, tied and deciding key by row."""
    found = placings(column(totals, (len(totals),)), range(len(totals)), keys)
    return [(found[row].rank, found[row].tied, found[row].decided_by) for row in range(len(totals))]


def test_nobody_to_rank() -> None:
    """Where every agency is open there are no placings; rows that are not ranked get none."""
    totals = column([Fraction(1), Fraction(2)], (2,))
    assert placings(totals, [], []) == {}
    assert placings(totals, [0], []) == {0: Placing(1, tied=False, decided_by=None)}


def test_shared_ranks_leave_gaps() -> None:
    """1, 2, 2, 4."""
    assert placed([5, 7, 5, 3]) == [(2, True, None), (1, False, None), (2, True, None), (4, False, None)]


def test_totals_that_doubles_cannot_tell_apart() -> None:
    """A difference of 10**-30 decides, and 266.5 reached in two ways is the same."""
    near = Fraction(1, 10**30)
    assert placed([90 + near, 90, 90 - near]) == [(1, False, None), (2, False, None), (3, False, None)]
    assert placed([90, 90 + near, Fraction(533, 2) * Fraction(180, 533)]) == [
        (2, True, None),
        (1, False, None),
        (2, True, None),
    ]


def test_keys_one_after_the_other() -> None:
    """Each key splits what still ties, and the last that an agency's place needed is named."""
    keys = (("first", key(2, 2, 1, 2, 9)), ("second", key(1, 3, 5, 1, 9)))
    assert placed([8, 8, 8, 8, 9], *keys) == [
        (3, True, "second"),
        (2, False, "second"),
        (5, False, "first"),
        (3, True, "second"),
        (1, False, None),
    ]


def test_a_key_that_one_of_them_lacks_is_passed_over() -> None:
    """No value is not the value 0: the key is not used for that group, but for another it is."""
    keys = (("first", key(1, None, 3, 4)), ("second", key(2, 1, 0, 0)))
    assert placed([8, 8, 7, 7], *keys) == [
        (1, False, "second"),
        (2, False, "second"),
        (4, False, "first"),
        (3, False, "first"),
    ]


def preferred(rows: list[int], *values: dict[str, int]) -> dict[int, Fraction]:
    """Return the preferences among `rows` of the values that raters gave them."""
    return preferences(rows, lambda row: {rater: Fraction(value) for rater, value in values[row].items()})


def test_who_is_preferred_by_more_raters() -> None:
    """Each pair counts once for every rater with a value for both; equal values prefer nobody."""
    assert preferred([0, 1], {"j1": 90, "j2": 80, "j3": 70}, {"j1": 80, "j2": 70, "j3": 99}) == {0: 2, 1: 1}
    assert preferred([0, 1], {"j1": 90, "j2": 80}, {"j1": 90, "j3": 99}) == {0: 0, 1: 0}
    rows = [{"j1": 3, "j2": 1}, {"j1": 2, "j2": 3}, {"j1": 1, "j2": 2}]
    assert preferred([0, 1, 2], *rows) == {0: 2, 1: 3, 2: 1}
    assert preferred([2, 0], *rows) == {2: 1, 0: 1}


def test_nobody_to_compare_is_no_preference() -> None:
    """One pair without a rater in common is enough: the key has no values, and is passed over."""
    rows = [{"j1": 90}, {"j1": 80, "j2": 70}, {"j2": 60}]
    assert preferred([0, 1, 2], *rows) == {}
    assert preferred([0, 1], *rows) == {0: 1, 1: 0}
    keys = (
        ("preferred", lambda held: preferred(list(held), *rows)),
        ("next", key(1, 3, 2)),
    )
    assert placed([8, 8, 8], *keys) == [(3, False, "next"), (1, False, "next"), (2, False, "next")]


def test_preferences_are_those_within_the_group_that_is_still_equal() -> None:
    """After the first key has taken one away, the others are compared among themselves alone."""
    rows = [{"j1": 9, "j2": 1, "j3": 5}, {"j1": 8, "j2": 3, "j3": 6}, {"j1": 1, "j2": 2, "j3": 1}]
    keys = (("first", key(1, 1, 2)), ("preferred", lambda held: preferred(list(held), *rows)))
    assert placed([8, 8, 8], *keys) == [(3, False, "preferred"), (2, False, "preferred"), (1, False, "first")]


TOTALS = st.lists(
    st.one_of(
        st.integers(0, 4),
        st.builds(Fraction, st.integers(-(10**20), 10**20), st.integers(1, 10**20)),
        st.builds(lambda whole, tail: whole + Fraction(tail, 10**25), st.integers(0, 3), st.integers(-2, 2)),
    ),
    min_size=1,
    max_size=12,
)


@given(TOTALS)
def test_a_rank_is_one_more_than_the_number_of_better_ones(totals: list[Fraction | int]) -> None:
    """Exactly, however close or large the totals are."""
    assert placed(totals) == [
        (1 + sum(other > total for other in totals), totals.count(total) > 1, None) for total in totals
    ]


GIVEN = st.dictionaries(st.sampled_from(["j1", "j2", "j3"]), st.integers(0, 3), max_size=3)


@given(st.lists(GIVEN, min_size=2, max_size=6))
def test_preferences_are_counted_pair_by_pair(given_to: list[dict[str, int]]) -> None:
    """However they are counted: for each pair and each rater of both, who got more; None in common is no value."""
    pairs = [(row, other) for row in range(len(given_to)) for other in range(len(given_to)) if row != other]
    wins = {
        row: sum(
            given_to[row][rater] > given_to[other][rater]
            for one, other in pairs
            if one == row
            for rater in given_to[row].keys() & given_to[other].keys()
        )
        for row in range(len(given_to))
    }
    compared = all(given_to[row].keys() & given_to[other].keys() for row, other in pairs)
    assert preferred(list(range(len(given_to))), *given_to) == (wins if compared else {})
