"""What the office does with reports: accept them, return them (退回补正) with reasons, give an agency more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rubrics import Place, Problem, Problems, build, parse, say, write
from scoring.actions import records
from scoring.actions.desks import Desk
from scoring.actions.journal import note
from scoring.actions.reporting import NAME, home_of, read_kept
from scoring.folder.calendars import CALENDAR_FILE
from scoring.rounds.calendar import Calendar, Extension, Phase
from scoring.storage import files
from scoring.storage.models import Person, Record, Round
from submissions import Status, decode, move, write_submission


def accept(round_: Round, person: Person | None, at: datetime, agencies: Sequence[str]) -> None:
    """Accept what agencies handed in: from now on their facts count. Raises Problems where one of them cannot be."""
    _set_status([Desk(round_, agency, person, at) for agency in dict.fromkeys(agencies)], "accepted", ())


def send_back(desk: Desk, reasons: Sequence[str], until: datetime | None = None) -> None:
    """Return what an agency handed in, with what has to be put right; `until` gives it time beyond the deadline.

    Raises Problems without reasons, where nothing was handed in, or where the time has passed already.
    """
    said = tuple(" ".join(reason.split()) for reason in reasons if reason.strip())
    with transaction.atomic():
        _set_status([desk], "returned", said)
        if until is not None:
            extend(desk, until, "；".join(said))


def extend(desk: Desk, until: datetime, reason: str) -> None:
    """Give one agency until later. Raises Problems without a reason or phase, or where that moment has passed."""
    faults = []
    place = Place(desk.plan.round.names.get(desk.agency, desk.agency))
    if desk.agency not in desk.plan.round.names or desk.plan.calendar.window(Phase.SUBMIT) is None:
        faults.append(Problem("EXTENSION-PHASE", place, _NO_PHASE, _SET_PHASE))
    if until <= desk.at:
        faults.append(Problem("EXTENSION-PAST", place, _PAST, _LATER))
    if not reason.strip():
        faults.append(Problem("EXTENSION-REASON", place, _NO_REASON, _WRITE_REASON))
    if faults:
        raise Problems(faults)
    moment = timezone.localtime(until).isoformat(timespec="minutes")
    given = Extension(agency=desk.agency, closes=moment, reason=reason.strip())
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=desk.round.pk)
        calendar = _calendar(locked)
        kept = (*(held for held in calendar.extensions if held.agency != desk.agency), given)
        changed = calendar.model_copy(update={"extensions": kept})
        text = write(changed.model_dump(exclude_none=True))
        records.write(locked, desk.person, desk.at, {CALENDAR_FILE: files.keep(text.encode())}, [])
        told = say("“{agency}” may hand in until {moment}.", agency=desk.name, moment=moment[:16].replace("T", " "))
        note(locked, desk.person, told, desk.at)
    desk.round.refresh_from_db()


def _set_status(desks: Sequence[Desk], to: Status, reasons: tuple[str, ...]) -> None:
    """Move reports of one round, all of them or none."""
    if not desks:
        return
    faults: list[Problem] = []
    written: dict[str, tuple[str, int]] = {}
    paths = {f"{home_of(desk.agency)}{NAME}": desk for desk in desks}
    round_, person, at = desks[0].round, desks[0].person, desks[0].at
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        held = {row.path: row for row in Record.objects.filter(round=locked, current=True, path__in=paths)}
        for path, desk in paths.items():
            place = Place(desk.plan.round.names.get(desk.agency, desk.agency))
            if path not in held:
                faults.append(Problem("SUBMISSION-MISSING", place, _ABSENT, _WAIT))
                continue
            try:
                moved = move(read_kept(held[path].sha256), to, place, reasons)
            except Problems as problems:
                faults += problems.items
                continue
            written[path] = files.keep(write_submission(moved).encode())
        if faults:
            raise Problems(faults)
        records.write(locked, person, at, written, [])
        for desk in desks:
            note(locked, person, _DONE[to].filled(agency=desk.name), at)
    round_.refresh_from_db()


def _calendar(round_: Round) -> Calendar:
    held = records.content(round_, CALENDAR_FILE)
    return build(Calendar, parse(decode(held or b"", CALENDAR_FILE), CALENDAR_FILE))


_DONE = {
    "accepted": say("The report of “{agency}” was accepted."),
    "returned": say("The report of “{agency}” was returned for correction."),
}
_ABSENT = say("the agency has handed in nothing.")
_WAIT = say("Reload the page; remind the agency.")
_NO_PHASE = say("the calendar says nothing about when reports are handed in.")
_SET_PHASE = say("Set the phase “submission of reports” in the calendar first.")
_PAST = say("this moment has passed already.")
_LATER = say("Choose a later day and time.")
_NO_REASON = say("there is no reason.")
_WRITE_REASON = say("Write why the agency gets more time.")
