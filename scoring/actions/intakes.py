"""收表登记 of a round in the database: each intake is a record of its own, read once and never altered."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rubrics import build, parse
from scoring.actions.records import write
from scoring.folder.intakes import INTAKES, write_intakes
from scoring.rounds import Intake
from scoring.storage import files
from scoring.storage.models import Person, Record, Round
from submissions import decode

Made = list[tuple[Intake, bytes | None]]
"""Intakes, each with what was read in; None where it was typed or marked in the portal."""


def intakes_of(round_: Round) -> tuple[Intake, ...]:
    """Return all intakes of a round by number. Raises Problems where a record of one cannot be read."""
    found = round_.records.filter(current=True, path__startswith=f"{INTAKES}/", path__endswith=".yaml")
    held = [(path, sha256) for path, sha256 in found.values_list("path", "sha256") if path.count("/") == 1]
    return tuple(sorted((_read(path, sha256) for path, sha256 in held), key=lambda intake: intake.number))


def keep_intakes(round_: Round, person: Person | None, at: datetime, make: Callable[[int], Made]) -> tuple[Intake, ...]:
    """Keep what `make` makes of the next free number, as records, in one transaction that holds the round.

    Raises Problems where the round is closed, and what `make` raises: then nothing was kept.
    """
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        made = make(next_number(locked))
        if made:
            write(locked, person, at, _kept(made), [])
    round_.refresh_from_db()
    return tuple(intake for intake, _ in made)


def moment_of(at: datetime) -> str:
    """Return a moment as files of a round write it: in China Standard Time, to the second."""
    return timezone.localtime(at).isoformat(timespec="seconds")


def next_number(round_: Round) -> int:
    """Return the number after the highest that any version of the round ever had."""
    paths = Record.objects.filter(round=round_, path__regex=rf"^{INTAKES}/[0-9]+\.yaml$").values_list("path", flat=True)
    return max((int(Path(path).stem) for path in paths), default=0) + 1


def _kept(made: Made) -> dict[str, tuple[str, int]]:
    """Let the folder write intakes as it does, and keep the bytes."""
    home = Path(settings.PINGYI_DATA) / "work"
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as name:
        root = Path(name)
        write_intakes(root, made)
        found = sorted(path for path in root.rglob("*") if path.is_file())
        return {path.relative_to(root).as_posix(): files.keep(path.read_bytes()) for path in found}


@lru_cache(maxsize=20_000)
def _read(path: str, sha256: str) -> Intake:
    return build(Intake, parse(decode(files.where(sha256).read_bytes(), path), path))
