"""A set-up workbook or a rubric for a round that is there: what it would change, and then the change itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core import signing
from django.db.models import Q
from django.utils import timezone

from rubrics import Message, Place, Problem, Problems, Translate, fingerprints, read_rubric, say
from rubrics.library import rubric_names, rubric_text
from scoring.actions.following import follow
from scoring.actions.intakes import moment_of
from scoring.actions.journal import note
from scoring.actions.records import change, laid_out
from scoring.actions.revising import named
from scoring.folder import write_file
from scoring.folder.opening import read_within
from scoring.folder.plan import ROUND_FILE
from scoring.folder.setups import misfits, read_setup_of, with_rubric_file, write_setup_of
from scoring.folder.writing import holding
from scoring.rounds import Event, check
from scoring.rounds import Round as RoundValue
from scoring.rounds.events import Corrected
from scoring.sheets.setup import RUBRIC_FILE, Setup, differences, read_setup, round_yaml, write_setup
from scoring.sheets.setup.assembly import CellDocument
from scoring.storage import files
from scoring.storage.models import Person, Record, Round, Save
from submissions import decode

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ett")
_SALT = "pingyi.set-up"


@dataclass(frozen=True)
class DryRun:
    """What a file would change, line by line; `kept` is what accepting it needs.

    `marks` counts the marks in sheets that are being filled in while what is counted would change; 0 where it stays.
    `correction`: only the rubric's wording changes, after sheets were given out, which is an event with a reason.
    """

    file: str
    lines: tuple[Message, ...]
    kept: str
    marks: int
    correction: bool


def is_workbook(data: bytes, file: str) -> bool:
    """Return whether a file is a workbook or is meant for one: an old, locked or broken one is told as such."""
    return data.startswith((_ZIP, _OLE)) or file.lower().endswith(_BOOKS)


def blank_workbook(round_: Round, translate: Translate) -> bytes:
    """Return the set-up workbook of a round as it is now."""
    with laid_out(round_) as root:
        held = _held(root)
    stream = io.BytesIO()
    write_setup(held, stream, translate)
    return stream.getvalue()


def rubric_of(round_: Round) -> bytes:
    """Return the text of a round's rubric."""
    with laid_out(round_) as root:
        held = _held(root)
        name = held.round.rubric
        return rubric_text(name).encode() if name in rubric_names() else read_within(root, root / name, name)


def examine(round_: Round, data: bytes, file: str) -> DryRun:
    """Return what a set-up workbook or a rubric (YAML) would change. Raises Problems with all its faults."""
    with laid_out(round_) as root:
        before = _held(root)
        found = _found(root, before, data, file)
        correction = _is_correction(round_, before, found)
        last = max((event.date for event in found.round.events), default=_NO_DAY)
        _check(_corrected(before, found, last, _NO_REASON) if correction else found)
    sha256, _ = files.keep(data)
    kept = signing.dumps({"round": round_.pk, "setup": round_.setup, "file": file, "sha256": sha256}, salt=_SALT)
    counted = fingerprints(before.rubric).scoring != fingerprints(found.rubric).scoring
    marks = Save.objects.filter(sheet__round=round_).count() if counted else 0
    return DryRun(file, differences(before, found), kept, marks, correction)


def accept(round_: Round, kept: str, person: Person | None, at: datetime, why: str = "") -> None:
    """Take in what `examine` showed; `why` is the reason of a correction of the rubric's wording.

    Raises Problems where the round was changed since, where the file fits no more, and for a correction without reason.
    """
    try:
        held = signing.loads(kept, salt=_SALT)
    except signing.BadSignature:
        held = {}
    if (held.get("round"), held.get("setup")) != (round_.pk, round_.setup):
        raise Problems([Problem("SETUP-MOVED", Place(str(held.get("file", "-"))), _MOVED, _LOOK)])
    file, data = held["file"], files.where(held["sha256"]).read_bytes()

    def taken(root: Path) -> tuple[RoundValue, RoundValue]:
        before = _held(root)
        found = _found(root, before, data, file)
        if _is_correction(round_, before, found):
            if not why.strip():
                raise Problems([Problem("EVENT-WHY", Place(file), say("no reason is given."), say("Write why."))])
            found = _corrected(before, found, timezone.localdate(at).isoformat(), why.strip())
        _check(found)
        if is_workbook(data, file):
            write_setup_of(root, found, (file, data), at=moment_of(at), by=person.name if person else "-")
        else:
            # The rubric's own text, so that its comments stay.
            write_file(root / found.round.rubric, holding(decode(data, file).encode()))
            if found.round != before.round:
                write_file(root / ROUND_FILE, holding(round_yaml(found.round).encode()))
        return before.round, found.round

    def told(both: tuple[RoundValue, RoundValue]) -> None:
        named(round_, both[1])
        follow(round_, *both, person, at)
        note(round_, person, say("The set-up was taken from the file {file}.", file=file), at)

    change(round_, person, at, taken, told)


def _is_correction(round_: Round, before: Setup, found: Setup) -> bool:
    """Return whether only wording of the rubric changes while sheets bear the earlier one already."""
    old, new = fingerprints(before.rubric), fingerprints(found.rubric)
    if old.scoring != new.scoring or old.text == new.text:
        return False
    out = Record.objects.filter(Q(path="issued.yaml") | Q(path__startswith="intakes/"), round=round_, current=True)
    return out.exists() or Save.objects.filter(sheet__round=round_).exists()


def _corrected(before: Setup, found: Setup, day: str, why: str) -> Setup:
    """Return a set-up with the event that its rubric's wording was corrected on a day."""
    scoring, text = fingerprints(before.rubric).short
    event = Event(date=day, reason=why, corrected=Corrected(text=text, scoring=scoring))
    events = tuple(sorted((*found.round.events, event), key=lambda one: one.date))
    return Setup(found.rubric, found.round.model_copy(update={"events": events}))


def _check(found: Setup) -> None:
    faults = check(found.round, found.rubric, CellDocument(ROUND_FILE, None, {}, RoundValue).locate)
    if faults:
        raise Problems(faults)


def _held(root: Path) -> Setup:
    held = read_setup_of(root)
    assert held is not None  # noqa: S101 - a round of the database has a round.yaml
    return held


def _found(root: Path, before: Setup, data: bytes, file: str) -> Setup:
    if is_workbook(data, file):
        found = with_rubric_file(read_setup(data, file, before), file)
    else:
        found = _with_rubric(before, data, file)
    if found.round.id != before.round.id:
        rule = say("the file is of the round “{id}”, this one is “{own}”.", id=found.round.id, own=before.round.id)
        raise Problems([Problem("SETUP-ROUND", Place(file), rule, _OTHER)])
    if faults := misfits(root, found):
        raise Problems(faults)
    return found


def _with_rubric(before: Setup, data: bytes, file: str) -> Setup:
    rubric = read_rubric(decode(data, file), file)
    name = before.round.rubric
    own = before.round if name not in rubric_names() else before.round.model_copy(update={"rubric": RUBRIC_FILE})
    return Setup(rubric, own)


# The event of a correction while nobody has said yet why it is made.
_NO_DAY, _NO_REASON = "2000-01-01", "-"
_MOVED = say("the round was changed since you looked at the differences.")
_LOOK = say("Choose the file again and look at the differences once more.")
_OTHER = say("Open a new round with it, or give it this round's id.")
