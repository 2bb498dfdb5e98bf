"""What raters' values at a pool add up to over thousands of agencies, exactly: what an analysis of raters tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from scoring.engine.columns import SAFE, Column, Mask
from scoring.engine.pooling import Panel
from scoring.reports.large.dropped import dropped_flags
from scoring.reports.workbook.rater_analysis import NONE, root


@dataclass(frozen=True)
class RaterFigures:
    """One rater's figures at a pool: agencies valued, mean, spread, mean distance, times dropped high and low."""

    valued: int
    mean: Fraction | str
    spread: Fraction | str
    distance: Fraction | str
    high: int
    low: int


def rater_figures(panel: Panel, held: Mask, outcome: Mask) -> list[RaterFigures]:
    """Return the figures of the panel's raters, in their order.

    `held` (agencies,) says whose values count at all, `outcome` (agencies,) which agencies have a pooled value.
    """
    present = panel.present & held[:, None]
    both = present & outcome[:, None]
    pooled = panel.pooled().across(len(panel.raters))
    flags = dropped_flags(panel, held)
    counts, common = _numbers(present), _numbers(both)
    sums, squares = _sums(panel.values, present), _sums(panel.values, present, squared=True)
    own, theirs = _sums(panel.values, both), _sums(pooled, both)
    return [
        RaterFigures(
            n,
            sums[at] / n if n else NONE,
            root((squares[at] - sums[at] ** 2 / n) / (n - 1)) if n > 1 else NONE,
            (own[at] - theirs[at] / panel.pool.multiple) / common[at] if common[at] else NONE,
            high,
            low,
        )
        for at, (n, high, low) in enumerate(zip(counts, _numbers(flags == 1), _numbers(flags == -1), strict=True))
    ]


def _numbers(mask: Mask) -> list[int]:
    found: list[int] = mask.sum(axis=0).tolist()
    return found


def _sums(values: Column, mask: Mask, *, squared: bool = False) -> list[Fraction]:
    """Return for each column the sum of what `mask` lets through: by denominators, of which there are few."""
    wide = np.zeros(mask.shape, np.bool_)
    for flat in values.wide:
        wide.flat[flat] = True
    power = 2 if squared else 1
    safe = float(np.abs(values.num.astype(np.float64)).max(initial=0)) ** power * max(len(mask), 1) < SAFE
    num: NDArray[np.int64] | NDArray[np.object_] = values.num if safe else values.num.astype(object)
    found = [Fraction()] * mask.shape[1]
    narrow = mask & ~wide
    for den in np.unique(values.den[narrow]).tolist():
        part = np.where(narrow & (values.den == den), num, 0)
        found = [had + Fraction(more, den**power) for had, more in zip(found, _added(part**power), strict=True)]
    for flat, value in values.wide.items():
        row, at = divmod(flat, mask.shape[1])
        found[at] += value**power if mask[row, at] else 0
    return found


def _added(part: NDArray[np.int64] | NDArray[np.object_]) -> Iterable[int]:
    return (int(more) for more in part.sum(axis=0))
