"""Marks that deserve a second look: far from the panel, the same for every agency, the same for every criterion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rubrics import Message, say
from scoring.engine.pooling import Panel
from scoring.engine.results import Results
from scoring.engine.seats import seat_names
from scoring.rounds import MarkState

# A value farther from the panel's median than this share of what can be earned is pointed out.
OUTLIER = Fraction(1, 5)
# Fewer criteria with equal marks are no news.
FEWEST_ALIKE = 4


def suspicions(results: Results) -> Iterator[Message]:
    """Yield what is suspicious about marks; nothing of it changes a figure, but for sheets that the rubric voids."""
    yield from _outliers(results)
    yield from _flat(results)
    yield from _level(results)
    yield from _void(results)


def _level(results: Results) -> Iterator[Message]:
    """Point out sheets on which every criterion has the same mark."""
    seats, names = seat_names(results), results.round.names
    sheets: dict[tuple[str, str], list[Fraction]] = {}
    for (agency, rater, criterion), mark in results.collected.marks.items():
        if mark.points is not None and results.nodes[criterion].pooled_leaf:
            sheets.setdefault((rater, agency), []).append(Fraction(mark.points))
    found: dict[str, list[str]] = {}
    for (rater, agency), points in sheets.items():
        if len(points) >= FEWEST_ALIKE and len(set(points)) == 1:
            found.setdefault(rater, []).append(agency)
    for rater in (rater for rater in seats if rater in found):
        listed = tuple(name for agency, name in names.items() if agency in found[rater])
        yield say("{rater} gave all criteria the same mark: {names}", rater=seats[rater], names=listed)


def _void(results: Results) -> Iterator[Message]:
    """Tell whose sheets are void by the rubric's rule."""
    seats = seat_names(results)
    void = {rater for (_, rater, _), mark in results.collected.marks.items() if mark.state is MarkState.VOID}
    for rater in (rater for rater in seats if rater in void):
        yield say("{rater} gave all agencies the same marks: these sheets are void", rater=seats[rater])


def _outliers(results: Results) -> Iterator[Message]:
    seats = seat_names(results)
    for node_id, panel in results.evaluated.panels.items():
        most = results.nodes[node_id].combined_earnable or Fraction(0)
        for agency, row in results.rows.items():
            held = panel.row(row)
            middle = _median(sorted(held.values()))
            for rater, value in held.items():
                if abs(value - middle) > OUTLIER * most:
                    yield say(
                        "{rater} gave {name} {value} for “{title}”, far from the panel's median {middle}",
                        rater=seats[rater],
                        name=results.round.names[agency],
                        value=results.written(value),
                        title=results.nodes[node_id].node.title,
                        middle=results.written(middle),
                    )


def _median(values: list[Fraction]) -> Fraction:
    half = len(values) // 2
    return Fraction() if not values else (values[half] + values[-half - 1]) / 2


def _flat(results: Results) -> Iterator[Message]:
    """Point out raters whose values are the same for every agency, in every pool where they have any."""
    seats = seat_names(results)
    by_rater: dict[str, list[Panel]] = {}
    for panel in results.evaluated.panels.values():
        for rater in panel.raters:
            by_rater.setdefault(rater, []).append(panel)
    for rater, panels in by_rater.items():
        values = [[held[rater] for row in range(panel.size) if rater in (held := panel.row(row))] for panel in panels]
        if all(len(column) > 1 and len(set(column)) == 1 for column in values):
            yield say("{rater} gave every agency the same marks", rater=seats[rater])
