"""A round folder becomes a round of the database: sound as a whole, or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from rubrics import Place, Problem, Problems, say
from scoring.actions.journal import note
from scoring.actions.records import PRODUCED
from scoring.folder import read_folder
from scoring.storage import files
from scoring.storage.models import Person, Record, Round

KEY = ".pingyi/key"


def open_round(root: Path, person: Person | None, at: datetime) -> Round:
    """Take a round folder in as it lies. Raises Problems with all its faults, or where its id is taken."""
    held = read_folder(root)
    kept = {
        path: files.keep(file.read_bytes())
        for file in sorted(root.rglob("*"))
        if file.is_file() and (path := file.relative_to(root).as_posix()) and _belongs(path)
    }
    with transaction.atomic():
        if Round.objects.filter(slug=held.round.id).exists():
            raise Problems([Problem("ROUND-TAKEN", Place(held.round.id), _TAKEN, _OTHER)])
        made = Round.objects.create(
            slug=held.round.id,
            title=held.round.title,
            organizer=held.round.organizer,
            fictional=held.round.fictional,
            created=at,
        )
        Record.objects.bulk_create(
            Record(round=made, path=path, sha256=sha256, size=size, at=at, by=person)
            for path, (sha256, size) in kept.items()
        )
        note(made, person, say("The round was taken in: {n} files.", n=len(kept)), at)
    return made


def _belongs(path: str) -> bool:
    """Return whether a file is part of the round: not what systems leave about, and not what is made of the rest."""
    hidden = any(part.startswith((".", "~$")) for part in path.split("/"))
    return (path == KEY or not hidden) and not path.startswith(PRODUCED)


_TAKEN = say("there is already a round with this id.")
_OTHER = say("Give the folder's round another id in round.yaml, or go on with the one that is there.")
