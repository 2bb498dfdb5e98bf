"""What an agency sees of its own report: how far it has come, until when it may hand in, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from scoring.actions.desks import Desk
from scoring.actions.draft_checks import Fault, faults_of
from scoring.actions.drafting import Draft, draft_of
from scoring.actions.receipts import Version, versions
from scoring.actions.submitting import changed_since
from scoring.rounds.calendar import Phase
from submissions import Submission


@dataclass(frozen=True)
class OwnReport:
    """One agency's report as the agency sees it. `opens`, `deadline` and `last` (with grace) are aware moments.

    `changed` says that the draft says something else than what was handed in last.
    """

    draft: Draft
    faults: tuple[Fault, ...]
    versions: tuple[Version, ...]
    changed: bool
    opens: datetime | None
    deadline: datetime | None
    last: datetime | None

    @property
    def handed_in(self) -> Submission | None:
        """What was handed in last; None where nothing was."""
        current = next((version for version in self.versions if version.current), None)
        return current.submission if current else None

    @property
    def status(self) -> str:
        """The status of what was handed in last; "nothing" where nothing was."""
        return self.handed_in.status if self.handed_in else "nothing"


def own_report(desk: Desk) -> OwnReport:
    """Return an agency's report as the agency sees it. Four queries."""
    draft = draft_of(desk.round, desk.agency)
    held = versions(desk.round, desk.agency)
    calendar = desk.plan.calendar
    window, deadline = calendar.window(Phase.SUBMIT), calendar.deadline(desk.agency)
    current = next((version for version in held if version.current), None)
    return OwnReport(
        draft,
        tuple(faults_of(desk, draft)[1]) if draft.begun else (),
        held,
        current is not None and draft.begun and changed_since(desk, current, draft),
        datetime.fromisoformat(window.opens) if window else None,
        deadline,
        deadline + timedelta(minutes=calendar.grace) if deadline else None,
    )
