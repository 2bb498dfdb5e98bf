"""Which marks a round expects of whom, and what becomes of marks once its events are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rubrics import TreeNode
from scoring.rounds.grid import Grid
from scoring.rounds.marks import AWAITED, Mark, MarkKey, MarkState
from scoring.rounds.model import Round
from scoring.rounds.roster import Duty
from scoring.rounds.seats import Absence


@dataclass
class Expected:
    """`marks` before any sheet is read: awaited, or closed for a reason that was known beforehand.

    `set_aside` are the marks that events take back: what sheets say there is read, and replaced afterwards.
    `absences` are the declared ones by rater, with their reasons; `methods` those by which a leaf is judged.
    """

    marks: Grid
    set_aside: dict[MarkKey, Mark] = field(default_factory=dict)
    absences: dict[str, list[tuple[Absence, str]]] = field(default_factory=dict)
    methods: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def after_events(self) -> Mapping[MarkKey, Mark]:
        """Return the marks with those set aside taken out, and what absent raters still owe closed.

        What had been given where a mark is set aside stays as `written`.
        """
        for key, mark in self.set_aside.items():
            held = self.marks[key]
            given = held.points is not None
            self.marks[key] = replace(mark, written=held.written or str(held.points)) if given else mark
        owed = [key for key, mark in self.marks.items() if mark.state is MarkState.AWAITED] if self.absences else []
        for key in owed:
            agency, rater, leaf = key
            for absence, reason in self.absences.get(rater, ()):
                if self.marks[key].state is MarkState.AWAITED and absence.covers(agency, self.methods[leaf]):
                    self.marks[key] = Mark(MarkState.ABSENT, remark=reason)
        return self.marks


def expected_marks(leaves: tuple[TreeNode, ...], round_: Round) -> Expected:
    """Return what is expected for `leaves` that raters mark, from every seat of their groups.

    An agency of a class that a leaf is not written for has no marks there. 不涉及 comes before a recusal, a recusal
    before an assignment.
    """
    found = Expected(Grid(round_.names), methods={leaf.id: leaf.leaf.methods for leaf in leaves if leaf.leaf})
    for event in round_.events:
        if event.absent:
            found.absences.setdefault(event.absent.rater, []).append((event.absent, event.reason))
    spared = {(item.agency, item.criterion): item.reason for item in round_.not_applicable}
    present = {group.id for group in round_.groups}
    for leaf in leaves:
        concerned = {name: leaf.concerns(name) for name in set(round_.classes.values())}
        asked: list[Mark | None] = [AWAITED if concerned[name] else None for name in round_.classes.values()]
        for row, agency in enumerate(round_.names):
            if asked[row] and (agency, leaf.id) in spared:
                asked[row] = Mark(MarkState.NOT_APPLICABLE, remark=spared[agency, leaf.id])
        for rater in (rater.id for group in leaf.groups if group in present for rater in round_.raters_of(group)):
            marks = list(asked)
            found.marks.put(rater, leaf.id, marks)
            _close(found, round_, leaf.id, rater, marks)
    return found


def _close(found: Expected, round_: Round, leaf: str, rater: str, marks: list[Mark | None]) -> None:
    """Close what a rater is recused from or does not mark, in `marks` themselves or in what is set aside."""
    recused = {item.agency: item.reason for item in round_.recusals if item.rater == rater}
    changes = [(event.recused, event.reason) for event in round_.events if event.recused]
    late = {change.agency: reason for change, reason in changes if change.rater == rater}
    limited = round_.roster.limited(rater)
    for row, agency in enumerate(round_.names) if recused or late or limited else ():
        if marks[row] is not AWAITED:
            continue
        if agency in recused:
            marks[row] = Mark(MarkState.RECUSED, remark=recused[agency])
        elif agency in late:
            found.set_aside[agency, rater, leaf] = Mark(MarkState.RECUSED, remark=late[agency])
        elif limited:
            duty, reason = round_.roster.duty(rater, agency, found.methods[leaf])
            if duty is Duty.NEVER:
                marks[row] = Mark(MarkState.UNASSIGNED, remark=reason)
            elif duty is Duty.NO_LONGER:
                found.set_aside[agency, rater, leaf] = Mark(MarkState.UNASSIGNED, remark=reason)
