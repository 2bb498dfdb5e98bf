"""Ranks: exact comparison of totals, then of one tie key after another; what still ties shares its rank."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from scoring.engine.columns import Column

# Doubles closer than this are settled exactly; the estimate of a quotient of 64-bit integers is far better.
_NEAR = 1e-9

# The values by which rows that are still equal are compared; a row without a value is left out.
Compare = Callable[[Sequence[int]], dict[int, Fraction]]


@dataclass(frozen=True, slots=True)
class Placing:
    """An agency's rank (1 is best), whether others share it, and the tie key that decided it."""

    rank: int
    tied: bool
    decided_by: str | None


def placings(total: Column, ranked: Sequence[int], keys: Sequence[tuple[str, Compare]]) -> dict[int, Placing]:
    """Return the placing of each agency (row of `total`) in `ranked`.

    A proper competition ranking (1, 2, 2, 4). Where equal totals are compared by a key that one of them has no
    value for, the key is passed over for that group. `decided_by` is the last key that an agency's place needed.
    """
    places: dict[int, Placing] = {}
    rank = 1
    for group in _groups(total, ranked):
        for members, decided_by in _refined(group, list(keys), None):
            for row in members:
                places[row] = Placing(rank, len(members) > 1, decided_by)
            rank += len(members)
    return places


def _groups(total: Column, ranked: Sequence[int]) -> list[list[int]]:
    """Return the rows in descending order of total, equal ones together; doubles first, neighbours exactly."""
    near = total.floats()
    order = sorted(ranked, key=lambda row: -near[row])
    scale = max(1.0, float(np.abs(near).max(initial=0)))
    runs: list[list[int]] = []
    for row in order:
        if runs and near[runs[-1][-1]] - near[row] <= _NEAR * scale:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [group for run in runs for group in _equal(run, total.at)]


def _equal(rows: Sequence[int], value: Callable[[int], Fraction]) -> list[list[int]]:
    groups: dict[Fraction, list[int]] = {}
    for row in rows:
        groups.setdefault(value(row), []).append(row)
    return [groups[held] for held in sorted(groups, reverse=True)]


def _refined(
    group: list[int], keys: list[tuple[str, Compare]], decided_by: str | None
) -> list[tuple[list[int], str | None]]:
    if len(group) == 1 or not keys:
        return [(group, decided_by)]
    (name, compare), *rest = keys
    values = compare(group)
    if len(values) < len(group):
        return _refined(group, rest, decided_by)
    split = _equal(group, values.__getitem__)
    deciding = name if len(split) > 1 else decided_by
    return [placed for part in split for placed in _refined(part, rest, deciding)]


def preferences(rows: Sequence[int], values: Callable[[int], Mapping[str, Fraction]]) -> dict[int, Fraction]:
    """Return for each row how often a rater valued it higher than another of `rows`; `values` gives a row's by rater.

    Each pair of agencies counts once for every rater with a value for both. Nobody to compare is no value.
    """
    held = {row: values(row) for row in rows}
    panels = Counter(frozenset(of_row) for of_row in held.values())
    apart = any(not one & other for one, other in combinations(panels, 2))
    if apart or panels[frozenset()]:
        return {}
    given: dict[str, list[Fraction]] = {}
    for of_row in held.values():
        for rater, value in of_row.items():
            given.setdefault(rater, []).append(value)
    in_order = {rater: sorted(found) for rater, found in given.items()}
    return {
        row: Fraction(sum(bisect_left(in_order[rater], value) for rater, value in of_row.items()))
        for row, of_row in held.items()
    }
