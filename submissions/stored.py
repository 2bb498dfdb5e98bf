"""A file that was found: its name, size, SHA-256 and what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from submissions.content import Content, examine
from submissions.length import word_count

_CHUNK = 1024 * 1024

TextOf = Callable[[bytes, str], str | None]
"""What takes the text out of a report's bytes, given the type of its content; None where it cannot be told."""


@dataclass(frozen=True)
class StoredFile:
    """A file of a submission. `name` is relative to its folder; `sha256` is lower-case hexadecimal, "" when unread.

    `text` is the text of a report, None where it was not asked for or cannot be told; "" of a scan.
    """

    name: str
    size: int
    sha256: str
    content: Content
    text: str | None = field(default=None, repr=False)

    @cached_property
    def length(self) -> int | None:
        """The 字数 of a report, None where its text is not known."""
        return None if self.text is None else word_count(self.text)


def stored_file(name: str, stream: BinaryIO, *, text_of: TextOf | None = None) -> StoredFile:
    """Return what a seekable stream holds; `text_of` is given for a report, whose text is wanted as well."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while piece := stream.read(_CHUNK):
        digest.update(piece)
        size += len(piece)
    content, text = examine(stream), None
    if text_of is not None and not content.fault:
        stream.seek(0)
        text = text_of(stream.read(), content.kind)
    return StoredFile(name, size, digest.hexdigest(), content, text)
