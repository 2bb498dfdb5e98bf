"""A round folder becomes a round of the database: sound as a whole, or not at all."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from django.db import transaction

from rubrics import Place, Problem, Problems, say
from scoring.actions.carried import FOLDER, ROUND_ROW, SEAL_KEY
from scoring.actions.carrying_in import carry_in
from scoring.actions.closing import close_as_brought
from scoring.actions.journal import note
from scoring.actions.records import PRODUCED
from scoring.folder import read_folder
from scoring.folder.opening import is_within
from scoring.folder.plan import ROUND_FILE
from scoring.storage import files
from scoring.storage.models import Person, Record, Round
from scoring.storage.models.rounds import LONGEST_TITLE

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def open_round(root: Path, person: Person | None, at: datetime, *, new: bool = False) -> Round:
    """Take a round folder in as it lies, and what an export carried along in portal/.

    `new` is a round that was set up on a page just now: the journal says so, and what is wrong is put right there.
    Raises Problems with all its faults, or where its id is taken or cannot stand in an address.
    """
    held = read_folder(root)
    check_id(held.round.id, new=new)
    found = {
        path: file
        for file in sorted(root.rglob("*"))
        if file.is_file() and (path := file.relative_to(root).as_posix()) and _belongs(path)
    }
    if Round.objects.filter(slug=held.round.id).exists():
        raise Problems([_taken(held.round.id, new=new)])
    kept = {path: _keep(root, path, file) for path, file in found.items()}
    with transaction.atomic():
        if Round.objects.filter(slug=held.round.id).exists():
            raise Problems([_taken(held.round.id, new=new)])
        made = Round.objects.create(
            slug=held.round.id,
            title=held.round.title[:LONGEST_TITLE],
            organizer=held.round.organizer[:LONGEST_TITLE],
            fictional=held.round.fictional,
            created=at,
        )
        if (root / ROUND_ROW).is_file():
            carry_in(root, made, kept, person, at)
        else:
            Record.objects.bulk_create(
                Record(round=made, path=path, sha256=sha256, size=size, at=at, by=person)
                for path, (sha256, size) in kept.items()
            )
            close_as_brought(made)
        note(made, person, _SET_UP if new else _TAKEN_IN.filled(n=len(kept)), at)
    return made


def check_id(slug: str, *, new: bool = False) -> None:
    """Raise Problems where a round of this id would have pages that nobody can come to; `new` as in `open_round`."""
    if not _SLUG.fullmatch(slug):
        rule = say("“{id}” cannot stand in the address of a page.", id=slug)
        remedy = say("Use letters from a to z, digits, “-” and “_” only, such as {line}.", line="pufa-2026")
        raise Problems([Problem("ROUND-ID", Place(slug if new else ROUND_FILE), rule, remedy)])


def _keep(root: Path, path: str, file: Path) -> tuple[str, int]:
    if not is_within(root, file):
        rule = say("this is a link that leads out of the folder.")
        raise Problems([Problem("FILE-LINK", Place(path), rule, say("Copy the file itself into the folder."))])
    with file.open("rb") as stream:
        return files.keep(stream)


def _belongs(path: str) -> bool:
    """Return whether a file is part of the round: not what systems leave about, and not what is made of the rest."""
    hidden = any(part.startswith((".", "~$")) for part in path.split("/"))
    return (path == SEAL_KEY or not hidden) and not path.startswith((*PRODUCED, FOLDER))


def _taken(slug: str, *, new: bool) -> Problem:
    return Problem("ROUND-TAKEN", Place(slug), _TAKEN, _OTHER_HERE if new else _OTHER)


_TAKEN_IN = say("The round was taken in: {n} files.")
_SET_UP = say("The round was set up.")
_TAKEN = say("there is already a round with this id.")
_OTHER = say("Give the folder's round another id in round.yaml, or go on with the one that is there.")
_OTHER_HERE = say("Type another id, or go on with the round that is there.")
