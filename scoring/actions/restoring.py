"""What was backed up comes back, into tables and a file store that hold nothing yet; every byte is checked first."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.migrations.recorder import MigrationRecorder

from rubrics import Place, Problem, Problems, say
from scoring.actions.all_tables import tables
from scoring.actions.backing_up import CONTENTS, FILES, FORM, SECRET, TABLES
from scoring.actions.rows import not_a_row, read_lines, row_of
from scoring.storage import files
from scoring.storage.snapshots import count_on

_BATCH = 500
_PIECE = 1 << 20
# What zipfile raises where a file was cut short, altered, or packed in a way of the future.
_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError)


def restore(stream: BinaryIO, name: str) -> tuple[int, int]:
    """Bring back the backup that a stream holds (`name` is its file's); return how many rows and how many files.

    Raises Problems where it is no backup, was altered or cut short, comes from a later version, or where the portal
    holds something already: nothing is changed then.
    """
    try:
        with ZipFile(stream) as archive:
            contents = _contents(archive, name)
            _check(archive, contents, name)
            if any(model._default_manager.exists() for model in tables()):  # noqa: SLF001 - documented
                raise Problems([Problem("PORTAL-NOT-EMPTY", Place(name), _NOT_EMPTY, _EMPTY_ONE)])
            kept = 0
            for member in contents["members"]:
                if member["name"].startswith(FILES):
                    with archive.open(member["name"]) as content:
                        files.keep(content)
                    kept += 1
            with transaction.atomic():
                rows = sum(_fill(archive, model) for model in tables())
            count_on(tables())
            _put_secret(archive.read(SECRET))
    except _DAMAGED as error:
        raise Problems([Problem("BACKUP-SHAPE", Place(name), _NO_BACKUP, _TAKE_BACKUP)]) from error
    return rows, kept


def _contents(archive: ZipFile, name: str) -> dict[str, Any]:
    try:
        contents: dict[str, Any] = json.loads(archive.read(CONTENTS))
        form, steps = contents["pingyi_backup"], set(contents["steps"])
        listed = {member["name"] for member in contents["members"]}
    except (
        KeyError,
        TypeError,
        ValueError,
        RuntimeError,
    ) as error:  # the last for a password, and for what is too deep
        raise Problems([Problem("BACKUP-SHAPE", Place(name), _NO_BACKUP, _TAKE_BACKUP)]) from error
    known = set(MigrationRecorder.Migration.objects.filter(app="storage").values_list("name", flat=True))
    if form != FORM or not steps <= known:
        rule = _LATER.filled(version=str(contents.get("version", "?")))
        raise Problems([Problem("BACKUP-VERSION", Place(name), rule, _UPGRADE)])
    if listed | {CONTENTS} != set(archive.namelist()):
        raise Problems([Problem("BACKUP-ALTERED", Place(name), _ALTERED, _OTHER_COPY)])
    return contents


def _check(archive: ZipFile, contents: dict[str, Any], name: str) -> None:
    """Raise Problems with every member that is not what was written."""
    faults = []
    for member in contents["members"]:
        digest = hashlib.sha256()
        try:
            with archive.open(member["name"]) as content:
                while piece := content.read(_PIECE):
                    digest.update(piece)
            sound = digest.hexdigest() == member["sha256"]
        except (*_DAMAGED, RuntimeError):  # the latter where it wants a password
            sound = False
        own = member["name"].removeprefix(FILES)
        if not sound or (member["name"].startswith(FILES) and own != member["sha256"]):
            faults.append(Problem("BACKUP-ALTERED", Place(f"{name}/{member['name']}"), _ALTERED, _OTHER_COPY))
    if faults:
        raise Problems(faults)


def _fill(archive: ZipFile, model: type[models.Model]) -> int:
    member = f"{TABLES}{model.__name__.lower()}.jsonl"
    if member not in archive.namelist():
        return 0  # a table that the older version did not have
    count = 0
    batch: list[models.Model] = []
    with archive.open(member) as content:
        for row in _rows(model, content, member):
            batch.append(row)
            count += 1
            if len(batch) == _BATCH:
                model._default_manager.bulk_create(batch)  # noqa: SLF001 - documented
                batch.clear()
    model._default_manager.bulk_create(batch)  # noqa: SLF001 - documented
    return count


def _rows(model: type[models.Model], content: Any, member: str) -> Iterator[models.Model]:  # noqa: ANN401 - a zip's member
    for number, values in enumerate(read_lines(content, member), 1):
        try:
            yield row_of(model, values)
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise Problems([not_a_row(member, number)]) from error


def _put_secret(secret: bytes) -> None:
    """Let the data folder have the secret that signed what comes back; the next start reads it."""
    target = Path(settings.PINGYI_DATA) / SECRET
    beside = target.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(secret)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(target)


_NO_BACKUP = say("this is no backup that “pingyi backup” wrote.")
_TAKE_BACKUP = say("Take the file that it wrote, whole.")
_LATER = say("the backup was written by a later version ({version}).")
_UPGRADE = say("Install that version, then restore.")
_ALTERED = say("this is not what was written: the file was altered or is damaged.")
_OTHER_COPY = say("Take another copy of the backup, or an earlier one.")
_NOT_EMPTY = say("the portal holds something already: a backup is brought back into an empty one.")
_EMPTY_ONE = say("Give another folder with --data, and an empty database where it is PostgreSQL.")
