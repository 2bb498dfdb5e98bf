"""Who marks: raters and their groups, and which agencies and methods a rater is there for."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from rubrics import Id, Settings, Text


class Rater(Settings):
    """Who sits on a seat of a group; `kind` says whom the member stands for (人大代表, 律师, …)."""

    id: Id
    name: Text
    kind: Text | None = None


class Group(Settings):
    """Who marks the leaves that name this group; a seat is called `seat` and its number (评议员1)."""

    id: Id
    title: Text
    seat: Text | None = None
    members: tuple[Rater, ...] = Field(min_length=1)


class Scope(Settings):
    """A rater, for some agencies or some methods of judging; all of them where none are written."""

    rater: Id
    agencies: tuple[Id, ...] | None = Field(default=None, min_length=1)
    methods: tuple[Id, ...] | None = Field(default=None, min_length=1)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.agencies or ())

    def names_agency(self, agency_id: str) -> bool:
        """Return whether an agency is meant."""
        return self.agencies is None or agency_id in self._named


class Assignment(Scope):
    """The agencies and methods a rater marks, where it is not all of them; the others are 未安排."""

    def covers(self, agency_id: str, methods: tuple[str, ...]) -> bool:
        """Return whether the rater marks a criterion of these methods (any of them will do) for an agency."""
        own = self.methods
        return self.names_agency(agency_id) and (own is None or not methods or any(name in own for name in methods))


class Absence(Scope):
    """A rater who will not hand in what is still awaited."""

    def covers(self, agency_id: str, methods: tuple[str, ...]) -> bool:
        """Return whether a criterion of these methods is closed for an agency.

        One that can be judged by a method the rater is there for stays awaited.
        """
        own = self.methods
        return self.names_agency(agency_id) and (
            own is None or (bool(methods) and all(name in own for name in methods))
        )
