"""Many raters' values become one, the slow and obvious way: which count, in which shares, what keeps a pool open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rubrics import GroupPool, Pool


def kept(pool: GroupPool, values: list[Fraction]) -> list[Fraction]:
    """Return the values that count, in order of size; none where fewer are there than the middle ones."""
    left = sorted(values)
    if pool.middle_sum:
        if len(left) < pool.middle_sum.n:
            return []
        surplus = len(left) - pool.middle_sum.n
        while len(left) >= pool.middle_sum.n + 2:
            left = left[1:-1]
        if surplus % 2:
            left = left[:-1] if pool.middle_sum.odd == "high" else left[1:]
    elif pool.trimmed_mean and len(values) > pool.trimmed_mean.when_more_than:
        for _ in range(pool.trimmed_mean.drop):
            left = left[1:-1]
    elif pool.median:
        while len(left) > 2:
            left = left[1:-1]
    return left


def mean(values: list[Fraction]) -> Fraction:
    """Return the arithmetic mean."""
    return sum(values, Fraction(0)) / len(values)


@dataclass(frozen=True)
class Panel:
    """The values that one agency has at one pool, by group and rater; `seats` of every group, whoever sits there."""

    pool: Pool
    values: Mapping[str, Mapping[str, Fraction]]
    seats: Mapping[str, int]

    def everyone(self) -> dict[str, Fraction]:
        """Return the values of all groups by rater."""
        return {rater: value for values in self.values.values() for rater, value in values.items()}

    def weight(self, group: str) -> Fraction:
        """Return what the group counts; a single group counts alone."""
        return Fraction(self.pool.groups[group]) if self.pool.groups else Fraction(1)

    def counting(self, group: str) -> list[Fraction]:
        """Return the values of one group that count."""
        return kept(self.pool.each or self.pool, list(self.values[group].values()))

    def together(self, by_group: dict[str, list[Fraction]]) -> Fraction | None:
        """Return the means of the groups that have values, by the weights of these groups."""
        means = {group: mean(values) for group, values in by_group.items() if values}
        whole = sum((self.weight(group) for group in means), Fraction(0))
        return sum((self.weight(g) * one for g, one in means.items()), Fraction(0)) / whole if means else None

    def pooled(self) -> Fraction:
        """Return all values as one; 0 where there are none."""
        rule = self.pool.each or self.pool
        times = rule.middle_sum.n if rule.middle_sum else 1
        return times * (self.together({group: self.counting(group) for group in self.values}) or Fraction(0))

    def untrimmed(self) -> Fraction | None:
        """Return the same with nothing dropped, on a rater's scale."""
        return self.together({group: list(values.values()) for group, values in self.values.items()})

    def shares(self) -> dict[str, Fraction]:
        """Return how much each rater counts: those who tie at an edge share the places that are left."""
        found: dict[str, Fraction] = {}
        for group, values in self.values.items():
            counting = self.counting(group)
            for rater, value in values.items():
                share = Fraction(counting.count(value), list(values.values()).count(value))
                found[rater] = share * self.weight(group) / len(counting) if counting else Fraction(0)
        return found

    def troubles(self) -> set[str]:
        """Return what keeps the pool open although everybody has answered."""
        if not self.everyone():
            return {"quorum"}
        rule, found = self.pool.each or self.pool, set()
        for group, values in self.values.items():
            least = max(needed(rule, self.seats[group]), rule.middle_sum.n if rule.middle_sum else 1)
            if not values and self.pool.empty_group == "refuse":
                found.add("empty_group")
            elif values and len(values) < least:
                found.add("quorum")
        if not found and len(self.everyone()) < needed(self.pool, sum(self.seats.values())):
            found.add("quorum")
        agreed = [len(set(values.values())) <= 1 for values in self.values.values()]
        return {"disagreement"} if not found and rule.consensus and not all(agreed) else found


def needed(pool: GroupPool, seats: int) -> int:
    """Return how many values a pool must have of so many seats."""
    if pool.quorum == "majority":
        return next(count for count in range(seats + 1) if 2 * count > seats)
    return pool.quorum or 1
