"""Which marks a round expects of whom, and what becomes of marks once its events are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rubrics import TreeNode
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

    marks: dict[MarkKey, Mark] = field(default_factory=dict)
    set_aside: dict[MarkKey, Mark] = field(default_factory=dict)
    absences: dict[str, list[tuple[Absence, str]]] = field(default_factory=dict)
    methods: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def after_events(self) -> dict[MarkKey, Mark]:
        """Return the marks with those set aside taken out, and what absent raters still owe closed.

        What had been given where a mark is set aside stays as `written`.
        """
        given = {key: self.marks[key] for key in self.set_aside if self.marks[key].points is not None}
        aside = {
            key: replace(self.set_aside[key], written=held.written or str(held.points)) for key, held in given.items()
        }
        marks = self.marks | self.set_aside | aside
        for key in marks if self.absences else ():
            agency, rater, leaf = key
            for absence, reason in self.absences.get(rater, ()):
                if marks[key].state is MarkState.AWAITED and absence.covers(agency, self.methods[leaf]):
                    marks[key] = Mark(MarkState.ABSENT, remark=reason)
        return marks


def expected_marks(leaves: tuple[TreeNode, ...], round_: Round) -> Expected:
    """Return what is expected for `leaves` that raters mark, from every seat of their groups.

    An agency of a class that a leaf is not written for has no marks there. 不涉及 comes before a recusal, a recusal
    before an assignment.
    """
    found = Expected(methods={leaf.id: leaf.leaf.methods for leaf in leaves if leaf.leaf})
    for event in round_.events:
        if event.absent:
            found.absences.setdefault(event.absent.rater, []).append((event.absent, event.reason))
    spared = {(item.agency, item.criterion): item.reason for item in round_.not_applicable}
    recused = {(item.agency, item.rater): item.reason for item in round_.recusals}
    late = {(event.recused.agency, event.recused.rater): event.reason for event in round_.events if event.recused}
    for leaf in leaves:
        for agency, rater in _seats(leaf, round_):
            key = (agency, rater, leaf.id)
            found.marks[key] = AWAITED
            if (agency, leaf.id) in spared:
                found.marks[key] = Mark(MarkState.NOT_APPLICABLE, remark=spared[agency, leaf.id])
            elif (agency, rater) in recused:
                found.marks[key] = Mark(MarkState.RECUSED, remark=recused[agency, rater])
            elif (agency, rater) in late:
                found.set_aside[key] = Mark(MarkState.RECUSED, remark=late[agency, rater])
            else:
                duty, reason = round_.roster.duty(rater, agency, found.methods[leaf.id])
                if duty is not Duty.MARKS:
                    held = found.marks if duty is Duty.NEVER else found.set_aside
                    held[key] = Mark(MarkState.UNASSIGNED, remark=reason)
    return found


def _seats(leaf: TreeNode, round_: Round) -> Iterator[tuple[str, str]]:
    """Yield every agency that a leaf is written for with everybody who sits in one of its groups."""
    present = {group.id for group in round_.groups}
    raters = [rater.id for group in leaf.groups if group in present for rater in round_.raters_of(group)]
    concerned = {name: leaf.concerns(name) for name in set(round_.classes.values())}
    for agency in round_.names:
        if concerned[round_.classes[agency]]:
            for rater in raters:
                yield agency, rater
