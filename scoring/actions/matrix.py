"""The matrix of a round: agencies × raters, for one method or all of them, and who is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.db.models import Count, Max

from rubrics import Message, say
from scoring.actions.counted import Counted, counted
from scoring.actions.paging import Pages, pages_of
from scoring.actions.plan_titles import seats_of
from scoring.actions.plans import Plan
from scoring.rounds.marks import AWAITED, MarkState
from scoring.rounds.sheet_states import SheetKey, SheetState
from scoring.storage.models import Round, Save, Signing

PAGE = 25
"""So many agencies and so many raters stand on one page."""
_SILENT = {MarkState.NOT_APPLICABLE, MarkState.UNASSIGNED}
_MISSING = {SheetState.AWAITED, SheetState.PARTLY}


class Sign(Enum):
    """What a cell of the matrix says: how far a sheet is, drafts in the portal included."""

    IN = "in"
    PARTLY = "partly"
    UNLOCKED = "unlocked"
    TYPED = "typed"
    STARTED = "started"
    MISSING = "missing"
    RECUSED = "recused"
    ABSENT = "absent"
    VOID = "void"
    UNASSIGNED = "unassigned"

    @property
    def title(self) -> Message:
        """The sign in words."""
        return _TITLES[self]

    @property
    def mark(self) -> str:
        """The sign itself."""
        return _MARKS[self]


_TITLES = {
    Sign.IN: say("sheet in"),
    Sign.PARTLY: say("partly filled in"),
    Sign.UNLOCKED: say("unlocked, to be signed again"),
    Sign.TYPED: say("typed from paper, not checked"),
    Sign.STARTED: say("begun, not signed"),
    Sign.MISSING: say("missing"),
    Sign.RECUSED: say("recused"),
    Sign.ABSENT: say("absent"),
    Sign.VOID: say("void"),
    Sign.UNASSIGNED: say("unassigned"),
}
_MARKS = {
    Sign.IN: "✓",
    Sign.PARTLY: "◐",
    Sign.UNLOCKED: "✎",
    Sign.TYPED: "▤",
    Sign.STARTED: "…",
    Sign.MISSING: "○",
    Sign.RECUSED: "⊘",
    Sign.ABSENT: "△",
    Sign.VOID: "✗",
    Sign.UNASSIGNED: "",
}
_OF_STATE = {
    SheetState.IN: Sign.IN,
    SheetState.PARTLY: Sign.PARTLY,
    SheetState.RECUSED: Sign.RECUSED,
    SheetState.ABSENT: Sign.ABSENT,
    SheetState.VOID: Sign.VOID,
    SheetState.AWAITED: Sign.MISSING,
    SheetState.UNASSIGNED: Sign.UNASSIGNED,
}


@dataclass(frozen=True)
class Cell:
    """One sheet: its sign, and how many of the marks asked for are in (or begun) of how many."""

    sign: Sign
    done: int
    asked: int


@dataclass(frozen=True)
class Column:
    """One rater: id, seat (评议员1), name, and how many of the sheets asked for are missing, on all pages."""

    rater: str
    seat: str
    name: str
    missing: int


@dataclass(frozen=True)
class Row:
    """One agency with a cell for each column, and how many sheets for it are missing, of all raters of the group."""

    agency: str
    name: str
    missing: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """A page of the matrix: one of the pages of agencies `down`, and one of the pages of raters `across`."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    down: Pages
    across: Pages


def criteria_of(plan: Plan, method: str | None) -> frozenset[str]:
    """Return the criteria that are judged by a method; all of them where none is named."""
    return frozenset(
        leaf.id for leaf in plan.leaves.values() if method is None or (leaf.leaf and method in leaf.leaf.methods)
    )


def matrix(round_: Round, method: str | None, group: str | None, page: int = 1, across: int = 1) -> Matrix:
    """Return a page of the matrix (`page` down, `across` to the right, from 1); of one group where it is named."""
    held = counted(round_)
    plan = held.plan
    agencies = plan.round.presenting
    raters = tuple(rater for rater, seat in plan.round.seat_of.items() if group in {None, seat.group})
    criteria = criteria_of(plan, method)
    owed = missing(held, criteria)
    down, right = pages_of(len(agencies), page, PAGE), pages_of(len(raters), across, PAGE)
    rows, columns = agencies[down.span], raters[right.span]
    cells = _cells(round_, held, criteria, rows, columns)
    seats = seats_of(plan)
    by_rater = Counter(rater for _, rater in owed)
    by_agency = Counter(agency for agency, rater in owed if rater in set(raters))
    return Matrix(
        tuple(Column(rater, seats[rater], plan.round.raters[rater].name, by_rater[rater]) for rater in columns),
        tuple(
            Row(agency, plan.round.names[agency], by_agency[agency], tuple(cells[agency, rater] for rater in columns))
            for agency in rows
        ),
        down,
        right,
    )


def missing(held: Counted, criteria: frozenset[str]) -> tuple[SheetKey, ...]:
    """Return the sheets that are asked for and not in, or only partly, as far as these criteria go."""
    return tuple(key for key, status in held.states_of(criteria).items() if status.state in _MISSING)


def _cells(
    round_: Round, held: Counted, criteria: frozenset[str], agencies: tuple[str, ...], raters: tuple[str, ...]
) -> dict[SheetKey, Cell]:
    begun, unlocked = _begun(round_, criteria, agencies, raters), _unlocked(round_, agencies, raters)
    marks = {
        (agency, rater, leaf): mark
        for agency in agencies
        for rater in raters
        for leaf in criteria
        if (mark := held.marks.get((agency, rater, leaf))) is not None
    }
    states = held.states_of(criteria)
    asked: Counter[SheetKey] = Counter()
    given: Counter[SheetKey] = Counter()
    for (agency, rater, _), mark in marks.items():
        asked[agency, rater] += mark.state not in _SILENT
        given[agency, rater] += mark is not AWAITED and mark.state not in _SILENT
    found = {}
    for key in ((agency, rater) for agency in agencies for rater in raters):
        sign, done = _OF_STATE[states[key].state], given[key]
        if key in unlocked and sign in {Sign.IN, Sign.PARTLY}:
            sign = Sign.UNLOCKED
        elif sign in {Sign.MISSING, Sign.PARTLY} and key in held.unchecked:
            sign = Sign.TYPED
        elif sign is Sign.MISSING and begun.get(key):
            sign, done = Sign.STARTED, begun[key]
        found[key] = Cell(sign, done, asked[key])
    return found


def _begun(
    round_: Round, criteria: frozenset[str], agencies: tuple[str, ...], raters: tuple[str, ...]
) -> Mapping[SheetKey, int]:
    """Return how many cells of each sheet hold a draft, in two queries' work for the database and none for each row."""
    saves = Save.objects.filter(
        sheet__round=round_, sheet__agency__in=agencies, sheet__rater__in=raters, criterion__in=criteria
    )
    newest = saves.values("sheet", "criterion").annotate(last=Max("id")).values("last")
    rows = Save.objects.filter(pk__in=newest).exclude(value="").values_list("sheet__agency", "sheet__rater")
    return {(agency, rater): n for agency, rater, n in rows.annotate(n=Count("pk"))}


def _unlocked(round_: Round, agencies: tuple[str, ...], raters: tuple[str, ...]) -> set[SheetKey]:
    """Return the sheets of which the office has unlocked what was signed last."""
    signed = Signing.objects.filter(sheet__round=round_, sheet__agency__in=agencies, sheet__rater__in=raters)
    rows = signed.order_by("pk").values_list("sheet__agency", "sheet__rater", "undone")
    newest = {(agency, rater): undone for agency, rater, undone in rows}
    return {key for key, undone in newest.items() if undone is not None}
