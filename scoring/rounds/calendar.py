"""The calendar of a round: its phases decide who may do what and when. Values in, values out: told the moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from typing import Annotated

from pydantic import AfterValidator, Field

from rubrics import Id, Locate, Message, Problem, Prose, Settings, Whole, say
from scoring.rounds.intakes import Moment
from scoring.rounds.model import Round


class Phase(Enum):
    """A step of the round, in the usual order. Several may be open at once: visits, files and talks often are."""

    PREPARE = "prepare"
    SUBMIT = "submit"
    SITE_VISIT = "site_visit"
    DOCUMENT_REVIEW = "document_review"
    INTERVIEW = "interview"
    MEETING = "meeting"
    SETTLE = "settle"
    PUBLISH = "publish"

    @property
    def title(self) -> Message:
        """The phase's name on screens."""
        return _TITLES[self]


_TITLES = {
    Phase.PREPARE: say("Preparation"),
    Phase.SUBMIT: say("Submission of reports"),
    Phase.SITE_VISIT: say("Site visits"),
    Phase.DOCUMENT_REVIEW: say("Review of files"),
    Phase.INTERVIEW: say("Talks"),
    Phase.MEETING: say("Evaluation at the meeting"),
    Phase.SETTLE: say("Computation and decision"),
    Phase.PUBLISH: say("Publication"),
}
MARKING = (Phase.SITE_VISIT, Phase.DOCUMENT_REVIEW, Phase.INTERVIEW, Phase.MEETING)
"""The phases in which panel members mark."""


def _phase(value: str) -> str:
    Phase(value)  # a ValueError is what pydantic tells
    return value


class Window(Settings):
    """When a phase is open: from `opens` until just before `closes`; without an end, until that is changed."""

    phase: Annotated[str, AfterValidator(_phase)]
    opens: Moment
    closes: Moment | None = None

    def is_open(self, now: datetime) -> bool:
        """Return whether the phase is open at `now` (an aware moment)."""
        return datetime.fromisoformat(self.opens) <= now and (
            self.closes is None or now < datetime.fromisoformat(self.closes)
        )


class Extension(Settings):
    """One agency may hand in until later, and why."""

    agency: Id
    closes: Moment
    reason: Prose


class Calendar(Settings):
    """calendar.yaml: the phases of a round. In the `grace` minutes after the deadline reports still come in."""

    pingyi: Whole = Field(default=1, ge=1, le=1)
    phases: tuple[Window, ...] = ()
    grace: Whole = Field(default=0, ge=0)
    extensions: tuple[Extension, ...] = ()

    def window(self, phase: Phase) -> Window | None:
        """Return when a phase is open; None where the calendar does not say."""
        return next((window for window in self.phases if window.phase == phase.value), None)

    def phases_open(self, now: datetime) -> frozenset[Phase]:
        """Return the phases that are open at `now`."""
        return frozenset(Phase(window.phase) for window in self.phases if window.is_open(now))

    def may_submit(self, agency: str, now: datetime) -> bool:
        """Return whether an agency may hand in at `now`: in the phase, its grace, or its extension."""
        window = self.window(Phase.SUBMIT)
        if window is None or now < datetime.fromisoformat(window.opens):
            return False
        deadline = self.deadline(agency)
        return deadline is None or now < deadline + timedelta(minutes=self.grace)

    def deadline(self, agency: str) -> datetime | None:
        """Return until when an agency hands in, without grace; None where there is no end or no such phase."""
        ends = [item.closes for item in self.extensions if item.agency == agency]
        window = self.window(Phase.SUBMIT)
        if window is None or window.closes is None:
            return None
        return max(datetime.fromisoformat(moment) for moment in (window.closes, *ends))

    def may_mark(self, methods: tuple[str, ...], now: datetime) -> bool:
        """Return whether a criterion judged by these methods may be marked at `now`.

        At the meeting (现场评议) everything is open; else what is judged by a method whose phase is open, and a
        criterion without methods whenever any of the four marking phases is.
        """
        open_ = self.phases_open(now).intersection(MARKING)
        return Phase.MEETING in open_ or (
            bool(open_) if not methods else any(phase.value in methods for phase in open_)
        )


def check_calendar(calendar: Calendar, round_: Round, locate: Locate) -> list[Problem]:
    """Return what is wrong with a calendar beyond its shape; `locate` finds the place of a field."""
    faults = []
    seen: set[str] = set()
    for at, window in enumerate(calendar.phases):
        title = Phase(window.phase).title
        if window.phase in seen:
            faults.append(Problem("PHASE-TWICE", locate(("phases", at)), _TWICE.filled(phase=title), _ONE))
        seen.add(window.phase)
        if window.closes and datetime.fromisoformat(window.closes) <= datetime.fromisoformat(window.opens):
            faults.append(Problem("PHASE-ENDS", locate(("phases", at, "closes")), _ENDS.filled(phase=title), _LATER))
    faults += [
        Problem("AGENCY-UNKNOWN", locate(("extensions", at, "agency")), _UNKNOWN.filled(name=item.agency), _KNOWN)
        for at, item in enumerate(calendar.extensions)
        if item.agency not in round_.names
    ]
    return faults


_TWICE = say("the phase “{phase}” is written twice.")
_ONE = say("Keep one of the two.")
_ENDS = say("the phase “{phase}” ends before it begins.")
_LATER = say("Write an end that lies after the beginning, or none.")
_UNKNOWN = say("“{name}” is not an agency of this round.")
_KNOWN = say("Write an agency's id as in round.yaml.")
