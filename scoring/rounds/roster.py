"""Who sits where and marks what, once all substitutions and assignments of a round are taken together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from scoring.rounds.events import Event, Replaced
from scoring.rounds.seats import Assignment, Group, Rater


class Seat(NamedTuple):
    """A rater's seat: its group, its number from 1, and 0 for who sat there first, 1 for the first substitute."""

    group: str
    number: int
    substitute: int


class Duty(Enum):
    """Whether a rater marks something: yes; not any more, and what was given is set aside; or never."""

    MARKS = "marks"
    NO_LONGER = "no_longer"
    NEVER = "never"


class Turn(NamedTuple):
    """A change on a seat: from which agency on (a row in official order), and why."""

    row: int
    change: Replaced
    reason: str


class Stage(NamedTuple):
    """What a rater marks for a time: everything where no assignment is written; and why."""

    assignments: tuple[Assignment, ...]
    reason: str = ""

    def covers(self, agency_id: str, methods: tuple[str, ...]) -> bool:
        """Return whether a criterion of these methods is marked for an agency."""
        return not self.assignments or any(item.covers(agency_id, methods) for item in self.assignments)


@dataclass(frozen=True)
class Roster:
    """The seats of a round in its order of agencies, groups, assignments and events."""

    agencies: tuple[str, ...]
    groups: tuple[Group, ...]
    assignments: tuple[Assignment, ...]
    events: tuple[Event, ...]

    @cached_property
    def seats(self) -> dict[str, tuple[tuple[Rater, ...], ...]]:
        """By group, for every seat who sat there one after the other."""
        return {group.id: tuple(tuple(self._succession(member)) for member in group.members) for group in self.groups}

    def _succession(self, member: Rater) -> list[Rater]:
        found = [member]
        while (turn := self.left.get(found[-1].id)) and turn.change.by.id not in {rater.id for rater in found}:
            found.append(turn.change.by)
        return found

    @cached_property
    def seat_of(self) -> dict[str, Seat]:
        """Every rater's seat; a substitute sits on the predecessor's."""
        return {
            rater.id: Seat(group, number, at)
            for group, seats in self.seats.items()
            for number, seat in enumerate(seats, start=1)
            for at, rater in enumerate(seat)
        }

    @cached_property
    def left(self) -> dict[str, Turn]:
        """By rater: from which agency on somebody else sits there. The first substitution of a rater holds."""
        turns = [
            Turn(self._rows.get(event.replaced.since, 0), event.replaced, event.reason)
            for event in self.events
            if event.replaced
        ]
        return {turn.change.rater: turn for turn in reversed(turns)}

    @cached_property
    def came(self) -> dict[str, Turn]:
        """By substitute: from which agency on he or she marks."""
        return {turn.change.by.id: turn for turn in self.left.values()}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {agency: at for at, agency in enumerate(self.agencies)}

    @cached_property
    def _stages(self) -> dict[str, tuple[Stage, ...]]:
        """By rater, for whom anything is said: what he or she marked first, then after each day of events."""
        found: dict[str, tuple[Stage, ...]] = {}
        for seats in self.seats.values():
            for seat in seats:
                before = Stage(())
                for rater in seat:
                    stages = self._own_stages(rater.id, before)
                    before = stages[-1]
                    found[rater.id] = stages
        return found

    def _own_stages(self, rater_id: str, before: Stage) -> tuple[Stage, ...]:
        """Return a rater's stages. A substitute takes over what the predecessor last had to mark."""
        own = tuple(item for item in self.assignments if item.rater == rater_id)
        changes = [event for event in self.events if event.assigned and event.assigned.rater == rater_id]
        later = [list(events) for _, events in groupby(changes, key=lambda event: event.date)]
        return (
            Stage(own) if own else before,
            *(Stage(tuple(e.assigned for e in day if e.assigned), day[-1].reason) for day in later),
        )

    def assigned_to(self, rater_id: str) -> tuple[Assignment, ...]:
        """Return what a rater was last assigned to, all events considered; nothing where it is everything."""
        return self._stages[rater_id][-1].assignments

    def limited(self, rater_id: str) -> bool:
        """Return whether anything is said of what a rater marks; who is not limited marks everything."""
        written = any(stage.assignments for stage in self._stages[rater_id])
        return written or rater_id in self.came or rater_id in self.left

    def duty(self, rater_id: str, agency_id: str, methods: tuple[str, ...] = ()) -> tuple[Duty, str]:
        """Return whether a rater marks a criterion of these methods for an agency, and else why not."""
        *earlier, last = self._stages[rater_id]
        if not last.covers(agency_id, methods):
            ever = any(stage.covers(agency_id, methods) for stage in earlier)
            return Duty.NO_LONGER if ever else Duty.NEVER, last.reason
        row, came, left = self._rows.get(agency_id, 0), self.came.get(rater_id), self.left.get(rater_id)
        if came and row < came.row:
            return Duty.NEVER, came.reason
        if left and (row >= left.row or left.change.sheets == "void"):
            return Duty.NO_LONGER, left.reason
        return Duty.MARKS, ""
