"""Everything the portal holds in one file: all tables, all bytes, and the secret; a zip that says what is in it.

    pingyi-backup.json       when, by which version, the steps of the tables, and of every member rows, size, SHA-256
    tables/<table>.jsonl     a line a row, as scoring.actions.rows writes it
    files/<SHA-256>          the file store
    secret-key               what signs the cookies: whoever was signed in stays signed in

The tables are those of one moment; files are never altered, so those that are kept meanwhile do no harm. The same
file serves SQLite and PostgreSQL: bringing it back is how one moves from one to the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder

from rubrics import Place, Problem, Problems, say
from scoring.actions.all_tables import tables
from scoring.actions.rows import lines, plain
from scoring.engine.version import VERSION
from scoring.storage import files
from scoring.storage.snapshots import snapshot

CONTENTS = "pingyi-backup.json"
TABLES, FILES, SECRET = "tables/", "files/", "secret-key"
FORM = 1
_PIECE = 1 << 20


def write_backup(target: Path, at: datetime) -> None:
    """Write the backup of this moment as a file that only its owner reads, whole or not at all.

    Raises Problems where it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".pingyi-", suffix=".zip", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                back_up(stream, at)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        rule = say("the file cannot be written ({reason}).", reason=error.strerror or str(error))
        raise Problems([Problem("FILE-UNWRITABLE", Place(str(target)), rule, _ELSEWHERE)]) from error


def back_up(stream: BinaryIO, at: datetime) -> None:
    """Write the backup of this moment to a stream."""
    members: list[dict[str, Any]] = []
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        with snapshot():
            steps = sorted(MigrationRecorder.Migration.objects.filter(app="storage").values_list("name", flat=True))
            for model in tables():
                rows = model._default_manager.order_by("pk").iterator(chunk_size=2000)  # noqa: SLF001 - documented
                name = f"{TABLES}{model.__name__.lower()}.jsonl"
                members.append(_write(archive, name, lines(plain(row) for row in rows), ZIP_DEFLATED))
        secret = (Path(settings.PINGYI_DATA) / SECRET).read_bytes()
        members.append(_write(archive, SECRET, [secret], ZIP_STORED))
        for sha256 in files.everything():
            with files.where(sha256).open("rb") as content:
                # Most evidence is compressed as it is.
                pieces: Iterator[bytes] = iter(lambda: content.read(_PIECE), b"")
                members.append(_write(archive, FILES + sha256, pieces, ZIP_STORED))
        contents = {
            "pingyi_backup": FORM,
            "at": at.isoformat(),
            "version": VERSION,
            "steps": steps,
            "members": members,
        }
        archive.writestr(CONTENTS, json.dumps(contents, ensure_ascii=False, indent=1))


def _write(archive: ZipFile, name: str, pieces: Iterable[bytes], compression: int) -> dict[str, Any]:
    digest, size, count = hashlib.sha256(), 0, 0
    info = ZipInfo(name)
    info.compress_type = compression
    with archive.open(info, "w", force_zip64=True) as member:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            count += 1
            member.write(piece)
    rows = {"rows": count} if name.startswith(TABLES) else {}
    return {"name": name, "size": size, "sha256": digest.hexdigest(), **rows}


_ELSEWHERE = say("Look whether the disk is full, or write it to another folder.")
