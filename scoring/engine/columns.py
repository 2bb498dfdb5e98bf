"""Columns of exact rational numbers: one numerator and denominator for each row.

A row lives in 64-bit integers while a computed bound says that the next operation cannot overflow; a row beyond
that becomes a Python fraction (`wide`) and comes back when it fits again. No float holds a value: floats only
estimate magnitudes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from rubrics import Rounding

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Shape = tuple[int, ...]

SAFE = 2.0**61
FARTHEST = Fraction(2**500)


@dataclass(frozen=True, eq=False)
class Column:
    """Numerators and positive denominators of one shape; `wide` holds rows (flat index) beyond 64 bits."""

    num: Ints
    den: Ints
    wide: Mapping[int, Fraction] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        """(agencies,) or (agencies, raters)."""
        return self.num.shape

    def at(self, *index: int) -> Fraction:
        """Return the value at `index`."""
        flat = index[0] if len(index) == 1 else index[0] * self.shape[1] + index[1]
        return self.wide[flat] if flat in self.wide else Fraction(int(self.num[index]), int(self.den[index]))

    def across(self, count: int) -> Column:
        """Return a column (agencies,) repeated for `count` raters: (agencies, count)."""
        wide = {row * count + at: value for row, value in self.wide.items() for at in range(count)}
        return Column(np.repeat(self.num[:, None], count, 1), np.repeat(self.den[:, None], count, 1), wide)

    def columns(self, first: int, last: int) -> Column:
        """Return the raters from `first` up to `last` (not included) of a column (agencies, raters)."""
        count = self.shape[1]
        wide = {
            row * (last - first) + at - first: value
            for row, at, value in ((*divmod(flat, count), value) for flat, value in self.wide.items())
            if first <= at < last
        }
        return Column(self.num[:, first:last], self.den[:, first:last], wide)

    def taken(self, rows: NDArray[np.intp]) -> Column:
        """Return the rows of a column (n,) that stand at `rows`, in their shape."""
        wide = {int(at): self.wide[row] for row in self.wide for at in np.flatnonzero(rows == row)}
        return Column(self.num[rows], self.den[rows], wide)

    def zero(self) -> Mask:
        """Return where the value is 0, which no row in `wide` is."""
        found: Mask = self.num == 0
        for flat in self.wide:
            found.flat[flat] = False
        return found

    def floats(self) -> NDArray[np.float64]:
        """Return nearest doubles, to order by first; never a score. Beyond `FARTHEST` all are that far."""
        near = self.num / self.den
        for flat, value in self.wide.items():
            near.flat[flat] = float(max(min(value, FARTHEST), -FARTHEST))
        return near


def column(values: Iterable[Fraction | int], shape: Shape) -> Column:
    """Return a column of `shape` from its values in row order."""
    fractions = [value if isinstance(value, Fraction) else Fraction(value) for value in values]
    fits = [abs(value.numerator) < SAFE and value.denominator < SAFE for value in fractions]
    return Column(
        np.array([v.numerator if ok else 0 for v, ok in zip(fractions, fits, strict=True)], np.int64).reshape(shape),
        np.array([v.denominator if ok else 1 for v, ok in zip(fractions, fits, strict=True)], np.int64).reshape(shape),
        {at: value for at, (value, ok) in enumerate(zip(fractions, fits, strict=True)) if not ok},
    )


def constant(value: Fraction | int, shape: Shape) -> Column:
    """Return a column that holds `value` in every row."""
    one = column([value], (1,))
    size = int(np.prod(shape))
    return Column(
        np.full(shape, one.num[0]),
        np.full(shape, one.den[0]),
        dict.fromkeys(range(size), one.wide[0]) if one.wide else {},
    )


def add(a: Column, b: Column) -> Column:
    """Return a + b, row by row."""
    if np.array_equal(a.den, b.den):
        return _elementwise(lambda an, ad, bn, _: (an + bn, ad), _plus, lambda an, ad, bn, _: an + bn + ad, a, b)
    return _elementwise(
        lambda an, ad, bn, bd: (an * bd + bn * ad, ad * bd),
        _plus,
        lambda an, ad, bn, bd: an * bd + bn * ad + ad * bd,
        a,
        b,
    )


def negative(a: Column) -> Column:
    """Return -a."""
    return Column(-a.num, a.den, {flat: -value for flat, value in a.wide.items()})


def times(a: Column, b: Column) -> Column:
    """Return a x b, row by row."""
    return _elementwise(
        lambda an, ad, bn, bd: (an * bn, ad * bd),
        lambda x, y: x * y,
        lambda an, ad, bn, bd: np.maximum(an, 1) * np.maximum(bn, 1) + ad * bd,
        a,
        b,
    )


def inverse(a: Column) -> Column:
    """Return 1 / a; a row of 0 stays 0 (the caller has masked it)."""
    num = np.where(a.num == 0, 0, a.den * np.sign(a.num))
    den = np.where(a.num == 0, 1, np.abs(a.num))
    return Column(num, den, {flat: 1 / value for flat, value in a.wide.items()})


def where(mask: Mask, a: Column, b: Column) -> Column:
    """Return a where `mask` holds, else b."""
    flat = mask.ravel()
    wide = {at: value for at, value in a.wide.items() if flat[at]}
    wide.update({at: value for at, value in b.wide.items() if not flat[at]})
    return Column(np.where(mask, a.num, b.num), np.where(mask, a.den, b.den), wide)


def below(a: Column, b: Column) -> Mask:
    """Return where a < b."""
    apart = add(a, negative(b))
    found: Mask = apart.num < 0
    for flat, value in apart.wide.items():
        found.flat[flat] = value < 0
    return found


def rounded(a: Column, rule: Rounding) -> Column:
    """Return a rounded to `rule.places`; half_up goes away from zero, half_even is GB/T 8170."""
    scale = 10**rule.places

    def ints(num: Ints, den: Ints) -> tuple[Ints, Ints]:
        whole, rest = np.divmod(np.abs(num) * scale, den)
        return np.sign(num) * (whole + _rounds_up(whole, rest, den, rule.mode)), np.full_like(den, scale)

    return _elementwise(
        ints, lambda value: rounded_one(value, rule), lambda num, den: 4 * num * scale + 4 * den + scale, a
    )


def rounded_one(value: Fraction, rule: Rounding) -> Fraction:
    """Return one value rounded by `rule`."""
    scale = 10**rule.places
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    half = {"half_up": 1, "half_even": whole % 2, "truncate": 0}[rule.mode]
    above = 0 if rule.mode == "truncate" else 1
    up = half if 2 * rest == value.denominator else above * (2 * rest > value.denominator)
    return Fraction((1 if value >= 0 else -1) * (whole + up), scale)


def _rounds_up(whole: Ints, rest: Ints, den: Ints, mode: str) -> Ints:
    if mode == "truncate":
        return np.zeros_like(whole)
    half = (2 * rest == den) & ((mode == "half_up") | (whole % 2 == 1))
    up: Mask = (2 * rest > den) | half
    return up.astype(np.int64)


def _plus(x: Fraction, y: Fraction) -> Fraction:
    return x + y


def _elementwise(
    ints: Callable[..., tuple[Ints, Ints]],
    exact: Callable[..., Fraction],
    bound: Callable[..., NDArray[np.float64]],
    *operands: Column,
) -> Column:
    """Apply `ints` where `bound` (of absolute values) stays safe, and `exact` to every other row."""
    magnitudes = [np.abs(part.astype(np.float64)) for operand in operands for part in (operand.num, operand.den)]
    unsafe = (bound(*magnitudes) >= SAFE).ravel()
    rows = {int(at) for at in np.flatnonzero(unsafe)}.union(*(operand.wide for operand in operands))
    parts = [part for operand in operands for part in (operand.num, operand.den)]
    if rows:
        # Copies: the result is written into below, and `ints` may hand an operand's own array back.
        parts = [np.where(unsafe.reshape(part.shape), 1, part) for part in parts]
    num, den = ints(*parts)
    if den.size and den.max() > _REDUCE_FROM:
        common = np.gcd(num, den)
        num, den = num // common, den // common
    if not rows:
        return Column(num, den)
    order = sorted(rows)
    singles = column(
        (exact(*(o.at(*map(int, np.unravel_index(at, o.shape))) for o in operands)) for at in order), (len(order),)
    )
    num.flat[order], den.flat[order] = singles.num, singles.den
    return Column(num, den, {order[at]: value for at, value in singles.wide.items()})


_REDUCE_FROM = 2**20
