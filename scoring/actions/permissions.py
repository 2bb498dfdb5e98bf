"""Who may do what: named questions about a visitor. Every page, action and download of the portal names one of them.

A question is asked of the visitor alone, the round and whose things are asked for included; whether the phase is right
is another question (`when`), so that a page can say when it opens. Who may not know that a thing exists gets the
same answer as if it did not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from rubrics import Message, say
from scoring.actions.plans import Plan, plan_of
from scoring.actions.stages import given_out
from scoring.rounds.calendar import MARKING, Phase
from scoring.storage.models import Person, Publication, Role, Round, Shown, Stage


@dataclass(frozen=True)
class Visitor:
    """Who asks, in which round, at which moment, and for whose things (`agency`, `rater`: ids from the address)."""

    person: Person | None
    now: datetime
    round: Round | None = None
    agency: str | None = None
    rater: str | None = None
    asked: dict[str, object] = field(default_factory=dict)

    @cached_property
    def plan(self) -> Plan:
        """The round's plan. Raises Problems where the round cannot be read."""
        assert self.round is not None  # noqa: S101 - asked only on pages of a round
        return plan_of(self.round)

    @cached_property
    def given_out(self) -> dict[str, Publication]:
        """The stages in which the round's results are given out now."""
        assert self.round is not None  # noqa: S101 - asked only on pages of a round
        return given_out(self.round)

    @property
    def role(self) -> str:
        """The visitor's role, "" for somebody who is not signed in."""
        return self.person.role if self.person else ""

    @property
    def here(self) -> bool:
        """Whether the visitor belongs to the round: the office to every one, all others to their own."""
        if self.person is None or self.round is None:
            return False
        return self.person.role == Role.OFFICE or self.person.round_id == self.round.pk


Question = Callable[[Visitor], bool]
When = Callable[[Visitor], Message | None]


def anyone(visitor: Visitor) -> bool:  # noqa: ARG001 - every question has this shape
    """Anybody, signed in or not."""
    return True


def signed_in(visitor: Visitor) -> bool:
    """Anybody who is signed in."""
    return visitor.person is not None


def runs_rounds(visitor: Visitor) -> bool:
    """Pass the office."""
    return visitor.role == Role.OFFICE


def belongs_here(visitor: Visitor) -> bool:
    """Anybody of this round, and the office."""
    return visitor.here


def marks_here(visitor: Visitor) -> bool:
    """Pass a panel member of this round; where an agency is named, one who is or was asked to mark it."""
    if not (visitor.here and visitor.role == Role.PANEL):
        return False
    assert visitor.person is not None  # noqa: S101 - a role is a person's
    rater = visitor.person.seat
    if visitor.rater is not None and visitor.rater != rater:
        return False
    if visitor.agency is None:
        return True
    expected = visitor.plan.expected
    return any((visitor.agency, rater, leaf) in expected for leaf in visitor.plan.leaves)


def scores_here(visitor: Visitor) -> bool:
    """Pass a panel member of this round who is asked, today, to mark the agency that is named."""
    if not marks_here(visitor):
        return False
    assert visitor.person is not None  # noqa: S101 - a role is a person's
    return visitor.agency in visitor.plan.agencies_of(visitor.person.seat)


def answers_here(visitor: Visitor) -> bool:
    """Somebody of the agency whose things are asked for."""
    if not (visitor.here and visitor.role == Role.AGENCY):
        return False
    assert visitor.person is not None  # noqa: S101 - a role is a person's
    return visitor.agency in {None, visitor.person.seat}


def observes_here(visitor: Visitor) -> bool:
    """Pass an observer of this round, or the office."""
    return visitor.here and visitor.role in {Role.OBSERVER, Role.OFFICE}


def reads_evidence(visitor: Visitor) -> bool:
    """Who may read an agency's material: the office, the agency itself, and who is asked to mark it."""
    return (runs_rounds(visitor) and visitor.here) or answers_here(visitor) or scores_here(visitor)


def reads_public(visitor: Visitor) -> bool:
    """Anybody, signed in or not, once the round's result is public."""
    return visitor.round is not None and Stage.PUBLIC in visitor.given_out


def sees_results(visitor: Visitor) -> bool:
    """Pass a panel member of this round, while the office lets the panel see the standings."""
    return _panel_sees(visitor, Shown.STANDINGS, Shown.MARKS)


def sees_marks(visitor: Visitor) -> bool:
    """Pass a panel member of this round, while the office lets the panel see everybody's marks, by seats."""
    return _panel_sees(visitor, Shown.MARKS)


def knows_result(visitor: Visitor) -> bool:
    """Somebody of the agency whose things are asked for, once agencies are told their results."""
    return answers_here(visitor) and not visitor.given_out.keys().isdisjoint({Stage.LETTERS, Stage.PUBLIC})


def follows_up(visitor: Visitor) -> bool:
    """Pass the office, or somebody of the agency whose things are asked for once it knows its result."""
    return (runs_rounds(visitor) and visitor.here) or knows_result(visitor)


def _panel_sees(visitor: Visitor, *shown: Shown) -> bool:
    if not (visitor.here and visitor.role == Role.PANEL):
        return False
    internal = visitor.given_out.get(Stage.INTERNAL)
    return internal is not None and internal.panel in shown


def holds_report(visitor: Visitor) -> bool:
    """Who may read all versions of an agency's report, with their receipts: the office and the agency itself."""
    return (runs_rounds(visitor) and visitor.here) or answers_here(visitor)


def reads_count(visitor: Visitor) -> bool:
    """Who may have the record of the count with its marks: the office, and observers once the result is public."""
    return observes_here(visitor) and (visitor.role == Role.OFFICE or reads_public(visitor))


def always(visitor: Visitor) -> Message | None:  # noqa: ARG001 - every question has this shape
    """Nothing stands in the way."""
    return None


def while_open(visitor: Visitor) -> Message | None:
    """Say that the round is closed, once it is."""
    return (
        say("This round is closed: nothing of it changes any more.") if visitor.round and visitor.round.closed else None
    )


def while_submitting(visitor: Visitor) -> Message | None:
    """Say why an agency cannot hand in now; None while it can."""
    assert visitor.agency is not None  # noqa: S101 - asked only for an agency
    if visitor.plan.calendar.may_submit(visitor.agency, visitor.now):
        return while_open(visitor)
    return say("Reports are not being taken in at this moment.")


def while_reporting(visitor: Visitor) -> Message | None:
    """Say why an agency cannot work on its report now; None while it can."""
    assert visitor.agency is not None  # noqa: S101 - asked only for an agency
    if visitor.agency in visitor.plan.round.withdrawn:
        return say("Your agency has withdrawn from this round.")
    return while_submitting(visitor)


def while_marking(visitor: Visitor) -> Message | None:
    """Say why nobody can mark now; None while any criterion is open."""
    if visitor.plan.calendar.phases_open(visitor.now).intersection(MARKING):
        return while_open(visitor)
    return say("Marking is not open at this moment.")


def while_unsettled(visitor: Visitor) -> Message | None:
    """Say that the figures are being made already, once they are; None before, and as long as marks are given."""
    phases = visitor.plan.calendar.phases_open(visitor.now)
    if phases & {Phase.SETTLE, Phase.PUBLISH} and not phases.intersection(MARKING):
        return say("The figures are being made already. Tell the office.")
    return while_open(visitor)


def while_settling(visitor: Visitor) -> Message | None:
    """Say that the decision is not due yet; None in the phases of computation and publication."""
    if visitor.plan.calendar.phases_open(visitor.now) & {Phase.SETTLE, Phase.PUBLISH}:
        return while_open(visitor)
    return say("The round has not come to computation and decision yet.")
