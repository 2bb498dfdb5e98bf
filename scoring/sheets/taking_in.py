"""What a run of score sheets becomes: an intake for each workbook that says anything new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rubrics import revealed
from scoring.rounds import Intake
from scoring.sheets.changes import Change, Kind, changes
from scoring.sheets.returned import Returned, items
from scoring.sheets.together import together


@dataclass(frozen=True)
class Arrival:
    """A workbook that came back, cell by cell beside what is in force.

    `known` is the intake that the very same file was taken in with, None where it was not; `repeats` are the files of
    the same run that say as much or more.
    """

    returned: Returned
    changes: tuple[Change, ...]
    known: Intake | None = None
    repeats: tuple[str, ...] = ()

    @property
    def new(self) -> bool:
        """Whether there is anything to be taken in."""
        return self.known is None and any(change.kind is not Kind.UNCHANGED for change in self.changes)

    def intake(self, number: int, at: str, by: str) -> Intake:
        """Return the intake of this number, with the sheets that say anything."""
        return Intake(
            pingyi=1,
            number=number,
            at=at,
            by=by,
            way="workbook",
            file=revealed(self.returned.file),
            sha256=self.returned.sha256,
            issue=self.returned.issue,
            asked=self.returned.asked,
            sheets=tuple(sheet for sheet in self.returned.sheets if items(sheet)),
        )


def arrivals(returned: Iterable[Returned], intakes: Sequence[Intake]) -> tuple[Arrival, ...]:
    """Return the workbooks of a run by file, each beside what is in force. Raises Problems as `together` does."""
    held = {intake.sha256: intake for intake in intakes if intake.sha256 is not None}
    fresh = [one for one in returned if one.sha256 not in held]
    known = [Arrival(one, (), held[one.sha256]) for one in returned if one.sha256 in held]
    run = together(fresh)
    found = [Arrival(one, changes(one, intakes), None, run.repeated.get(one.file, ())) for one in run.returned]
    return tuple(sorted((*found, *known), key=lambda arrival: arrival.returned.file))


def intakes_of(found: Iterable[Arrival], intakes: Sequence[Intake], at: str, by: str) -> tuple[Intake, ...]:
    """Return the intakes of all arrivals with anything new, numbered on from those that are there."""
    first = max((intake.number for intake in intakes), default=0) + 1
    return tuple(
        arrival.intake(number, at, by)
        for number, arrival in enumerate((arrival for arrival in found if arrival.new), start=first)
    )
