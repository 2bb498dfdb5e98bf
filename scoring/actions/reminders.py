"""Reminders as text to copy: who still owes which sheets, and which agencies have handed in nothing yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from rubrics import Message, say
from scoring.actions.counted import counted
from scoring.actions.matrix import criteria_of, missing
from scoring.actions.plan_titles import seats_of
from scoring.actions.plans import Plan
from scoring.actions.progress import handed_in
from scoring.rounds.calendar import MARKING, Phase
from scoring.storage.models import Round


@dataclass(frozen=True)
class Reminder:
    """What is sent to one rater or agency: `to` is the name, `n` how much is missing, `text` the words."""

    to: str
    n: int
    text: Message


@dataclass(frozen=True)
class Reminders:
    """One text for a group chat (None where nothing is missing), and one for each who owes anything."""

    everybody: Message | None
    each: tuple[Reminder, ...]


def to_raters(round_: Round, method: str | None, now: datetime) -> Reminders:
    """Return the reminders to raters whose sheets are missing or only partly in, as far as a method goes."""
    held = counted(round_)
    plan = held.plan
    owed: dict[str, list[str]] = {}
    for agency, rater in missing(held, criteria_of(plan, method)):
        owed.setdefault(rater, []).append(plan.round.names[agency])
    seats, until = seats_of(plan), _marking_ends(plan, now)
    each = tuple(
        Reminder(
            f"{seats[rater]} {plan.round.raters[rater].name}",
            len(names),
            _by(
                _SHEETS.filled(
                    name=plan.round.raters[rater].name, round=plan.round.title, agencies=tuple(names), n=len(names)
                ),
                until,
            ),
        )
        for rater, names in owed.items()
    )
    return Reminders(_together(_ALL_SHEETS, plan, each, until), each)


def to_agencies(round_: Round, plan: Plan, now: datetime) -> Reminders:
    """Return the reminders to agencies of which no report lies with the office; none before reports are asked for."""
    window = plan.calendar.window(Phase.SUBMIT)
    if window is None or now < datetime.fromisoformat(window.opens):
        return Reminders(None, ())
    there = handed_in(round_)
    each = tuple(
        Reminder(name, 1, _by(_REPORT.filled(name=name, round=plan.round.title), plan.calendar.deadline(agency)))
        for agency in plan.round.presenting
        if agency not in there and (name := plan.round.names[agency])
    )
    closes = datetime.fromisoformat(window.closes) if window.closes else None
    return Reminders(_together(_ALL_REPORTS, plan, each, closes), each)


def _together(words: Message, plan: Plan, each: tuple[Reminder, ...], until: datetime | None) -> Message | None:
    if not each:
        return None
    names = tuple(
        say("{name} ({n})", name=item.to, n=item.n) if words is _ALL_SHEETS else say("{name}", name=item.to)
        for item in each
    )
    return _by(words.filled(round=plan.round.title, names=names), until)


def _marking_ends(plan: Plan, now: datetime) -> datetime | None:
    """Return when the last of the marking phases that are not over yet ends."""
    windows = [window for phase in MARKING if (window := plan.calendar.window(phase)) and window.closes]
    ends = [datetime.fromisoformat(window.closes) for window in windows if window.closes]
    return max((end for end in ends if end > now), default=None)


def _by(words: Message, until: datetime | None) -> Message:
    if until is None:
        return words
    return say("{words} By {moment} at the latest.", words=words, moment=f"{timezone.localtime(until):%Y-%m-%d %H:%M}")


_SHEETS = say(
    "{name}: in “{round}” your score sheets for {agencies} are still missing ({n}). Please mark and sign them."
)
_REPORT = say("{name}: in “{round}” your report is still missing. Please hand it in.")
_ALL_SHEETS = say("“{round}”: score sheets are still missing from {names}. Please mark and sign them.")
_ALL_REPORTS = say("“{round}”: reports are still missing from {names}. Please hand them in.")
