"""A file that was found: its name, size, SHA-256 and what it holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from submissions.content import Content, examine
from submissions.length import report_length

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a submission. `name` is relative to its folder; `sha256` is lower-case hexadecimal, "" when unread.

    `characters` is the length of a report, None where it was not asked for or cannot be told.
    """

    name: str
    size: int
    sha256: str
    content: Content
    characters: int | None = None


def stored_file(name: str, stream: BinaryIO, *, count: bool = False) -> StoredFile:
    """Return what a seekable stream holds; `count` asks for the length of its text as well."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while piece := stream.read(_CHUNK):
        digest.update(piece)
        size += len(piece)
    content, length = examine(stream), None
    if count and not content.fault:
        stream.seek(0)
        length = report_length(stream.read(), content.kind)
    return StoredFile(name, size, digest.hexdigest(), content, length)
