"""An agency's report on the desk of whoever works on it at a moment: what all its actions are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from scoring.actions.plans import Plan, plan_of
from scoring.actions.report_form import Form, form_of
from scoring.storage.models import Person, Round


@dataclass(frozen=True)
class Desk:
    """Whose report (`agency` of `round`), who works on it (None: the portal itself), and at which moment."""

    round: Round
    agency: str
    person: Person | None
    at: datetime

    @cached_property
    def plan(self) -> Plan:
        """The round's plan."""
        return plan_of(self.round)

    @cached_property
    def form(self) -> Form:
        """What the agency is asked."""
        return form_of(self.plan, self.agency)

    @property
    def name(self) -> str:
        """The agency's name of today."""
        return self.plan.round.names[self.agency]
