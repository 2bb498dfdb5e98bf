"""Many raters' values become one.

Every pool sorts an agency's values, leaves out the same number at each end, and takes the mean of the rest:
a mean leaves out none, a trimmed mean `drop`, a median all but the middle one or two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import lcm

import numpy as np

from rubrics import Pool
from scoring.engine.columns import SAFE, Column, Ints, Mask, column

DropRule = Callable[[Pool, int], int]


def _mean(_: Pool, __: int) -> int:
    return 0


def _trimmed_mean(pool: Pool, count: int) -> int:
    rule = pool.trimmed_mean
    return rule.drop if rule and count > rule.when_more_than else 0


def _median(_: Pool, count: int) -> int:
    return max(count - 1, 0) // 2


DROPS: dict[str, DropRule] = {"mean": _mean, "trimmed_mean": _trimmed_mean, "median": _median, "consensus": _mean}


def dropped_each_end(pool: Pool, count: int) -> int:
    """Return how many values are left out at each end when `count` are present."""
    return DROPS[pool.rule](pool, count)


@dataclass(frozen=True, eq=False)
class Panel:
    """The values that raters (seats, in the round's order) hold for each agency at a pooling node.

    `values` and `present` have the shape (agencies, raters); a value counts only where `present` holds.
    """

    pool: Pool
    raters: tuple[str, ...]
    values: Column
    present: Mask

    def pooled(self, drops: DropRule | None = None) -> Column:
        """Return the pooled value of each agency (0 where nobody is present); `drops` replaces the pool's rule."""
        return pooled(self.values, self.present, lambda count: (drops or dropped_each_end)(self.pool, count))

    def untrimmed(self) -> Column:
        """Return the plain mean of all values present."""
        return self.pooled(_mean)

    def best(self) -> Column:
        """Return the highest value present for each agency."""
        return column((max(self.row(at).values(), default=Fraction(0)) for at in range(self.size)), (self.size,))

    @property
    def size(self) -> int:
        """The number of agencies."""
        return self.values.shape[0]

    def row(self, agency: int) -> dict[str, Fraction]:
        """Return the values present for one agency, by rater."""
        return self._rows[agency]

    @cached_property
    def _rows(self) -> list[dict[str, Fraction]]:
        return [
            {rater: self.values.at(row, at) for at, rater in enumerate(self.raters) if self.present[row, at]}
            for row in range(self.size)
        ]

    def agreed(self, agency: int) -> bool:
        """Return whether all values present for an agency are equal."""
        return len(set(self.row(agency).values())) <= 1

    def shares(self, agency: int) -> dict[str, Fraction]:
        """Return how much of each rater's value counts: 1, 0, or the equal part of raters tied at an edge.

        Tied raters share what is left of their places, so that no figure depends on who is called dropped.
        """
        return self._shares[agency]

    @cached_property
    def _shares(self) -> list[dict[str, Fraction]]:
        return [self._shares_of(row) for row in self._rows]

    def _shares_of(self, row: dict[str, Fraction]) -> dict[str, Fraction]:
        first = dropped_each_end(self.pool, len(row))
        last = len(row) - first
        places: dict[Fraction, list[int]] = {}
        for place, value in enumerate(sorted(row.values())):
            places.setdefault(value, []).append(place)
        counted = {
            value: Fraction(sum(first <= place < last for place in held), len(held)) for value, held in places.items()
        }
        return {rater: counted[value] for rater, value in row.items()}

    def dropped(self, agency: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return whose value is shown as dropped at the low and at the high end; of equals, the lowest rater id."""
        row = self.row(agency)
        drop = dropped_each_end(self.pool, len(row))
        low = frozenset(sorted(row, key=lambda rater: (row[rater], rater))[:drop])
        rest = [rater for rater in row if rater not in low]
        return low, frozenset(sorted(rest, key=lambda rater: (-row[rater], rater))[:drop])


def pooled(values: Column, present: Mask, drops: Callable[[int], int]) -> Column:
    """Return, for each agency, the mean of its sorted values without `drops(count)` at each end."""
    counts = present.sum(axis=1)
    table = cache(drops)
    ends = np.array([table(int(count)) for count in counts], np.int64)
    kept = np.maximum(counts - 2 * ends, 1)
    common, safe = _common_denominators(values, present, kept)
    scaled = np.where(present, values.num * (common[:, None] // values.den), np.iinfo(np.int64).max)
    scaled.sort(axis=1)
    at = np.arange(scaled.shape[1])
    inside = (at >= ends[:, None]) & (at < (counts - ends)[:, None])
    num, den = np.where(inside, scaled, 0).sum(axis=1), common * kept
    wide_rows = sorted({int(row) for row in np.flatnonzero(~safe)})
    singles = column((_single(values, present, row, int(ends[row])) for row in wide_rows), (len(wide_rows),))
    num[wide_rows], den[wide_rows] = singles.num, singles.den
    return Column(num, den, {wide_rows[index]: value for index, value in singles.wide.items()})


def _single(values: Column, present: Mask, row: int, end: int) -> Fraction:
    held = sorted(values.at(row, int(at)) for at in np.flatnonzero(present[row]))
    inside = held[end : len(held) - end]
    return sum(inside, Fraction()) / max(len(inside), 1)


def _common_denominators(values: Column, present: Mask, kept: Ints) -> tuple[Ints, Mask]:
    """Return one denominator for each agency's row, and whether 64 bits hold all that is done with it."""
    den = np.where(present, values.den, 1)
    common = den.max(axis=1, initial=1)
    safe = np.ones(len(common), np.bool_)
    for row in np.flatnonzero((common[:, None] % den).any(axis=1)):
        exact = lcm(*(int(part) for part in den[row]))
        safe[row] = exact < SAFE
        common[row] = exact if safe[row] else 1
    magnitude = np.abs(np.where(present, values.floats(), 0)).sum(axis=1)
    safe &= (magnitude + 1) * common * kept < SAFE
    safe[[flat // values.shape[1] for flat in values.wide]] = False
    return common, safe
