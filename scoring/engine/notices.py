"""What the office should look at before it signs: open agencies, ties, recusals, absences, suspicious sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import compress

from rubrics import Message, joined, say
from scoring.engine.reasons import grade_reasons
from scoring.engine.results import Results, Standing
from scoring.engine.seats import seat_names, seat_runs
from scoring.engine.suspicions import suspicions
from scoring.engine.values import Open
from scoring.rounds import MarkState


def open_reasons(results: Results, standing: Standing) -> tuple[Message, ...]:
    """Return in words what keeps an agency unranked; the same reason at several nodes is one sentence."""
    merged: dict[Open, list[str]] = {}
    for item in standing.opens:
        merged.setdefault(replace(item, node=""), []).append(results.nodes[item.node].node.title)
    return tuple(item.reason(tuple(titles), seat_runs(results, item.raters)) for item, titles in merged.items())


def notices(results: Results) -> list[Message]:
    """Return every notice, gravest first."""
    return [
        *_open(results),
        *_withdrawn(results),
        *_renamed(results),
        *_grades(results),
        *_ties(results),
        *_near(results),
        *_set_aside(results),
        *_missing(results),
        *_different_raters(results),
        *suspicions(results),
    ]


def _open(results: Results) -> Iterator[Message]:
    for standing in results.standings:
        if standing.opens:
            yield say(
                "{name} is not ranked: {reasons}", name=standing.name, reasons=joined(open_reasons(results, standing))
            )


def _withdrawn(results: Results) -> Iterator[Message]:
    for standing in results.standings:
        if standing.withdrawn is not None:
            yield say("{name} withdrew and is not ranked: {reason}", name=standing.name, reason=standing.withdrawn)


def _renamed(results: Results) -> Iterator[Message]:
    for agency, names in results.round.former_names.items():
        yield say("{name} was formerly called {names}", name=results.round.names[agency], names=names)


def _grades(results: Results) -> Iterator[Message]:
    """Tell where a veto holds, and where the grade is not the one that the score earns."""
    for standing in results.standings:
        for reason in grade_reasons(results, standing) if standing.withdrawn is None else ():
            yield say("{name}: {reason}", name=standing.name, reason=reason)


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


_NOT_GIVEN = say("{rater} {state} for {name}")
_VOID = say("the sheet of {rater} for {name} is void")
_STATES = (MarkState.RECUSED, MarkState.ABSENT, MarkState.VOID, MarkState.UNASSIGNED)


def _missing(results: Results) -> Iterator[Message]:
    """Tell who did not mark; whom the round does not assign to an agency is no news."""
    seats = seat_names(results)
    methods = {node.id: node.leaf.methods for node in results.nodes.values() if node.leaf}
    for state in _STATES:
        found = {
            (agency, rater): mark.remark
            for (agency, rater, leaf), mark in results.not_given
            if mark.state is state
            and (mark.voided or state is not MarkState.VOID)
            and results.round.assigned(rater, agency, methods[leaf])
        }
        for (agency, rater), remark in sorted(found.items(), key=lambda item: (results.rows[item[0][0]], item[0][1])):
            words = _VOID if state is MarkState.VOID else _NOT_GIVEN
            sentence = words.filled(rater=seats[rater], state=state.title, name=results.round.names[agency])
            yield say("{sentence}: {reason}", sentence=sentence, reason=remark) if remark else sentence
    for item in results.round.not_applicable:
        title = results.nodes[item.criterion].node.title
        yield say(
            "“{title}” is not applicable to {name}: {reason}",
            title=title,
            name=results.round.names[item.agency],
            reason=item.reason,
        )


def _set_aside(results: Results) -> Iterator[Message]:
    """Tell how many marks that had come in do not count any more, by whose sheets and why."""
    seats, names = seat_names(results), results.round.names
    found: dict[tuple[str, str], list[str]] = {}
    for (agency, rater, _), mark in results.not_given:
        if mark.points is None and mark.written and mark.state is not MarkState.VOID:
            found.setdefault((rater, mark.remark), []).append(agency)
    for (rater, reason), agencies in found.items():
        meant = set(agencies)
        listed = tuple(name for agency, name in names.items() if agency in meant)
        yield say(
            "{n} marks that {rater} had given are set aside ({names}): {reason}",
            n=len(agencies),
            rater=seats[rater],
            names=listed,
            reason=reason,
        )


# More panels than these are not told one by one.
_MOST_PANELS = 8


def _different_raters(results: Results) -> Iterator[Message]:
    """Point out agencies whose value at a pool comes from other raters than that of most; alike pools together."""
    found: dict[tuple[Message, ...], list[str]] = {}
    for node_id, panel in results.evaluated.panels.items():
        by_raters: dict[tuple[str, ...], list[str]] = {}
        for (agency, name), present in zip(results.round.names.items(), panel.present.tolist(), strict=True):
            is_open = any(item.node == node_id for item in results.opens[agency])
            if any(present) and not is_open and agency not in results.round.withdrawn:
                by_raters.setdefault(tuple(compress(panel.raters, present)), []).append(name)
        if len(by_raters) > 1:
            most = max(by_raters, key=lambda raters: len(by_raters[raters]))
            if len(by_raters) > _MOST_PANELS:
                many = say("{n} different panels, most of all {who}", n=len(by_raters), who=seat_runs(results, most))
                found.setdefault((many,), []).append(node_id)
                continue
            others = (raters for raters in by_raters if raters != most)
            sentences = (
                *(_marked_by(results, raters, tuple(by_raters[raters])) for raters in others),
                _marked_by(results, most, say("the others")),
            )
            found.setdefault(sentences, []).append(node_id)
    for sentences, nodes in found.items():
        who = joined(sentences, say("{first}; {second}"))
        yield say("not all agencies were marked by the same raters ({ids}): {who}", ids=tuple(nodes), who=who)


def _marked_by(results: Results, raters: tuple[str, ...], names: tuple[str, ...] | Message) -> Message:
    return say("{names} by {raters}", names=names, raters=seat_runs(results, raters))
