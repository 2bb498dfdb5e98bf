"""Columns against Fraction: from tiny numbers to 200 bits, rows that leave 64 bits and rows that come back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics import Rounding
from scoring.engine.columns import (
    SAFE,
    Column,
    add,
    below,
    column,
    constant,
    inverse,
    negative,
    rounded,
    rounded_one,
    times,
    where,
)

EDGES = [2**31, 2**32, 2**40, 2**60, 2**61 - 1, 2**61, 2**62, 2**63 - 1, 2**63, 2**64, 10**18, 3**40]
SIZES = st.one_of(
    st.integers(0, 20),
    st.integers(0, 2**200),
    st.builds(lambda edge, near: edge + near, st.sampled_from(EDGES), st.integers(-2, 2)),
)
NUMBERS = st.builds(
    lambda sign, num, den: Fraction(sign * num, den),
    st.sampled_from([1, -1]),
    SIZES,
    SIZES.filter(lambda size: size > 0),
)
ROWS = st.lists(st.tuples(NUMBERS, NUMBERS, st.booleans()), min_size=1, max_size=6)
RULES = st.builds(Rounding, places=st.integers(0, 9), mode=st.sampled_from(["half_up", "half_even", "truncate"]))


def values(held: Column) -> list[Fraction]:
    """Return a flat column's values, after a look that each is stored as promised."""
    assert held.num.dtype == held.den.dtype == np.int64
    assert (held.den > 0).all()
    assert all(abs(value.numerator) >= SAFE or value.denominator >= SAFE for value in held.wide.values())
    return [held.at(row) for row in range(held.shape[0])]


def inverted(value: Fraction) -> Fraction:
    """Return 1 / value, and 0 for 0."""
    return 1 / value if value else Fraction(0)


@given(ROWS, RULES)
def test_every_operation_agrees_with_fractions(rows: list[tuple[Fraction, Fraction, bool]], rule: Rounding) -> None:
    """Sum, product, sign, inverse, choice, order and rounding, and none of them changes what it was given."""
    first, second = [a for a, _, _ in rows], [b for _, b, _ in rows]
    mask = np.array([chosen for _, _, chosen in rows])
    a, b = column(first, (len(rows),)), column(second, (len(rows),))
    assert values(add(a, b)) == [x + y for x, y, _ in rows]
    assert values(times(a, b)) == [x * y for x, y, _ in rows]
    assert values(negative(a)) == [-x for x in first]
    assert values(inverse(a)) == [inverted(x) for x in first]
    assert values(where(mask, a, b)) == [x if chosen else y for x, y, chosen in rows]
    assert below(a, b).tolist() == [x < y for x, y, _ in rows]
    assert values(rounded(a, rule)) == [rounded_one(x, rule) for x in first]
    assert (values(a), values(b)) == (first, second)


@given(
    st.lists(st.tuples(st.integers(-(2**62), 2**62), st.integers(-(2**62), 2**62)), min_size=1), st.integers(1, 2**20)
)
def test_equal_denominators(rows: list[tuple[int, int]], den: int) -> None:
    """The shortcut for equal denominators is exact too and leaves its operands alone."""
    first, second = [Fraction(a, 1) for a, _ in rows], [Fraction(b, 1) for _, b in rows]
    a = times(column(first, (len(rows),)), constant(Fraction(1, den), (len(rows),)))
    b = times(column(second, (len(rows),)), constant(Fraction(1, den), (len(rows),)))
    assert values(add(a, b)) == [(x + y) / den for x, y in zip(first, second, strict=True)]
    assert values(a) == [x / den for x in first]
    assert values(b) == [x / den for x in second]


def test_a_sum_beyond_64_bits_leaves_its_operands_alone() -> None:
    """Thirds whose sum is a whole number too large for a row: the operand keeps its denominators."""
    large = Fraction(2**61 - 1, 3)
    a, b = column([large, Fraction(1, 3)], (2,)), column([large, Fraction(2, 3)], (2,))
    assert values(add(a, b)) == [2 * large, Fraction(1)]
    assert values(a) == [large, Fraction(1, 3)]
    assert a.den.tolist() == [3, 3]


def test_powers_of_two_whose_product_would_wrap_to_nothing() -> None:
    """2**-32 times 2**-32 wraps to a denominator of 0 in 64 bits, and must not be computed there."""
    tiny = Fraction(1, 2**32)
    a = column([tiny, Fraction(1, 2)], (2,))
    assert values(times(a, a)) == [tiny * tiny, Fraction(1, 4)]
    assert values(times(times(a, a), constant(2**64, (2,)))) == [Fraction(1), Fraction(2**62)]


@given(st.lists(st.one_of(NUMBERS, st.builds(Fraction, st.integers(-9, 9))), min_size=2, max_size=8))
def test_a_long_reckoning_goes_wide_and_comes_back(numbers: list[Fraction]) -> None:
    """Multiplied by each number and divided by each again, a row is what it was, and small again."""
    start = [Fraction(3, 7), Fraction(-1, 80), Fraction(0)]
    held = column(start, (3,))
    there = [number for number in numbers if number]
    for number in there:
        held = times(held, constant(number, (3,)))
    product = Fraction(1)
    for number in there:
        product *= number
    assert values(held) == [product * value for value in start]
    for number in there:
        held = times(held, constant(1 / number, (3,)))
    assert values(held) == start
    assert not held.wide


DECIMAL_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncate": ROUND_DOWN}


@pytest.mark.parametrize("mode", list(DECIMAL_MODES))
def test_twelve_thousand_exact_half_ties(mode: str) -> None:
    """12,000 values that lie exactly between two cents, both signs, as decimal.quantize rounds them."""
    ties = [Decimal(2 * at + 1) / 200 * sign for at in range(6000) for sign in (1, -1)]
    rule = Rounding.model_validate({"places": 2, "mode": mode})
    expected = [Fraction(tie.quantize(Decimal("0.01"), DECIMAL_MODES[mode])) for tie in ties]
    found = rounded(column(map(Fraction, ties), (len(ties),)), rule)
    assert len(ties) == 12_000
    assert values(found) == expected
    assert [rounded_one(Fraction(tie), rule) for tie in ties] == expected


@given(st.decimals(-(10**9), 10**9, places=12), RULES)
def test_rounding_agrees_with_decimal(value: Decimal, rule: Rounding) -> None:
    """Any decimal, any number of places, all three modes."""
    wide = Context(prec=60)
    expected = value.quantize(Decimal(1).scaleb(-rule.places), DECIMAL_MODES[rule.mode], wide)
    assert values(rounded(column([Fraction(value)], (1,)), rule)) == [Fraction(expected)]
    assert rounded_one(Fraction(value), rule) == Fraction(expected)


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.integers(1, 4))
def test_a_column_for_every_rater(numbers: list[Fraction], count: int) -> None:
    """`across` repeats an agency's value for each rater, wide ones included."""
    held = column(numbers, (len(numbers),)).across(count)
    assert held.shape == (len(numbers), count)
    assert [[held.at(row, at) for at in range(count)] for row in range(len(numbers))] == [[n] * count for n in numbers]


def test_order_is_exact() -> None:
    """Neighbours that no double tells apart, equals, and a difference beyond 64 bits."""
    near = Fraction(1, 10**30)
    a, b = column([90, 90, 90 + near, -(2**70)], (4,)), column([90 + near, 90, 90, 2**70], (4,))
    assert below(a, b).tolist() == [True, False, False, True]


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=4), st.integers(0, 4))
def test_some_of_the_raters(rows: list[tuple[Fraction, ...]], first: int) -> None:
    """`columns` cuts out neighbouring raters for every agency, wide values included; none of them is a shape too."""
    whole = column((value for row in rows for value in row), (len(rows), 4))
    for last in range(first, 5):
        part = whole.columns(first, last)
        assert part.shape == (len(rows), last - first)
        found = [[part.at(row, at) for at in range(last - first)] for row in range(len(rows))]
        assert found == [list(row[first:last]) for row in rows]


@given(st.lists(NUMBERS.filter(lambda n: abs(n) < 2**300), min_size=1, max_size=4))
def test_doubles_are_near(numbers: list[Fraction]) -> None:
    """The doubles that put agencies in a first order are within a few units of the last place."""
    near = column(numbers, (len(numbers),)).floats().tolist()
    assert near == pytest.approx([float(number) for number in numbers], rel=1e-15, abs=0)


@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(2**100, 3), Fraction(-7)])
def test_a_constant(value: Fraction) -> None:
    """A constant holds its value in every row of any shape."""
    held = constant(value, (2, 3))
    assert {held.at(row, at) for row in range(2) for at in range(3)} == {value}


@pytest.mark.parametrize("operation", [add, times])
def test_no_rows_at_all(operation: Callable[[Column, Column], Column]) -> None:
    """A column without rows is no special case."""
    empty = column([], (0,))
    assert operation(empty, empty).shape == (0,)


def test_doubles_of_what_no_double_holds() -> None:
    """A number beyond all doubles is as far as any is told apart, and is put in order exactly later."""
    held = column([Fraction(10**400), Fraction(-(10**400), 3), Fraction(10**400, 10**399)], (3,))
    assert held.floats().tolist() == [2.0**500, -(2.0**500), 10.0]


def test_zero_is_exact() -> None:
    """What is too small for a double, and what does not fit into 64 bits, is not 0."""
    assert column([0, Fraction(1, 10**400), 2**70, -1], (4,)).zero().tolist() == [True, False, False, False]
