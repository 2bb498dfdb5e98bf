"""A round as values: who is evaluated, who marks, by which rubric, and what is known beforehand."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from rubrics import Date, Flag, Id, Settings, Text


class Agency(Settings):
    """Who is evaluated; the id never changes, the name may."""

    id: Id
    name: Text


class Rater(Settings):
    """A seat in a group; `kind` says whom the member stands for (人大代表, 律师, …)."""

    id: Id
    name: Text
    kind: Text | None = None


class Group(Settings):
    """Who marks the leaves that name this group; a seat is called `seat` and its number (评议员1)."""

    id: Id
    title: Text
    seat: Text | None = None
    members: tuple[Rater, ...] = Field(min_length=1)


class Assignment(Settings):
    """The agencies a rater marks, where it is not all of them; the others are 未安排."""

    rater: Id
    agencies: tuple[Id, ...] = Field(min_length=1)


class Recusal(Settings):
    """A rater who may not mark an agency, and why."""

    rater: Id
    agency: Id
    reason: Text


class NotApplicable(Settings):
    """A criterion that does not concern an agency (不涉及), and why."""

    agency: Id
    criterion: Id
    reason: Text


class Period(Settings):
    """The time that is evaluated, first and last day."""

    first: Date = Field(alias="from")
    last: Date = Field(alias="to")


class Round(Settings):
    """One 评议活动. `rubric` is a library id or the name of a file in the folder; agencies stand in official order."""

    pingyi: int = Field(ge=1, le=1)
    id: Id
    title: Text
    organizer: Text
    period: Period | None = None
    date: Date | None = None
    source: Text | None = None
    fictional: Flag = False
    rubric: Text
    agencies: tuple[Agency, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()

    @cached_property
    def raters(self) -> dict[str, Rater]:
        """Every rater by id, in the order of seats."""
        return {rater.id: rater for group in self.groups for rater in group.members}

    @cached_property
    def names(self) -> dict[str, str]:
        """Every agency's name by id, in official order."""
        return {agency.id: agency.name for agency in self.agencies}

    def group(self, group_id: str) -> Group:
        """Return the group with this id. Raises KeyError where the round has none."""
        return {group.id: group for group in self.groups}[group_id]

    def assigned(self, rater_id: str, agency_id: str) -> bool:
        """Return whether a rater marks an agency: all of them unless an assignment says which."""
        own = [item.agencies for item in self.assignments if item.rater == rater_id]
        return not own or any(agency_id in agencies for agencies in own)
