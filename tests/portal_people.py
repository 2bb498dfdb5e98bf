"""A rehearsal round in the database and people of every role in it, for tests of actions and pages."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.test import Client
from django.utils import timezone

from rubrics import write
from rubrics.library import demo_files
from scoring.actions.opening import open_round
from scoring.actions.records import change
from scoring.folder import write_file, write_folder
from scoring.folder.writing import holding
from scoring.rounds.calendar import MARKING, Phase
from scoring.storage.models import Person, Role, Round

BACKEND = "scoring.portal.sign_in.Backend"
WITHOUT_MARKS = ("round.yaml", "rubric.yaml", "imports/")


def demo_round(*phases: Phase, marks: bool = False) -> Round:
    """Return the demonstration round as it begins (or with all its marks), with these phases open now."""
    files = {path: data for path, data in demo_files().items() if marks or path.startswith(WITHOUT_MARKS)}
    now = timezone.now()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "round"
        write_folder(root, files)
        made = open_round(root, None, now)
    set_phases(made, *(phases or MARKING))
    return made


def set_phases(round_: Round, *phases: Phase) -> None:
    """Open just these phases, from an hour ago, for a day."""
    now = timezone.now()
    opens, closes = _moment(now - timedelta(hours=1)), _moment(now + timedelta(days=1))
    windows = [{"phase": phase.value, "opens": opens, "closes": closes} for phase in phases]
    text = write({"pingyi": 1, "phases": windows})
    # Written as the program writes: what is laid out are links to the file store, which is never written through.
    change(round_, None, now, lambda root: write_file(root / "calendar.yaml", holding(text.encode())))


def somebody(role: Role, round_: Round | None = None, seat: str = "", name: str = "") -> Person:
    """Return somebody who may sign in."""
    who = f"{role}-{seat or '1'}"
    return Person.objects.create(
        login=f"{round_.slug if round_ else 'office'}-{who}",
        name=name or who,
        role=role,
        round=round_,
        seat=seat,
        created=timezone.now(),
    )


def browser(person: Person | None = None) -> Client:
    """Return a browser, with `person` signed in."""
    client = Client()
    if person:
        client.force_login(person, BACKEND)
    return client


def _moment(value: datetime) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds")
