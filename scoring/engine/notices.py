"""What the office should look at before it signs: open agencies, ties, recusals, absences, suspicious sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rubrics import Message, joined, say
from scoring.engine.pooling import Panel
from scoring.engine.results import Results, Standing
from scoring.engine.values import Open
from scoring.rounds import MarkState

# A value farther from the panel's median than this share of what can be earned is pointed out.
OUTLIER = Fraction(1, 5)


def seat_names(results: Results) -> dict[str, str]:
    """Return every rater as the group's word for a seat and its number; never a name."""
    return {
        rater.id: f"{group.seat or group.title}{seat}"
        for group in results.round.groups
        for seat, rater in enumerate(group.members, start=1)
    }


def open_reasons(results: Results, standing: Standing) -> tuple[Message, ...]:
    """Return in words what keeps an agency unranked; the same reason at several nodes is one sentence."""
    merged: dict[Open, list[str]] = {}
    for item in standing.opens:
        merged.setdefault(replace(item, node=""), []).append(results.nodes[item.node].node.title)
    return tuple(item.reason(tuple(titles), _seats(results, item.raters)) for item, titles in merged.items())


def _seats(results: Results, raters: tuple[str, ...]) -> tuple[str, ...]:
    """Return raters as runs of seats: 评议团1–3."""
    runs: list[str] = []
    for group in results.round.groups:
        seats = [seat for seat, rater in enumerate(group.members, start=1) if rater.id in raters]
        starts = [seat for seat in seats if seat - 1 not in seats]
        ends = [seat for seat in seats if seat + 1 not in seats]
        runs += [
            f"{group.seat or group.title}{first}" + ("" if first == last else f"–{last}")
            for first, last in zip(starts, ends, strict=True)
        ]
    return tuple(runs)


def notices(results: Results) -> list[Message]:
    """Return every notice, gravest first."""
    return [*_open(results), *_ties(results), *_near(results), *_missing(results), *_outliers(results), *_flat(results)]


def _open(results: Results) -> Iterator[Message]:
    for standing in results.standings:
        if standing.opens:
            yield say(
                "{name} is not ranked: {reasons}", name=standing.name, reasons=joined(open_reasons(results, standing))
            )


def _ties(results: Results) -> Iterator[Message]:
    totals: dict[Fraction, list[Standing]] = {}
    for standing in results.standings:
        if standing.placing and standing.score is not None:
            compared = standing.score if results.rubric.rank.by == "exact" else results.shown(standing.score)
            totals.setdefault(compared, []).append(standing)
    for group in totals.values():
        names = tuple(item.name for item in group)
        keys = tuple(dict.fromkeys(p.decided_by for item in group if (p := item.placing) and p.decided_by))
        shared = tuple(item.name for item in group if item.placing and item.placing.tied)
        if keys:
            yield say(
                "equal totals of {names}: decided by {keys}", names=names, keys=tuple(map(results.tie_words, keys))
            )
        if shared and results.rubric.rank.share:
            yield say("{names} share their rank", names=shared)
        elif shared:
            yield say("{names} are still equal and may not share a rank: decide who goes first", names=shared)


def _near(results: Results) -> Iterator[Message]:
    """Point out totals that look equal as shown and are not."""
    if results.rubric.rank.by == "shown":
        return
    shown: dict[Fraction, dict[Fraction, list[str]]] = {}
    for standing in results.standings:
        if standing.placing and standing.score is not None:
            alike = shown.setdefault(results.shown(standing.score), {})
            alike.setdefault(standing.score, []).append(standing.name)
    for score, exact in shown.items():
        if len(exact) > 1:
            names = tuple(name for held in exact.values() for name in held)
            yield say(
                "{names} are shown with {score} but not equal: the exact totals decide",
                names=names,
                score=results.written(score),
            )


_STATES = (MarkState.RECUSED, MarkState.ABSENT, MarkState.UNASSIGNED)


def _missing(results: Results) -> Iterator[Message]:
    """Tell who did not mark; whom the round does not assign to an agency is no news."""
    seats = seat_names(results)
    for state in _STATES:
        found = {
            (agency, rater): mark.remark
            for (agency, rater, _), mark in results.collected.marks.items()
            if mark.state is state and results.round.assigned(rater, agency)
        }
        for (agency, rater), remark in sorted(found.items(), key=lambda item: (results.rows[item[0][0]], item[0][1])):
            sentence = say(
                "{rater} {state} for {name}", rater=seats[rater], state=state.title, name=results.round.names[agency]
            )
            yield say("{sentence}: {reason}", sentence=sentence, reason=remark) if remark else sentence
    for item in results.round.not_applicable:
        title = results.nodes[item.criterion].node.title
        yield say(
            "“{title}” is not applicable to {name}: {reason}",
            title=title,
            name=results.round.names[item.agency],
            reason=item.reason,
        )


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
