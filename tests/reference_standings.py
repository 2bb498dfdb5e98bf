"""Ranks and grades the slow and obvious way, from agencies that were each computed by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from rubrics import Rubric
from rubrics.methods import GradeBand, Quota, TieKey
from scoring.rounds import Collected, Mark, MarkKey, MarkState, Round
from tests.reference import OneAgency, to_places
from tests.reference_numbers import Tables
from tests.reference_tree import below, by_raters, is_veto, name


@dataclass(frozen=True)
class Place:
    """An agency's rank, whether others share it, and the key that decided it last."""

    rank: int
    tied: bool
    decided_by: str | None


def agencies(rubric: Rubric, round_: Round, collected: Collected, tables: Tables) -> dict[str, OneAgency]:
    """Return every agency, computed by itself; void sheets are set aside first, which takes all agencies together."""
    counted = replace(collected, marks=without_void(rubric, round_, collected.marks))
    return {agency.id: OneAgency(rubric, round_, counted, tables, agency.id) for agency in round_.agencies}


def without_void(rubric: Rubric, round_: Round, marks: Mapping[MarkKey, Mark]) -> dict[MarkKey, Mark]:
    """Return the marks; at pools that say so those of a rater who gave all agencies the same are void."""
    counted = dict(marks)
    for pool in below(rubric):
        if pool.pool and pool.pool.alike:
            leaves = [name(leaf) for leaf in below(pool) if by_raters(leaf) and not is_veto(leaf)]
            for rater in round_.raters:
                sheets = {
                    agency: {
                        leaf: marks[agency, rater, leaf].points for leaf in leaves if (agency, rater, leaf) in marks
                    }
                    for agency in round_.names
                    if agency not in round_.withdrawn
                }
                given = [(leaf, held) for sheet in sheets.values() for leaf, held in sheet.items() if held is not None]
                marked = [agency for agency, sheet in sheets.items() if set(sheet.values()) - {None}]
                if len(marked) > 1 and len(set(given)) == len({leaf for leaf, _ in given}):
                    void = Mark(MarkState.VOID)
                    counted |= {
                        (a, rater, leaf): void for a in marked for leaf, held in sheets[a].items() if held is not None
                    }
    return counted


def places(rubric: Rubric, computed: dict[str, OneAgency]) -> dict[str, Place]:
    """Return the place of every agency that nothing keeps open and that has not withdrawn."""
    totals = {
        agency: to_places(one.total, rubric.rounding) if rubric.rank.by == "shown" else one.total
        for agency, one in computed.items()
        if one.total is not None and not one.troubles and agency not in one.round_.withdrawn
    }
    return {agency: _place(agency, totals, rubric, computed) for agency in totals}


def _place(agency: str, totals: dict[str, Fraction], rubric: Rubric, computed: dict[str, OneAgency]) -> Place:
    rank = 1 + sum(total > totals[agency] for total in totals.values())
    equals = {other: computed[other] for other, total in totals.items() if total == totals[agency]}
    decided_by = None
    for key in rubric.rank.ties:
        values = {other: _compared(key, one, equals) for other, one in equals.items()}
        own = values[agency]
        if own is None or None in values.values():
            continue
        rank += sum(value > own for value in values.values() if value is not None)
        if set(values.values()) != {own}:
            decided_by = key.name
        equals = {other: one for other, one in equals.items() if values[other] == own}
    return Place(rank, len(equals) > 1, decided_by)


def _compared(key: TieKey, one: OneAgency, equals: dict[str, OneAgency]) -> Fraction | None:
    """Return what a tie key compares; `equals` are all agencies that are still equal."""
    if key.node:
        return one.score(key.node)
    panel = one.panels.get(key.untrimmed or key.best_mark or key.preferred or "")
    if panel is None or not panel.everyone():
        return None
    if key.untrimmed:
        return panel.untrimmed()
    return max(panel.everyone().values()) if key.best_mark else _preferred(key.preferred or "", one, equals)


def _preferred(pool: str, one: OneAgency, equals: dict[str, OneAgency]) -> Fraction | None:
    """Return how often a rater put the agency above another that is still equal; None without a rater of both."""
    pairs = 0
    own = one.panels[pool].everyone()
    for other in equals.values():
        theirs = other.panels[pool].everyone() if pool in other.panels else {}
        if other is not one and not set(own) & set(theirs):
            return None
        pairs += sum(own[rater] > theirs[rater] for rater in own if rater in theirs)
    return Fraction(pairs)


def grades(rubric: Rubric, round_: Round, computed: dict[str, OneAgency], placed: dict[str, Place]) -> dict[str, str]:
    """Return the grade of every ranked agency: quotas are filled down the ranking, one shared rank at a time."""
    if rubric.grades is None:
        return {}
    found: dict[str, str] = {}
    per_class = rubric.grades.per == "class"
    for agency_class in {round_.classes[agency] if per_class else None for agency in placed}:
        part = {agency for agency in round_.classes if not per_class or round_.classes[agency] == agency_class}
        base = part & set(placed) if rubric.grades.of == "ranked" else part - set(round_.withdrawn)
        for at, band in enumerate(rubric.grades.bands[:-1]):
            wanting = {a for a in part & set(placed) if a not in found and _wants(rubric, at, band, computed[a])}
            got = wanting if band.quota is None else _within(band.quota, wanting, placed, len(base))
            found |= dict.fromkeys(got, band.title)
        found |= {agency: rubric.grades.bands[-1].title for agency in part & set(placed) if agency not in found}
    return found


def _wants(rubric: Rubric, at: int, band: GradeBand, one: OneAgency) -> bool:
    """Return whether a score and the vetoes allow a grade."""
    assert rubric.grades
    assert one.total is not None
    titles = [item.title for item in rubric.grades.bands]
    read = to_places(one.total, rubric.rounding) if rubric.grades.by == "shown" else one.total
    return read >= band.at_least and all(titles.index(cap) <= at for cap in one.grade_caps())


def _within(quota: Quota, wanting: set[str], placed: dict[str, Place], base: int) -> set[str]:
    """Return who gets a grade: while seats are left, all who share a rank or, with `out`, only if all of them fit."""
    left = _seats(quota, base)
    got: set[str] = set()
    for rank in sorted({placed[agency].rank for agency in wanting}):
        together = {agency for agency in wanting if placed[agency].rank == rank}
        fits = left > 0 if quota.tie == "in" else len(together) <= left
        if not fits:
            break
        got, left = got | together, left - len(together)
    return got


def _seats(quota: Quota, base: int) -> int:
    if quota.number is not None:
        return quota.number
    assert quota.share
    hundredths = Fraction(quota.share.removesuffix("%")) * base
    whole = int(hundredths // 100)
    return whole + (quota.round == "up" and hundredths % 100 > 0)
