"""What a round asks of whom, read once for as long as its set-up stays: round, rubric, calendar, leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from rubrics import Rubric, TreeNode, tree
from scoring.actions.records import laid_out
from scoring.folder.calendars import read_calendar
from scoring.folder.plan import read_plan
from scoring.rounds import Mark, MarkKey, MarkState
from scoring.rounds import Round as RoundValue
from scoring.rounds.calendar import Calendar
from scoring.rounds.expected import expected_marks
from scoring.storage.models import Round


@dataclass(frozen=True, eq=False)
class Plan:
    """A round as values, without anything that came in."""

    round: RoundValue
    rubric: Rubric
    calendar: Calendar

    @cached_property
    def leaves(self) -> dict[str, TreeNode]:
        """The leaves that raters mark, by id, in the rubric's order."""
        return {leaf.id: leaf for leaf in tree(self.rubric).leaves() if leaf.rated}

    @cached_property
    def expected(self) -> Mapping[MarkKey, Mark]:
        """What is expected of every rater before any sheet is read: awaited, or closed and why."""
        return expected_marks(tuple(self.leaves.values()), self.round).after_events()

    def asked(self, rater: str, agency: str) -> tuple[TreeNode, ...]:
        """Return the leaves that a rater is asked to mark for an agency; none where recused or not assigned."""
        return tuple(
            leaf
            for leaf in self.leaves.values()
            if (mark := self.expected.get((agency, rater, leaf.id))) and mark.state is MarkState.AWAITED
        )

    def agencies_of(self, rater: str) -> tuple[str, ...]:
        """Return the agencies for which a rater is asked for anything, in the order in which they report."""
        return tuple(agency for agency in self.round.presenting if self.asked(rater, agency))


def plan_of(round_: Round) -> Plan:
    """Return a round's plan. Raises Problems where its files are not sound, which an import refuses."""
    return _plan(round_.pk, round_.created, round_.setup)


@lru_cache(maxsize=16)
def _plan(pk: int, created: datetime, setup: int) -> Plan:  # noqa: ARG001 - moment and counter make the cache right
    round_ = Round.objects.get(pk=pk)
    with laid_out(round_) as root:
        read, rubric = read_plan(root)
        return Plan(read, rubric, read_calendar(root, read))
