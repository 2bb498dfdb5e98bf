"""A rehearsal round with sheets in it, for tests of what the office does while a round is running."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.opening import open_round
from scoring.actions.paper_entry import confirm, keep_typed, paper_of
from scoring.actions.paper_forms import Typed, read_typed
from scoring.folder import write_folder
from scoring.rounds.papers import Paper
from scoring.storage.models import Person, Role, Round

ALL = "优"


def office(name: str) -> Person:
    """Return a member of the office of this name."""
    return Person.objects.create(login=name, name=name, role=Role.OFFICE, created=timezone.now())


def typed(paper: Paper, **other: str) -> Typed:
    """Return a form with the best level everywhere, `other` marks by criterion, and fields by name."""
    fields = {name: other.pop(name, "") for name in ("total", "state", "why")}
    return Typed(dict.fromkeys(paper.asked, ALL) | other, {}, fields["total"], fields["state"], fields["why"], {})


def keep(round_: Round, person: Person, paper: Paper, **other: str) -> int:
    """Let somebody type a paper; return the number under which it is kept."""
    sheet, faults = read_typed(paper, typed(paper, **other), spare=False)
    assert (sheet is not None, faults) == (True, {})
    assert sheet is not None
    return keep_typed(round_, person, paper, sheet, timezone.now()).number


def count(round_: Round, agency: str, rater: str, **other: str) -> None:
    """Let a paper be typed by one and read back to another: then it counts."""
    paper = paper_of(round_, agency, rater)
    assert paper is not None
    first = office(f"typist-{agency}-{rater}")
    number = keep(round_, first, paper, **other)
    confirm(round_, first, paper, number=number, second="second", at=timezone.now())
    round_.refresh_from_db()


def folder_round(files: dict[str, str]) -> Round:
    """Return the round that a folder of these texts holds, taken into the database."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder) / "round", {name: text.encode() for name, text in files.items()})
        return open_round(Path(folder) / "round", None, timezone.now())
