"""Signing and submitting a score sheet, and the office's unlocking of one: what was signed stays in either case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from rubrics import Place, Problem, Problems, say
from scoring.actions.intakes import moment_of, next_number
from scoring.actions.journal import note
from scoring.actions.marking import Line, ScoreSheet, score_sheet, sheet_row
from scoring.actions.plans import Plan, plan_of
from scoring.actions.records import write
from scoring.actions.typed_text import plain
from scoring.folder.intakes import INTAKES, intake_bytes
from scoring.rounds import Intake
from scoring.rounds import Sheet as SheetValue
from scoring.rounds.intakes import file_name
from scoring.rounds.keyed import leaf_of
from scoring.storage import files
from scoring.storage.models import Person, Round, Sheet, Signing


def sign(round_: Round, person: Person, agency: str, seen: int, at: datetime) -> Signing:
    """Let a member sign all that is open on the sheet for an agency: an intake that counts, and a lock on the sheet.

    `seen` is the newest save that the member was shown (ScoreSheet.seen). Raises Problems with everything that is
    missing, where the sheet has changed since it was shown, where nothing is left to sign, or the round is closed.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round_.pk)
        row = Sheet.objects.select_for_update().get(pk=sheet_row(held, person.seat, agency).pk)
        plan = plan_of(held)
        sheet = score_sheet(plan, row, at)
        faults = hindrances(plan, sheet, person.seat)
        if sheet.seen != seen:
            faults = [Problem("SHEET-CHANGED", _place(plan, sheet, person.seat), *_CHANGED)]
        if faults:
            raise Problems(faults)
        lines = sheet.to_sign
        number = next_number(held)
        intake = _intake(number, person, sheet, lines, at)
        sha256, size = files.keep(intake_bytes(intake))
        write(held, person, at, {f"{INTAKES}/{file_name(number)}": (sha256, size)}, [])
        row.locked = [*row.locked, *intake.asked]
        if all(line.leaf.id in row.locked for line in sheet.lines):
            row.locked += [box.cell for box in sheet.boxes if not box.locked]
        row.save(update_fields=["locked"])
        signing = Signing.objects.create(
            sheet=row, criteria=list(intake.asked), intake=number, sha256=sha256, person=person, at=at
        )
        note(held, person, _SIGNED.filled(agency=plan.round.names[agency], n=len(lines)), at)
    round_.refresh_from_db()
    return signing


def unlock(  # noqa: PLR0913 - an unlocking says by whom, whose, why and when
    round_: Round, person: Person, *, rater: str, agency: str, why: str, at: datetime
) -> int:
    """Let the office open a signed sheet again; return how many signatures were undone.

    What was signed stays as an intake, which counts until the member signs again. Raises Problems without a reason,
    where nothing is signed, or where the round is closed.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round_.pk)
        row = Sheet.objects.select_for_update().filter(round=held, rater=rater, agency=agency).first()
        plan = plan_of(held)
        place = Place(held.slug, path=f"{rater} → {agency}")
        faults = []
        if held.closed:
            faults.append(Problem("ROUND-CLOSED", place, *_CLOSED))
        if not why.strip():
            faults.append(Problem("UNLOCK-REASON", place, *_WHY))
        if row is None or not row.locked:
            faults.append(Problem("UNLOCK-NOTHING", place, *_OPEN))
        if faults or row is None:
            raise Problems(faults)
        undone = row.signings.filter(undone=None).update(undone=at, undone_by=person, undone_why=why.strip())
        row.locked = []
        row.save(update_fields=["locked"])
        names = {"agency": plan.round.names[agency], "name": plan.round.raters[rater].name}
        note(held, person, _UNLOCKED.filled(**names, reason=why.strip()), at)
    return undone


def hindrances(plan: Plan, sheet: ScoreSheet, rater: str) -> list[Problem]:
    """Return all that stands in the way of signing a sheet as it stands."""
    if not sheet.to_sign:
        return [Problem("SIGN-NOTHING", _place(plan, sheet, rater), *_NOTHING)]
    return [
        Problem("SIGN-MISSING", Place(_title(line)), _MISSING.filled(what=line.missing), _MARK)
        for line in sheet.missing
    ]


def _intake(number: int, person: Person, sheet: ScoreSheet, lines: tuple[Line, ...], at: datetime) -> Intake:
    said = {box.name: words for box in sheet.boxes if (words := plain(box.text))}
    value = SheetValue(
        agency=sheet.agency,
        rater=person.seat,
        marks={line.leaf.id: line.typed for line in lines},
        reasons={line.leaf.id: reason for line in lines if (reason := plain(line.reason))},
        **said,
    )
    return Intake(
        pingyi=1,
        number=number,
        at=moment_of(at),
        by=person.name,
        way="portal",
        asked=tuple(line.leaf.id for line in lines),
        sheets=(value,),
    )


def _title(line: Line) -> str:
    leaf = leaf_of(line.leaf)
    return f"{leaf.no} {leaf.title}" if leaf.no else leaf.title


def _place(plan: Plan, sheet: ScoreSheet, rater: str) -> Place:
    return Place(plan.round.names[sheet.agency], path=plan.round.raters[rater].name)


_CHANGED = (
    say("the sheet has changed since this page was made, perhaps on another device."),
    say("Look at the marks once more, then sign."),
)
_NOTHING = (
    say("nothing on this sheet can be signed now: what is open is signed already."),
    say("Wait until the next phase opens, or ask the office to unlock the sheet."),
)
_MISSING = say("{what}.")
_MARK = say("Go back to the score sheet and complete it.")
_CLOSED = (say("the round is closed: nothing of it changes any more."), say("A closed round stays as it is."))
_WHY = (say("the reason is missing."), say("Write why the sheet is opened again; it is kept with the sheet."))
_OPEN = (say("this sheet is not signed."), say("There is nothing to unlock."))
_SIGNED = say("The score sheet for {agency} was signed: {n} marks.")
_UNLOCKED = say("{name}'s score sheet for {agency} was unlocked: {reason}")
