"""The records of a round: read, written anew as versions, and laid out as a round folder."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader
from os.path import normpath
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from rubrics import Place, Problem, Problems, say
from scoring.storage import files
from scoring.storage.models import Person, Record, Round

Done = TypeVar("Done")
PRODUCED = ("out/", ".pingyi/cache")
"""What a folder holds that is made of the rest: it is no record."""
_TRIES = 4


def current(round_: Round) -> dict[str, Record]:
    """Return the newest version of every file of a round by path."""
    return {record.path: record for record in round_.records.filter(current=True).order_by("path")}


def content(round_: Round, path: str) -> bytes | None:
    """Return what a file of a round holds now; None where it has none of this name."""
    record = round_.records.filter(path=path, current=True).first()
    return files.where(record.sha256).read_bytes() if record else None


@contextmanager
def laid_out(round_: Round) -> Iterator[Path]:
    """Give a round's files as a folder of their own, which is removed afterwards: what is written there is lost."""
    with laid_out_as({path: record.sha256 for path, record in current(round_).items()}) as root:
        yield root


@contextmanager
def laid_out_as(held: Mapping[str, str]) -> Iterator[Path]:
    """Give files of the store (path -> SHA-256) as a folder of their own, which is removed afterwards.

    Raises Problems where a path leads out of it, as those of a list that came with a folder may.
    """
    home = Path(settings.PINGYI_DATA) / "work"
    home.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(dir=home))
    try:
        for path, sha256 in held.items():
            if not Path(normpath(root / path)).is_relative_to(root):
                raise Problems([Problem("FILE-OUTSIDE", Place(path), _OUTSIDE, _UNALTERED)])
            files.put(sha256, root / path)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def change(
    round_: Round,
    person: Person | None,
    at: datetime,
    work: Callable[[Path], Done],
    then: Callable[[Done], object] | None = None,
) -> Done:
    """Let `work` change a round's files in a folder, and keep what it changed as new versions, all of it or nothing.

    `then` is called with what `work` returned, in the transaction that keeps the versions: for the journal and the
    like; not where nothing changed. `work` is called again on the newest files where somebody else changed the round
    meanwhile: it must do the same each time. It puts new files in the place of old ones (scoring.folder.write_file) and
    never writes into one. Raises what `work` raises, and Problems where the round is closed or others keep changing it.
    """
    for _ in range(_TRIES):
        revision = Round.objects.values_list("revision", flat=True).get(pk=round_.pk)
        held = current(round_)
        with laid_out_as({path: record.sha256 for path, record in held.items()}) as root:
            done = work(root)
            new = _changed(root, held)
        gone = [path for path in held if path not in new.all]
        if not new.written and not gone:
            return done
        with transaction.atomic():
            locked = Round.objects.select_for_update().get(pk=round_.pk)
            if locked.revision == revision:
                write(locked, person, at, new.written, gone)
                if then is not None:
                    then(done)
                round_.refresh_from_db()
                return done
    raise Problems([Problem("ROUND-BUSY", Place(round_.slug), _BUSY, _AGAIN)])


def write(
    round_: Round, person: Person | None, at: datetime, written: Mapping[str, tuple[str, int]], gone: list[str]
) -> None:
    """Write versions of files (path -> SHA-256 and size of kept bytes) inside a transaction that holds the round.

    Raises Problems where the round is closed: nothing of it changes any more.
    """
    if round_.closed:
        raise Problems([Problem("ROUND-CLOSED", Place(round_.slug), _CLOSED, _REOPEN)])
    touched = [*written, *gone]
    Record.objects.filter(round=round_, path__in=touched, current=True).update(current=False)
    Record.objects.bulk_create(
        Record(round=round_, path=path, sha256=sha256, size=size, at=at, by=person)
        for path, (sha256, size) in written.items()
    )
    round_.revision += 1
    if any("/" not in path and path.endswith(".yaml") for path in touched):
        round_.setup += 1
    round_.save(update_fields=["revision", "setup"])


class _New:
    """What lies in a folder (`all`), and which of it is new (`written`, with SHA-256 and size)."""

    def __init__(self, everything: set[str], written: dict[str, tuple[str, int]]) -> None:
        self.all = everything
        self.written = written


def _changed(root: Path, held: Mapping[str, Record]) -> _New:
    everything: set[str] = set()
    written: dict[str, tuple[str, int]] = {}
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        path = file.relative_to(root).as_posix()
        if path.startswith(PRODUCED):
            continue
        everything.add(path)
        before = held.get(path)
        with file.open("rb") as stream:
            if before is None or not _same(stream, file, before):
                written[path] = files.keep(stream)
    return _New(everything, written)


def _same(stream: BufferedReader, file: Path, before: Record) -> bool:
    """Return whether a file holds what its record says; leaves the stream at its beginning."""
    if file.samefile(files.where(before.sha256)):
        return True
    if file.stat().st_size != before.size:
        return False
    found = hashlib.file_digest(stream, "sha256").hexdigest() == before.sha256
    stream.seek(0)
    return found


_OUTSIDE = say("this leads out of the folder.")
_UNALTERED = say("Take the files as the program wrote them, of this version or an older one.")
_BUSY = say("others are changing this round at this moment.")
_AGAIN = say("Try again.")
_CLOSED = say("the round is closed: nothing of it changes any more.")
_REOPEN = say("Open a new round, or export this one and go on with the copy.")
