"""Grades: what a score earns, what a quota leaves of it, and what a veto lets stand.

Bands are gone through from the best. Who reads the band's bound, is not kept out by a veto and has no better grade
wants it; within a quota the better ranks get it, and whoever does not get it wants the next one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from rubrics import fraction_of
from rubrics.methods import Grades, Quota


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked agency: its rank, the score that grades read, its class, and the best grade that vetoes allow."""

    rank: int
    score: Fraction
    agency_class: str | None = None
    best: int = 0


@dataclass(frozen=True, slots=True)
class Graded:
    """An agency's computed grade, the one its score earns by itself, and the grades that were full."""

    grade: str
    earned: str
    full: tuple[str, ...] = ()


def earned(grades: Grades, score: Fraction) -> int:
    """Return the place of the grade that a score earns; a lower bound belongs to the grade above it."""
    last = len(grades.bands) - 1
    return next((at for at, band in enumerate(grades.bands) if score >= band.at_least), last)


def graded(grades: Grades, candidates: Mapping[str, Candidate], base: Mapping[str | None, int]) -> dict[str, Graded]:
    """Return the grade of every candidate; `base` is how many agencies the shares of quotas are of.

    With quotas by class the base is told for each class, else for None.
    """
    found: dict[str, Graded] = {}
    for name, count in base.items():
        members = {agency: item for agency, item in candidates.items() if not grades.per or item.agency_class == name}
        found.update(_within(grades, members, count))
    return found


def _within(grades: Grades, members: dict[str, Candidate], base: int) -> dict[str, Graded]:
    last = len(grades.bands) - 1
    found: dict[str, Graded] = {}
    full: dict[str, list[str]] = {agency: [] for agency in members}
    for at, band in enumerate(grades.bands):
        wanting = {
            agency: item
            for agency, item in members.items()
            if agency not in found and at >= item.best and (item.score >= band.at_least or at == last)
        }
        ranks = sorted(item.rank for item in wanting.values())
        for agency, item in wanting.items():
            if band.quota is None or _fits(band.quota, base, item.rank, ranks):
                earns = grades.bands[earned(grades, item.score)].title
                found[agency] = Graded(band.title, earns, tuple(full[agency]))
            else:
                full[agency].append(band.title)
    return found


def _fits(quota: Quota, base: int, rank: int, wanting: list[int]) -> bool:
    """Return whether there is room for a rank among the sorted ranks of all who want the grade."""
    ahead, up_to = bisect_left(wanting, rank), bisect_right(wanting, rank)
    return ahead < limit(quota, base) if quota.tie == "in" else up_to <= limit(quota, base)


def limit(quota: Quota, base: int) -> int:
    """Return how many of `base` agencies may get a grade."""
    if quota.share is None:
        return quota.number or 0
    places = fraction_of(quota.share) * base
    return ceil(places) if quota.round == "up" else int(places)
