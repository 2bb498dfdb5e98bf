"""Ranks and grades the slow and obvious way, from agencies that were each computed by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rubrics import Rubric
from scoring.rounds import Collected, Round
from tests.reference import OneAgency, to_places


@dataclass(frozen=True)
class Place:
    """An agency's rank, whether others share it, and the key that decided it last."""

    rank: int
    tied: bool
    decided_by: str | None


def agencies(rubric: Rubric, round_: Round, collected: Collected) -> dict[str, OneAgency]:
    """Return every agency, computed by itself."""
    return {agency.id: OneAgency(rubric, round_, collected, agency.id) for agency in round_.agencies}


def places(rubric: Rubric, computed: dict[str, OneAgency]) -> dict[str, Place]:
    """Return the place of every agency that nothing keeps open."""
    totals = {
        agency: to_places(one.total.score, rubric.rounding) if rubric.rank.by == "shown" else one.total.score
        for agency, one in computed.items()
        if one.total and not one.troubles
    }
    return {agency: _place(agency, totals, rubric, computed) for agency in totals}


def _place(agency: str, totals: dict[str, Fraction], rubric: Rubric, computed: dict[str, OneAgency]) -> Place:
    rank = 1 + sum(total > totals[agency] for total in totals.values())
    equals = {other for other, total in totals.items() if total == totals[agency]}
    decided_by = None
    for key in rubric.rank.ties:
        values = {other: computed[other].key(key) for other in equals}
        own = values[agency]
        if own is None or None in values.values():
            continue
        rank += sum(value > own for value in values.values() if value is not None)
        if set(values.values()) != {own}:
            decided_by = key.name
        equals = {other for other in equals if values[other] == own}
    return Place(rank, len(equals) > 1, decided_by)


def grade(rubric: Rubric, score: Fraction) -> str | None:
    """Return the best grade whose bound is reached, or the lowest one."""
    if rubric.grades is None:
        return None
    read = to_places(score, rubric.rounding) if rubric.grades.by == "shown" else score
    reached = [band for band in rubric.grades.bands if band.at_least <= read]
    if not reached:
        return min(rubric.grades.bands, key=lambda band: band.at_least).title
    return max(reached, key=lambda band: band.at_least).title
