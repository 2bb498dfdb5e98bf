"""Marks that deserve a second look: far from the panel, the same for every agency, the same for every criterion."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import numpy as np

from rubrics import Message, say
from scoring.engine.pooling import Panel
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.rounds import MarkState

# A value farther from the panel's median than this share of what can be earned is pointed out.
OUTLIER = Fraction(1, 5)
# Doubles closer than this to a bound are settled exactly.
_NEAR = 1e-9
# Fewer criteria with equal marks are no news.
FEWEST_ALIKE = 4

Points = Decimal | Fraction


def suspicions(results: Results) -> Iterator[Message]:
    """Yield what is suspicious about marks; nothing of it changes a figure, but for sheets that the rubric voids."""
    yield from _outliers(results)
    yield from _flat(results)
    yield from _level(results)
    yield from _void(results)


def _level(results: Results) -> Iterator[Message]:
    """Point out sheets on which every criterion has the same mark."""
    seats, names = seat_names(results), results.round.names
    rated = {node.id for node in results.nodes.values() if node.pooled_leaf}
    sheets: dict[tuple[str, str], tuple[Points | None, int]] = {}
    for (agency, rater, criterion), mark in results.collected.marks.items():
        if mark.points is not None and criterion in rated:
            points, count = sheets.get((rater, agency), (mark.points, 0))
            # None from the first mark on that is another; most are the very same object.
            alike = points is mark.points or points == mark.points
            sheets[rater, agency] = (points if alike else None), count + 1
    found: dict[str, set[str]] = {}
    for (rater, agency), (points, count) in sheets.items():
        if count >= FEWEST_ALIKE and points is not None:
            found.setdefault(rater, set()).add(agency)
    for rater in (rater for rater in seats if rater in found):
        listed = tuple(name for agency, name in names.items() if agency in found[rater])
        yield say("{rater} gave all criteria the same mark: {names}", rater=seats[rater], names=listed)


def _void(results: Results) -> Iterator[Message]:
    """Tell whose sheets are void by the rubric's rule."""
    seats = seat_names(results)
    void = {rater for (_, rater, _), mark in results.not_given if mark.state is MarkState.VOID and not mark.voided}
    for rater in (rater for rater in seats if rater in void):
        yield say("{rater} gave all agencies the same marks: these sheets are void", rater=seats[rater])


def _outliers(results: Results) -> Iterator[Message]:
    seats = seat_names(results)
    for node_id, panel in results.evaluated.panels.items():
        most = results.nodes[node_id].combined_earnable or Fraction(0)
        for row in _perhaps_far(panel, OUTLIER * most):
            held = panel.row(row)
            middle = _median(sorted(held.values()))
            for rater, value in held.items():
                if abs(value - middle) > OUTLIER * most:
                    yield say(
                        "{rater} gave {name} {value} for “{title}”, far from the panel's median {middle}",
                        rater=seats[rater],
                        name=results.round.names[results.agencies[row]],
                        value=results.written(value),
                        title=results.nodes[node_id].node.title,
                        middle=results.written(middle),
                    )


def _perhaps_far(panel: Panel, far: Fraction) -> list[int]:
    """Return the agencies with a value that is farther from the median than `far`, or nearly so: doubles suffice."""
    near, present = panel.values.floats(), panel.present
    in_order = np.sort(np.where(present, near, np.inf), axis=1)
    last = np.maximum(present.sum(axis=1) - 1, 0)
    rows = np.arange(panel.size)
    middle = (in_order[rows, last // 2] + in_order[rows, (last + 1) // 2]) / 2
    apart = np.where(present, np.abs(near - np.where(present.any(axis=1), middle, 0)[:, None]), 0)
    size = 1 + np.where(present, np.abs(near), 0).max(axis=1)
    found: list[int] = np.flatnonzero(apart.max(axis=1) > float(far) - _NEAR * size).tolist()
    return found


def _median(values: list[Fraction]) -> Fraction:
    half = len(values) // 2
    return Fraction() if not values else (values[half] + values[-half - 1]) / 2


def _flat(results: Results) -> Iterator[Message]:
    """Point out raters whose values are the same for every agency, in every pool where they have any."""
    seats = seat_names(results)
    by_rater: dict[str, list[bool]] = {}
    for panel in results.evaluated.panels.values():
        for at, rater in enumerate(panel.raters):
            by_rater.setdefault(rater, []).append(_alike(panel, at))
    for rater, pools in by_rater.items():
        if all(pools):
            yield say("{rater} gave every agency the same marks", rater=seats[rater])


def _alike(panel: Panel, at: int) -> bool:
    """Return whether a rater has values for several agencies, all of them equal."""
    rows = np.flatnonzero(panel.present[:, at])
    if len(rows) < 2:  # noqa: PLR2004 - one value is like itself
        return False
    first = panel.values.at(int(rows[0]), at)
    return all(panel.values.at(int(row), at) == first for row in rows)
