"""The table on which paper sheets lie: what is still to be typed, and what waits for a check."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.actions.counted import counted
from scoring.actions.paging import Pages, pages_of
from scoring.actions.plan_titles import seats_of
from scoring.rounds.papers import Paper, unchecked
from scoring.storage.models import Round

PAGE = 60
"""So many papers stand on one page of the table."""


@dataclass(frozen=True)
class Waiting:
    """A paper on the table: by whom it was typed and not checked yet, and its names."""

    paper: Paper
    agency: str
    seat: str
    name: str
    typed_by: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A page of the papers that lie on the table, and how many of all of them wait for a check."""

    waiting: tuple[Waiting, ...]
    pages: Pages
    typed: int


def table(round_: Round, rater: str | None = None, page: int = 1) -> Table:
    """Return the papers still to be typed or checked, of one rater where named, in the order in which they lie."""
    held = counted(round_)
    seats = seats_of(held.plan)
    value = held.plan.round
    lying = [paper for paper in held.papers if rater in {None, paper.rater}]
    pages = pages_of(len(lying), page, PAGE)
    found = tuple(
        Waiting(
            paper,
            value.names[paper.agency],
            seats[paper.rater],
            value.raters[paper.rater].name,
            tuple(unchecked(held.by_sheet.get((paper.agency, paper.rater), ()), paper)),
        )
        for paper in lying[pages.span]
    )
    return Table(found, pages, sum((paper.agency, paper.rater) in held.unchecked for paper in lying))
