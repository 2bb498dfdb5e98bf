"""What has been counted of a round so far: the marks in force and the intakes they come from, read once a revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rubrics import Problem, Problems
from scoring.actions.intakes import intakes_of
from scoring.actions.plans import Plan, plan_of
from scoring.actions.records import laid_out_as
from scoring.folder.reading import read_marks
from scoring.rounds import Intake, Mark, MarkKey
from scoring.rounds.papers import Paper, papers
from scoring.rounds.sheet_states import SheetKey, SheetStatus, sheet_states
from scoring.storage.models import Round

_TABLES = "sheets/"


@dataclass(frozen=True, eq=False)
class Counted:
    """The marks that count (void ones as they were given) and all intakes, with the plan they belong to."""

    plan: Plan
    marks: Mapping[MarkKey, Mark]
    intakes: tuple[Intake, ...]

    @property
    def states(self) -> dict[SheetKey, SheetStatus]:
        """What became of every sheet, whatever it is judged by."""
        return self.states_of(frozenset(self.plan.leaves))

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The paper sheets that are still to be typed or checked, in the order in which they lie on the table."""
        return papers(self.plan.rubric, self.plan.round, self.marks, self.intakes)

    @cached_property
    def by_sheet(self) -> dict[SheetKey, tuple[Intake, ...]]:
        """The intakes in which each sheet stands, by number."""
        found: dict[SheetKey, list[Intake]] = {}
        for intake in self.intakes:
            for key in dict.fromkeys((sheet.agency, sheet.rater) for sheet in intake.sheets):
                found.setdefault(key, []).append(intake)
        return {key: tuple(intakes) for key, intakes in found.items()}

    @cached_property
    def unchecked(self) -> frozenset[SheetKey]:
        """The sheets that were typed from paper after whatever counts of them, and that nobody has checked yet."""
        found: set[SheetKey] = set()
        for intake in self.intakes:
            keys = {(sheet.agency, sheet.rater) for sheet in intake.sheets}
            found = found - keys if intake.counts else found | keys
        return frozenset(found)

    def states_of(self, criteria: frozenset[str]) -> dict[SheetKey, SheetStatus]:
        """Return what became of every sheet as far as these criteria go."""
        if criteria not in self._states:
            part = {key: mark for key, mark in self.marks.items() if key[2] in criteria}
            self._states[criteria] = sheet_states(self.plan.round, part, self.intakes)
        return self._states[criteria]

    @cached_property
    def _states(self) -> dict[frozenset[str], dict[SheetKey, SheetStatus]]:
        return {}


def counted(round_: Round) -> Counted:
    """Return what counts of a round. Raises Problems where its marks contradict its set-up."""
    return _counted(round_.pk, round_.created.isoformat(), round_.revision)


@lru_cache(maxsize=8)
def _counted(pk: int, created: str, revision: int) -> Counted:  # noqa: ARG001 - what makes the cache right
    round_ = Round.objects.get(pk=pk)
    plan, intakes = plan_of(round_), intakes_of(round_)
    faults: list[Problem] = []
    # Only the tables of marks are laid out: evidence may be many gigabytes and says nothing here.
    tables = round_.records.filter(current=True, path__startswith=_TABLES).values_list("path", "sha256")
    with laid_out_as(dict(tables)) as root:
        marks = read_marks(root, plan.rubric, plan.round, intakes, faults)
    if faults:
        raise Problems(faults)
    return Counted(plan, marks, intakes)
