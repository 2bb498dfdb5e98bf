"""The calendar of a round: set as a whole, or one phase opened and closed by a press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from rubrics import Message, Place, Problem, Problems, build, say, write
from scoring.actions.journal import note
from scoring.actions.records import change
from scoring.folder import write_file
from scoring.folder.calendars import CALENDAR_FILE, read_calendar
from scoring.folder.plan import read_plan
from scoring.folder.writing import holding
from scoring.rounds.calendar import Calendar, Phase, Window, check_calendar
from scoring.sheets.setup.assembly import CellDocument
from scoring.storage.models import Person, Round

_MINUTES = 16  # 2026-01-31T09:30


@dataclass(frozen=True)
class Row:
    """One phase as the form shows it: moments in China time to minutes (2026-01-31T09:30), "" where nothing is said."""

    phase: Phase
    opens: str
    closes: str
    open: bool


@dataclass(frozen=True)
class Form:
    """What was typed: from and until when phases are open, in China time as in `Row`, and the minutes of grace.

    A phase without either is not part of the round. `shown` is what the form showed (see `shown_as`); None where
    the calendar is to be as typed, whatever it was.
    """

    typed: Mapping[Phase, tuple[str, str]]
    grace: str
    shown: Mapping[str, str] | None = None


def rows_of(calendar: Calendar, now: datetime) -> tuple[Row, ...]:
    """Return every phase in its usual order, those that the calendar does not name too."""
    held = {phase: calendar.window(phase) for phase in Phase}
    return tuple(
        Row(phase, _typed(window.opens), _typed(window.closes), window.is_open(now))
        if window
        else Row(phase, "", "", open=False)
        for phase, window in held.items()
    )


def set_calendar(round_: Round, person: Person | None, at: datetime, form: Form) -> None:
    """Set the calendar as a form says; what it showed and nobody typed over stays as it is by now.

    Raises Problems with all faults, and where somebody else changed what was typed over; extensions stay as they are.
    """
    _refuse(_faults_of(form.typed, form.grace))

    def newer(before: Calendar) -> Calendar:
        typed, grace = _merged(shown_as(before), form)
        windows = tuple(
            made
            for phase in Phase
            if (made := _window(phase, *typed.get(phase, ("", "")), before.window(phase))) is not None
        )
        return before.model_copy(update={"phases": windows, "grace": int(grace or 0)})

    _change(round_, person, at, newer, say("The calendar was changed."))


def shown_as(calendar: Calendar) -> dict[str, str]:
    """Return what the form shows: by phase “opens/closes” ("/" where the calendar does not name it), and the grace."""
    rows = {row.phase.value: _SEPARATOR.join((row.opens, row.closes)) for row in rows_of(calendar, _ANY)}
    return rows | {_GRACE: str(calendar.grace)}


def open_phase(round_: Round, person: Person | None, at: datetime, phase: Phase) -> None:
    """Open a phase now; an end that has passed is taken away, one to come stays."""

    def newer(before: Calendar) -> Calendar:
        held = before.window(phase)
        closes = held.closes if held and held.closes and datetime.fromisoformat(held.closes) > at else None
        return _with(before, Window(phase=phase.value, opens=_moment(at), closes=closes))

    line = say("The phase “{phase}” was opened.", phase=phase.title)
    _change(round_, person, at, newer, line)


def close_phase(round_: Round, person: Person | None, at: datetime, phase: Phase) -> None:
    """Close a phase now. Raises Problems where it is not open."""

    def newer(before: Calendar) -> Calendar:
        held = before.window(phase)
        if held is None or not held.is_open(at):
            raise Problems([Problem("PHASE-CLOSED", Place(round_.title), _NOT_OPEN.filled(phase=phase.title), _LOOK)])
        # A phase that was opened in this very second ends with it.
        end = max(at, datetime.fromisoformat(held.opens) + timedelta(seconds=1))
        return _with(before, held.model_copy(update={"closes": _moment(end)}))

    line = say("The phase “{phase}” was closed.", phase=phase.title)
    _change(round_, person, at, newer, line)


def _change(
    round_: Round, person: Person | None, at: datetime, newer: Callable[[Calendar], Calendar], line: Message
) -> None:
    def rewritten(root: Path) -> None:
        held, _ = read_plan(root)
        values = _plain(newer(read_calendar(root, held)))
        document = CellDocument(CALENDAR_FILE, values, {}, Calendar)
        _refuse(check_calendar(build(Calendar, document), held, document.locate))
        write_file(root / CALENDAR_FILE, holding(write(values).encode()))

    change(round_, person, at, rewritten, lambda _: note(round_, person, line, at))


def _with(before: Calendar, window: Window) -> Calendar:
    held = {item.phase: item for item in before.phases} | {window.phase: window}
    return before.model_copy(update={"phases": tuple(held[p.value] for p in Phase if p.value in held)})


def _faults_of(typed: Mapping[Phase, tuple[str, str]], grace: str) -> list[Problem]:
    place = Place(CALENDAR_FILE)
    faults = [
        Problem("CALENDAR-MOMENT", place, _NO_MOMENT.filled(phase=phase.title, text=text), _WRITE_MOMENT)
        for phase, moments in typed.items()
        for text in moments
        if text and _aware(text) is None
    ]
    faults += [
        Problem("CALENDAR-OPENS", place, _NO_BEGINNING.filled(phase=phase.title), _WRITE_BEGINNING)
        for phase, (opens, closes) in typed.items()
        if closes and not opens
    ]
    if grace and not (grace.isascii() and grace.isdigit() and len(grace) <= _LONGEST_GRACE):
        faults.append(Problem("CALENDAR-GRACE", place, _NO_MINUTES.filled(text=grace), _WRITE_MINUTES))
    return faults


def _merged(held: Mapping[str, str], form: Form) -> tuple[Mapping[Phase, tuple[str, str]], str]:
    """Return what was typed, and what is `held` by now where nothing was. Raises Problems where both were changed."""
    if form.shown is None:
        return form.typed, form.grace
    given = {phase.value: _SEPARATOR.join(form.typed.get(phase, ("", ""))) for phase in Phase} | {_GRACE: form.grace}
    ours = {name: text for name, text in given.items() if text != form.shown.get(name, "")}
    overtaken = {name for name, text in ours.items() if held[name] not in {form.shown.get(name, ""), text}}
    place = Place(CALENDAR_FILE)
    faults = [
        Problem("CALENDAR-OTHERS", place, _OTHERS.filled(phase=phase.title), _AGAIN)
        for phase in Phase
        if phase.value in overtaken
    ]
    _refuse(faults + ([Problem("CALENDAR-OTHERS", place, _OTHERS_GRACE, _AGAIN)] if _GRACE in overtaken else []))
    merged = {**held, **ours}
    halves = {phase: merged[phase.value].partition(_SEPARATOR) for phase in Phase}
    return {phase: (opens, closes) for phase, (opens, _, closes) in halves.items()}, merged[_GRACE]


def _window(phase: Phase, opens: str, closes: str, before: Window | None) -> Window | None:
    """Return what was typed as a window; a moment that was left as it was shown keeps its seconds."""
    if not opens:
        return None
    kept = {_typed(moment): moment for moment in (before.opens, before.closes) if moment} if before else {}
    moments = [kept.get(text) or _moment(_aware(text)) if text else None for text in (opens, closes)]
    return Window(phase=phase.value, opens=moments[0] or "", closes=moments[1])


def _aware(text: str) -> datetime | None:
    """Return what datetime-local means in China; None where it is no moment."""
    try:
        held = datetime.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_aware(held) if held.tzinfo is None else None


def _moment(value: datetime | None) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds")


def _typed(moment: str | None) -> str:
    return timezone.localtime(datetime.fromisoformat(moment)).isoformat()[:_MINUTES] if moment else ""


def _plain(calendar: Calendar) -> dict[str, Any]:
    return calendar.model_dump(exclude_none=True, by_alias=True)


def _refuse(faults: list[Problem]) -> None:
    if faults:
        raise Problems(faults)


_LONGEST_GRACE = 5
_GRACE, _SEPARATOR = "grace", "/"
_ANY = datetime(2000, 1, 1, tzinfo=UTC)  # what a form shows of moments does not depend on the hour
_OTHERS = say("somebody else changed the phase “{phase}” in the meantime.")
_OTHERS_GRACE = say("somebody else changed the minutes after the deadline in the meantime.")
_AGAIN = say("Open the calendar anew and enter your change again.")
_NOT_OPEN = say("the phase “{phase}” is not open.")
_LOOK = say("Reload the page and look at the calendar.")
_NO_MOMENT = say("“{text}” is no day and time (phase “{phase}”).")
_WRITE_MOMENT = say("Write it as 2026-01-31T09:30, in China Standard Time.")
_NO_BEGINNING = say("the phase “{phase}” has an end and no beginning.")
_WRITE_BEGINNING = say("Fill in when it begins, or empty both.")
_NO_MINUTES = say("“{text}” is no number of minutes.")
_WRITE_MINUTES = say("Write a whole number from 0 on.")
