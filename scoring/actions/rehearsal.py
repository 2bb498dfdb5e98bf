"""The rehearsal: the fictional round, half done, with people of every role and every phase open."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from rubrics import write
from rubrics.library import demo_files
from scoring.actions.first_office import office_slip
from scoring.actions.opening import open_round
from scoring.actions.slips import Slip, issue_all
from scoring.folder import write_folder
from scoring.folder.calendars import CALENDAR_FILE
from scoring.rounds.calendar import Phase
from scoring.storage.models import Person, Role, Round

SLUG = "demo-2026"
# Their marks, and their report, are left to whoever rehearses.
_MARKING = {"r1": "评议员甲", "r2": "评议员乙"}
_REPORTING = {"metro": "示例地铁集团 联络员", "youth": "共青团示例市委员会 联络员"}
_OBSERVER = "监督员甲"
_OFFICE = "示例市普法办公室"


@dataclass(frozen=True)
class Rehearsal:
    """The rehearsal round, and the slips of those in whose place one may sign in."""

    round: Round
    slips: tuple[Slip, ...]


def rehearse(at: datetime) -> Rehearsal:
    """Return the rehearsal round with new slips; it is made where it is not there yet."""
    round_ = Round.objects.filter(slug=SLUG).first() or _make(at)
    with transaction.atomic():
        office = office_slip(_OFFICE, at)
        people = [
            *(_somebody(round_, Role.PANEL, seat, name, at) for seat, name in _MARKING.items()),
            *(_somebody(round_, Role.AGENCY, seat, name, at) for seat, name in _REPORTING.items()),
            _somebody(round_, Role.OBSERVER, "", _OBSERVER, at),
        ]
        return Rehearsal(round_, (office, *issue_all(round_, people, at)))


def _make(at: datetime) -> Round:
    files = {path: data for path, data in demo_files().items() if not _left(path)}
    opens = (at - timedelta(hours=1)).isoformat(timespec="seconds")
    closes = (at + timedelta(days=14)).isoformat(timespec="seconds")
    windows = [
        {"phase": phase.value, "opens": opens, **({"closes": closes} if phase is Phase.SUBMIT else {})}
        for phase in Phase
    ]
    files[CALENDAR_FILE] = write({"pingyi": 1, "phases": windows}).encode()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "round"
        write_folder(root, files)
        return open_round(root, None, at)


def _left(path: str) -> bool:
    return path in {f"sheets/{rater}.csv" for rater in _MARKING} or path.startswith(
        tuple(f"submissions/{agency}/" for agency in _REPORTING)
    )


def _somebody(round_: Round, role: Role, seat: str, name: str, at: datetime) -> Person:
    login = f"{SLUG}-{seat or role.value}"
    person, _ = Person.objects.get_or_create(
        login=login, defaults={"name": name, "role": role, "round": round_, "seat": seat, "created": at}
    )
    return person
