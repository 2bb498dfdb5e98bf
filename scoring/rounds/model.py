"""A round as values: who is evaluated, who marks, by which rubric, and what is known beforehand."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from rubrics import Date, Flag, Id, Settings, Text, Whole
from scoring.rounds.events import Event
from scoring.rounds.paperwork import Paperwork
from scoring.rounds.roster import Duty, Roster, Seat
from scoring.rounds.seats import Assignment, Group, Rater


class Agency(Settings):
    """Who is evaluated; the id never changes, the name may. The class is one of those that the rubric names.

    `region` is where it belongs: lists too long for one sheet of Excel are parted by it. `presents` is its place in
    the order in which agencies report at the meeting (汇报顺序), which need not be the official one.
    """

    id: Id
    name: Text
    agency_class: Id | None = Field(default=None, alias="class")
    region: Text | None = None
    presents: Whole | None = Field(default=None, ge=1)


class Site(Settings):
    """A place that is visited (评议点位): of which agency, when, and by which group; all groups where none is named."""

    id: Id
    agency: Id
    place: Text
    date: Date | None = None
    group: Id | None = None


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
    events: tuple[Event, ...] = ()
    sites: tuple[Site, ...] = ()
    paperwork: Paperwork = Paperwork()

    @cached_property
    def roster(self) -> Roster:
        """Who sits where and marks what."""
        return Roster(tuple(agency.id for agency in self.agencies), self.groups, self.assignments, self.events)

    @cached_property
    def raters(self) -> dict[str, Rater]:
        """Every rater by id, in the order of seats; a substitute right after the predecessor."""
        return {rater.id: rater for group in self.groups for rater in self.raters_of(group.id)}

    @cached_property
    def seat_of(self) -> dict[str, Seat]:
        """Every rater's seat: group, number from 1, and which substitute (0 for who sat there first)."""
        return self.roster.seat_of

    @cached_property
    def names(self) -> dict[str, str]:
        """Every agency's name of today by id, in official order."""
        return {agency: held[-1] for agency, held in self._names.items()}

    @cached_property
    def presenting(self) -> tuple[str, ...]:
        """The agencies that take part in the order in which they report; who has no place there comes last."""
        taking_part = [agency for agency in self.agencies if agency.id not in self.withdrawn]
        return tuple(
            agency.id for agency in sorted(taking_part, key=lambda one: (one.presents is None, one.presents or 0))
        )

    @cached_property
    def former_names(self) -> dict[str, tuple[str, ...]]:
        """The earlier names (原名) of agencies that were renamed, oldest first."""
        return {agency: tuple(held[:-1]) for agency, held in self._names.items() if len(held) > 1}

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names = {agency.id: [agency.name] for agency in self.agencies}
        for event in self.events:
            if event.renamed and event.renamed.agency in names:
                names[event.renamed.agency].append(event.renamed.name)
        return names

    def group(self, group_id: str) -> Group:
        """Return the group with this id. Raises KeyError where the round has none."""
        return {group.id: group for group in self.groups}[group_id]

    def raters_of(self, group_id: str) -> tuple[Rater, ...]:
        """Return all who mark for a group, seat by seat. Raises KeyError where the round has none."""
        return tuple(rater for seat in self.roster.seats[group_id] for rater in seat)

    @cached_property
    def classes(self) -> dict[str, str | None]:
        """Every agency's class by id; None where the round does not say."""
        return {agency.id: agency.agency_class for agency in self.agencies}

    @cached_property
    def withdrawn(self) -> dict[str, str]:
        """The agencies that withdrew (退出评议), with the reason: kept, not ranked, not in quotas."""
        return {event.withdrawn.agency: event.reason for event in self.events if event.withdrawn}

    @cached_property
    def spared(self) -> dict[str, frozenset[str]]:
        """By agency the ids of the criteria that do not concern it (不涉及); every agency is there."""
        found: dict[str, set[str]] = {agency.id: set() for agency in self.agencies}
        for item in self.not_applicable:
            found.setdefault(item.agency, set()).add(item.criterion)
        return {agency: frozenset(criteria) for agency, criteria in found.items()}

    def assigned(self, rater_id: str, agency_id: str, methods: tuple[str, ...] = ()) -> bool:
        """Return whether a rater marks a criterion of these methods for an agency, all events considered.

        All of them unless an assignment or an event says which; a criterion without methods as the agency's others.
        """
        return self.roster.duty(rater_id, agency_id, methods)[0] is Duty.MARKS
