"""Many raters' values become one.

Every pool sorts the values that a group holds for an agency, leaves some out at each end, and takes the mean of the
rest (or their sum): a mean leaves out none, a trimmed mean `drop`, a median all but the middle one or two. Several
groups are pooled one by one and then brought together by their weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

import numpy as np

from rubrics import GroupPool, Pool
from scoring.engine.columns import SAFE, Column, Ints, Mask, add, column, constant, inverse, times, where

Ends = tuple[int, int]
DropRule = Callable[[GroupPool, int], Ends]


def _none(_: GroupPool, __: int) -> Ends:
    return 0, 0


def _trimmed_mean(pool: GroupPool, count: int) -> Ends:
    rule = pool.trimmed_mean
    drop = rule.drop if rule and count > rule.when_more_than else 0
    return drop, drop


def _median(_: GroupPool, count: int) -> Ends:
    drop = max(count - 1, 0) // 2
    return drop, drop


def _middle_sum(pool: GroupPool, count: int) -> Ends:
    rule = pool.middle_sum
    drop, odd = divmod(max(count - rule.n, 0) if rule else 0, 2)
    return drop + odd * bool(rule and rule.odd == "low"), drop + odd * bool(rule and rule.odd == "high")


DROPS: dict[str, DropRule] = {
    "mean": _none,
    "trimmed_mean": _trimmed_mean,
    "median": _median,
    "consensus": _none,
    "middle_sum": _middle_sum,
}


def dropped_at_ends(pool: GroupPool, count: int) -> Ends:
    """Return how many values are left out at the low and at the high end when `count` are present."""
    return DROPS[pool.rule](pool, count)


@dataclass(frozen=True, eq=False)
class Section:
    """The columns `first` up to `last` of a panel: one group's raters, its weight, and how many must be present."""

    group: str
    rule: GroupPool
    weight: Fraction
    first: int
    last: int
    needed: int

    @property
    def columns(self) -> slice:
        """The raters of this group among those of the panel."""
        return slice(self.first, self.last)


@dataclass(frozen=True, eq=False)
class Panel:
    """The values that raters (seats, in the round's order) hold for each agency at a pooling node.

    `values` and `present` have the shape (agencies, raters); a value counts only where `present` holds. The raters
    of one group stand together: its section.
    """

    pool: Pool
    raters: tuple[str, ...]
    values: Column
    present: Mask
    sections: tuple[Section, ...]

    def pooled(self) -> Column:
        """Return the pooled value of each agency (0 where nobody is present)."""
        return times(self._together(dropped_at_ends), constant(self.pool.multiple, (self.size,)))

    def untrimmed(self) -> Column:
        """Return the plain mean of all values present; of several groups by their weights."""
        return self._together(_none)

    def of_group(self, section: Section) -> Column:
        """Return the pooled value of one group for each agency."""
        return times(self._section(section, dropped_at_ends), constant(self.pool.multiple, (self.size,)))

    def _together(self, drops: DropRule) -> Column:
        parts = [(section, self._section(section, drops)) for section in self.sections]
        if len(parts) == 1:
            return parts[0][1]
        nothing = constant(0, (self.size,))
        score, total = nothing, nothing
        for section, part in parts:
            held = self.counts(section) > 0
            by = constant(section.weight, (self.size,))
            score = add(score, where(held, times(part, by), nothing))
            total = add(total, where(held, by, nothing))
        return times(score, inverse(total))

    def _section(self, section: Section, drops: DropRule) -> Column:
        values = self.values.columns(section.first, section.last)
        return pooled(values, self.present[:, section.columns], lambda count: drops(section.rule, count))

    def counts(self, section: Section) -> Ints:
        """Return how many values of a group are present for each agency."""
        return self._counts[section.group]

    @cached_property
    def _counts(self) -> dict[str, Ints]:
        return {section.group: self.present[:, section.columns].sum(axis=1) for section in self.sections}

    def best(self) -> Column:
        """Return the highest value present for each agency."""
        return column((max(self.row(at).values(), default=Fraction(0)) for at in range(self.size)), (self.size,))

    @property
    def size(self) -> int:
        """The number of agencies."""
        return self.values.shape[0]

    def row(self, agency: int) -> dict[str, Fraction]:
        """Return the values present for one agency, by rater."""
        present = enumerate(self.present[agency].tolist())
        return _held(
            self._rows, agency, lambda: {self.raters[at]: self.values.at(agency, at) for at, is_ in present if is_}
        )

    @cached_property
    def _rows(self) -> dict[int, dict[str, Fraction]]:
        return {}

    def of_section(self, agency: int, section: Section) -> dict[str, Fraction]:
        """Return the values present for one agency that a group holds, by rater."""
        row = self.row(agency)
        return {rater: row[rater] for rater in self.raters[section.columns] if rater in row}

    def agreed(self, agency: int) -> bool:
        """Return whether all values present for an agency are equal, group by group."""
        return all(len(set(self.of_section(agency, section).values())) <= 1 for section in self.sections)

    def shares(self, agency: int) -> dict[str, Fraction]:
        """Return how much of each rater's value counts: 1, 0, or the equal part of raters tied at an edge.

        Tied raters share what is left of their places, so that no figure depends on who is called dropped. Of
        several groups, a group's shares add up to its weight.
        """
        return _held(self._shares, agency, lambda: self._shares_of(agency))

    @cached_property
    def _shares(self) -> dict[int, dict[str, Fraction]]:
        return {}

    def _shares_of(self, agency: int) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for section in self.sections:
            row = self.of_section(agency, section)
            low, high = dropped_at_ends(section.rule, len(row))
            last = len(row) - high
            places: dict[Fraction, list[int]] = {}
            for place, value in enumerate(sorted(row.values())):
                places.setdefault(value, []).append(place)
            by = section.weight / (last - low) if len(self.sections) > 1 and row else Fraction(1)
            counted = {
                value: by * Fraction(sum(low <= place < last for place in held), len(held))
                for value, held in places.items()
            }
            found.update({rater: counted[value] for rater, value in row.items()})
        return found

    def dropped(self, agency: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return whose value is shown as dropped at the low and at the high end; of equals, the lowest rater id."""
        lowest: set[str] = set()
        highest: set[str] = set()
        for section in self.sections:
            row = self.of_section(agency, section)
            low, high = dropped_at_ends(section.rule, len(row))
            below = sorted(row, key=lambda rater: (row[rater], rater))[:low]
            rest = [rater for rater in row if rater not in below]
            lowest.update(below)
            highest.update(sorted(rest, key=lambda rater: (-row[rater], rater))[:high])
        return frozenset(lowest), frozenset(highest)


# So many agencies' values are kept at hand as fractions; those of ten thousand would take more room than all columns.
_MOST_HELD = 1000


def _held(
    rows: dict[int, dict[str, Fraction]], agency: int, made: Callable[[], dict[str, Fraction]]
) -> dict[str, Fraction]:
    """Return an agency's values, made when they are asked for the first time."""
    if agency not in rows:
        if len(rows) >= _MOST_HELD:
            rows.clear()
        rows[agency] = made()
    return rows[agency]


def pooled(values: Column, present: Mask, drops: Callable[[int], Ends]) -> Column:
    """Return, for each agency, the mean of its sorted values without `drops(count)` at the low and the high end."""
    counts = present.sum(axis=1)
    table = cache(drops)
    ends = np.array([table(int(count)) for count in counts], np.int64).reshape(len(counts), 2)
    low, high = ends[:, 0], ends[:, 1]
    kept = np.maximum(counts - low - high, 1)
    common, safe = common_denominators(values, present, kept)
    scaled = np.where(present, values.num * (common[:, None] // values.den), np.iinfo(np.int64).max)
    scaled.sort(axis=1)
    at = np.arange(scaled.shape[1])
    inside = (at >= low[:, None]) & (at < (counts - high)[:, None])
    num, den = np.where(inside, scaled, 0).sum(axis=1), common * kept
    wide_rows = sorted({int(row) for row in np.flatnonzero(~safe)})
    singles = column(
        (_single(values, present, row, (int(low[row]), int(high[row]))) for row in wide_rows), (len(wide_rows),)
    )
    num[wide_rows], den[wide_rows] = singles.num, singles.den
    return Column(num, den, {wide_rows[index]: value for index, value in singles.wide.items()})


def _single(values: Column, present: Mask, row: int, ends: Ends) -> Fraction:
    held = sorted(values.at(row, int(at)) for at in np.flatnonzero(present[row]))
    inside = held[ends[0] : len(held) - ends[1]]
    return sum(inside, Fraction()) / max(len(inside), 1)


def common_denominators(values: Column, present: Mask, kept: Ints) -> tuple[Ints, Mask]:
    """Return one denominator for each agency's row, and whether 64 bits hold all that is done with it."""
    den = np.where(present, values.den, 1)
    common = den.max(axis=1, initial=1)
    safe = np.ones(len(common), np.bool_)
    for at in range(den.shape[1]):
        missing = den[:, at] // np.gcd(common, den[:, at])
        safe &= common.astype(np.float64) * missing < SAFE
        common = np.where(safe, common * missing, 1)
    magnitude = np.abs(np.where(present, values.floats(), 0)).sum(axis=1)
    safe &= (magnitude + 1) * common * kept < SAFE
    safe[[flat // values.shape[1] for flat in values.wide]] = False
    return common, safe
