"""The exact scores of all agencies at once, node by node: what `Results.score` says, for rounds of thousands.

Nothing here is a second computation: the columns are those that the results hold, and a mean below a pool is taken in
the same shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rubrics import Rounding
from scoring.engine.columns import FARTHEST, Column, Mask, column, constant, inverse, rounded, times, where
from scoring.engine.pooling import Panel, Section, common_denominators, dropped_at_ends, pooled
from scoring.engine.results import Results

Floats = NDArray[np.float64]

# Whole numbers up to here are doubles themselves, so that the quotient of two is rounded once.
_EXACT = 2**53


@dataclass(frozen=True, eq=False)
class Scores:
    """One node's exact scores (agencies,), 0 where not `known`: something is `awaited`, or the node does not apply."""

    score: Column
    known: Mask
    awaited: Mask


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a round, column by column; rows are agencies in official order."""

    results: Results

    def of(self, node_id: str) -> Scores:
        """Return the scores of a node; equal to `Results.score` for every agency."""
        node, value = self.results.nodes[node_id], self.results.evaluated.values[node_id]
        pool = node.pooled_at
        awaited = self._awaited((pool if pool and node.below_pool else node).id)
        if len(value.shape) == 1 or pool is None:
            score, known = value.score, value.applies & ~awaited
        else:
            shares = self._shares[pool.id]
            counted = value.applies & ~shares.zero()
            nothing = constant(0, value.shape)
            earned = _mean(where(counted, times(value.score, shares), nothing), counted)
            score, known = times(earned, inverse(_mean(shares, counted))), counted.any(axis=1) & ~awaited
        return Scores(where(known, score, constant(0, known.shape)), known, awaited)

    def _awaited(self, node_id: str) -> Mask:
        """Return for which agencies anything at or below a node is open."""
        found = np.zeros(len(self.results.rows), np.bool_)
        for inner in self.results.nodes[node_id].walk():
            found[self._open_rows.get(inner.id, [])] = True
        return found

    @cached_property
    def _open_rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for item in self.results.evaluated.opens:
            rows.setdefault(item.node, []).append(self.results.rows[item.agency])
        return rows

    @cached_property
    def _shares(self) -> dict[str, Column]:
        return {node: shares(panel) for node, panel in self.results.evaluated.panels.items()}


def shown(scores: Column, rule: Rounding) -> Floats:
    """Return the doubles of scores rounded by `rule`: rounded exactly first, and then once to a double."""
    return nearest(rounded(scores, rule))


def nearest(values: Column) -> Floats:
    """Return the double nearest to each value, as `float` of its fraction; beyond FARTHEST all are that far."""
    near = values.num / values.den
    beyond = (np.abs(values.num) > _EXACT) | (values.den > _EXACT)
    flat = {int(at): Fraction(int(values.num.flat[at]), int(values.den.flat[at])) for at in np.flatnonzero(beyond)}
    for at, value in (flat | dict(values.wide)).items():
        near.flat[at] = float(max(min(value, FARTHEST), -FARTHEST))
    return near


def shares(panel: Panel) -> Column:
    """Return how much of each rater's value counts, (agencies, raters): `Panel.shares` for all agencies at once."""
    parts, masks = zip(*(_section_shares(panel, section) for section in panel.sections), strict=True)
    num = np.concatenate([part.num for part in parts], axis=1)
    den = np.concatenate([part.den for part in parts], axis=1)
    rows, count = np.flatnonzero(~np.logical_and.reduce(masks)).tolist(), len(panel.raters)
    singly = column(
        (panel.shares(row).get(rater, Fraction()) for row in rows for rater in panel.raters), (len(rows), count)
    )
    num[rows], den[rows] = singly.num, singly.den
    return Column(num, den, {rows[at // count] * count + at % count: value for at, value in singly.wide.items()})


def _section_shares(panel: Panel, section: Section) -> tuple[Column, Mask]:
    """Return the shares within one group, and for which agencies 64 bits hold all that is done for them."""
    values, present = panel.values.columns(section.first, section.last), panel.present[:, section.columns]
    counts = panel.counts(section)
    common, safe = common_denominators(values, present, np.ones_like(counts))
    scaled = values.num * (common[:, None] // values.den)
    lower, equal = np.zeros_like(scaled), np.zeros_like(scaled)
    for at in range(scaled.shape[1]):
        held, there = scaled[:, at, None], present[:, at, None]
        lower += there & (held < scaled)
        equal += there & (held == scaled)
    ends = [dropped_at_ends(section.rule, count) for count in range(scaled.shape[1] + 1)]
    low, high = np.array(ends, np.int64).T[:, counts]
    inside = np.minimum(lower + equal, (counts - high)[:, None]) - np.maximum(lower, low[:, None])
    share = Column(np.where(present, np.maximum(inside, 0), 0), np.maximum(equal, 1))
    if len(panel.sections) > 1:
        size = (panel.size,)
        by = times(constant(section.weight, size), Column(np.ones_like(counts), np.maximum(counts - low - high, 1)))
        share = times(share, by.across(scaled.shape[1]))
        safe[[at // scaled.shape[1] for at in share.wide]] = False
    return share, safe


def _mean(values: Column, counted: Mask) -> Column:
    return pooled(values, counted, lambda _: (0, 0))
