"""The file store: bytes known by their SHA-256, written once and never altered, in the data folder."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_PIECE = 1 << 20
LARGEST_COPY = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


def where(sha256: str) -> Path:
    """Return where the bytes with this SHA-256 lie, or would.

    Raises FileNotFoundError for what is none: rows that came with a folder may name anything, and no file of the disk
    is to be reached by it.
    """
    if not _SHA256.fullmatch(sha256):
        raise FileNotFoundError(sha256)
    return Path(settings.PINGYI_DATA) / "files" / sha256[:2] / sha256


def keep(data: bytes | BinaryIO | Iterable[bytes]) -> tuple[str, int]:
    """Keep bytes, or all that a stream or its pieces give; return their SHA-256 and size in bytes.

    They are on the disk when this returns. What is there already is not written again.
    """
    folder = Path(settings.PINGYI_DATA) / "files"
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix=".new-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in _pieces(data):
                digest.update(piece)
                size += len(piece)
                stream.write(piece)
            target = where(digest.hexdigest())
            if target.exists():
                return digest.hexdigest(), size
            stream.flush()
            os.fsync(stream.fileno())
        target.parent.mkdir(exist_ok=True)
        Path(name).chmod(0o444)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return digest.hexdigest(), size


def everything() -> Iterator[str]:
    """Yield the SHA-256 of all that is kept, in order."""
    folder = Path(settings.PINGYI_DATA) / "files"
    for file in sorted(folder.glob("??/*")):
        yield file.name


def put(sha256: str, target: Path) -> None:
    """Put a file with these bytes at `target`: a copy, or for large ones a link to them where the disk allows it.

    Whoever writes into a link writes into the store, which its read-only mode forbids to all but root: what programs
    write is small, and is copied.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = where(sha256)
    try:
        if kept.stat().st_size > LARGEST_COPY:
            os.link(kept, target)
            return
    except OSError:
        pass
    shutil.copyfile(kept, target)


def _pieces(data: bytes | BinaryIO | Iterable[bytes]) -> Iterable[bytes]:
    if isinstance(data, bytes):
        return (data,)
    if hasattr(data, "read"):
        return iter(lambda: data.read(_PIECE), b"")
    return data
