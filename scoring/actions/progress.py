"""How far a round has come, in numbers of sheets and reports: what observers may see before anything is published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rubrics import Message
from scoring.actions.counted import counted
from scoring.actions.matrix import criteria_of
from scoring.actions.paging import Pages, pages_of
from scoring.actions.plan_titles import methods_of
from scoring.rounds.sheet_states import SheetState
from scoring.storage.models import Round

STATES = (
    SheetState.IN,
    SheetState.PARTLY,
    SheetState.AWAITED,
    SheetState.RECUSED,
    SheetState.ABSENT,
    SheetState.VOID,
)
"""The states of sheets that are asked for, in the order in which they are told."""
PAGE = 100


@dataclass(frozen=True)
class Tally:
    """How many sheets of one group, of one method, or for one agency are in each state."""

    title: Message | str
    states: Counter[SheetState]

    @property
    def asked(self) -> int:
        """How many sheets are asked for."""
        return sum(self.states[state] for state in STATES)


@dataclass(frozen=True)
class Progress:
    """The numbers of a round; `agencies` are those of one page, `handed_in` the ids of those with a report."""

    groups: tuple[Tally, ...]
    methods: tuple[Tally, ...]
    agencies: tuple[tuple[str, Tally], ...]
    handed_in: frozenset[str]
    pages: Pages


def progress_of(round_: Round, page: int = 1) -> Progress:
    """Return the numbers of a round. What is begun and not signed is not counted: drafts are their authors' own."""
    held = counted(round_)
    plan = held.plan
    by_group: dict[str, Counter[SheetState]] = {group.id: Counter() for group in plan.round.groups}
    by_agency: dict[str, Counter[SheetState]] = {agency: Counter() for agency in plan.round.presenting}
    for (agency, rater), status in held.states.items():
        by_group[plan.round.seat_of[rater].group][status.state] += 1
        by_agency[agency][status.state] += 1
    pages = pages_of(len(plan.round.presenting), page, PAGE)
    return Progress(
        tuple(Tally(group.title, by_group[group.id]) for group in plan.round.groups),
        tuple(
            Tally(title, Counter(one.state for one in held.states_of(criteria_of(plan, method)).values()))
            for method, title in methods_of(plan).items()
        ),
        tuple(
            (agency, Tally(plan.round.names[agency], by_agency[agency])) for agency in plan.round.presenting[pages.span]
        ),
        handed_in(round_).intersection(plan.round.presenting),
        pages,
    )


def handed_in(round_: Round) -> frozenset[str]:
    """Return the agencies of which a report lies with the office."""
    found = round_.records.filter(current=True, path__regex=r"^submissions/[^/]+/submission\.yaml$")
    return frozenset(path.split("/")[1] for path in found.values_list("path", flat=True))
