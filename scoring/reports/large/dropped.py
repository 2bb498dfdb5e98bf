"""Whose values were dropped at a pool, for all agencies at once: what `Panel.dropped` says of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scoring.engine.columns import Mask
from scoring.engine.pooling import Panel, Section, common_denominators, dropped_at_ends

# (agencies, raters): 1 for the highest, -1 for the lowest, 0 for what counts.
Flags = NDArray[np.int8]

_LAST = np.iinfo(np.int64).max


def dropped_flags(panel: Panel, held: Mask) -> Flags:
    """Return which values are shown as dropped; `held` (agencies,) says which agencies' values count at all."""
    found = np.zeros(panel.present.shape, np.int8)
    for section in panel.sections:
        found[:, section.columns], safe = _of_section(panel, section)
        for row in np.flatnonzero(~safe).tolist():
            low, high = panel.dropped(row)
            for at in range(section.first, section.last):
                found[row, at] = (panel.raters[at] in high) - (panel.raters[at] in low)
    found[~held] = 0
    return found


def _of_section(panel: Panel, section: Section) -> tuple[Flags, Mask]:
    """Return the flags of a group's raters, and for which agencies 64 bits hold what is compared."""
    # Of equals the lowest id is dropped: raters stand by id, and sorting keeps their order.
    order = np.array(sorted(range(section.last - section.first), key=lambda at: panel.raters[section.first + at]))
    values, present = panel.values.columns(section.first, section.last), panel.present[:, section.columns]
    counts = present.sum(axis=1)
    common, safe = common_denominators(values, present, np.ones_like(counts))
    scaled = (values.num * (common[:, None] // values.den))[:, order]
    present = present[:, order]
    table = np.array([dropped_at_ends(section.rule, count) for count in range(len(order) + 1)], np.int64)
    low = _first(np.where(present, scaled, _LAST), table[counts, 0])
    high = _first(np.where(present & ~low, -scaled, _LAST), table[counts, 1])
    found = np.zeros(present.shape, np.int8)
    found[:, order] = high.astype(np.int8) - low
    return found, safe


def _first(keys: NDArray[np.int64], numbers: NDArray[np.int64]) -> Mask:
    """Return where the smallest keys of each row stand, so many of them."""
    found = np.zeros(keys.shape, np.bool_)
    np.put_along_axis(found, keys.argsort(axis=1, kind="stable"), np.arange(keys.shape[1]) < numbers[:, None], 1)
    return found
