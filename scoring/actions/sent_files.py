"""A file as a browser sent it: looked at by its content, refused when it is empty, cut off, too large or damaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from rubrics import Message, Place, Problem, say
from scoring.folder.opening import MEGABYTE
from submissions import Content, examine

LONGEST_NAME = 120


@dataclass(frozen=True)
class SentFile:
    """What its sender calls it, a seekable stream of its bytes, the browser's `key` for it, and the size it declared.

    `path` may have folders in it: some browsers send them, as Windows or others write them.
    """

    path: str
    stream: BinaryIO
    key: str = ""
    size: int | None = None

    @property
    def name(self) -> str:
        """The last part of its path: only that is a name."""
        return self.path.replace("\\", "/").rpartition("/")[2] or "—"

    def rewound(self) -> BinaryIO:
        """Return the stream at its beginning."""
        self.stream.seek(0)
        return self.stream

    def fault(self, code: str, rule: Message, remedy: Message) -> Problem:
        """Return a problem of this file."""
        return Problem(code, Place(self.name[-LONGEST_NAME:]), rule, remedy)


def looked_at(sent: SentFile, most: int) -> Content | Problem:
    """Return what a file of at most `most` bytes holds; or what is wrong with it, when it cannot be used at all."""
    size = sent.stream.seek(0, 2)
    if not size:
        return sent.fault("FILE-EMPTY", say("“{file}” is empty.", file=sent.name), _AGAIN)
    if sent.size is not None and sent.size != size:
        return sent.fault("FILE-CUT", say("“{file}” did not arrive whole.", file=sent.name), _AGAIN)
    if size > most:
        rule = say("“{file}” is larger than {n} MB.", file=sent.name, n=most // MEGABYTE)
        return sent.fault("FILE-SIZE", rule, _SMALLER)
    content = examine(sent.stream)
    if content.fault:
        rule = say("“{file}” cannot be used: {reason}.", file=sent.name, reason=content.fault)
        return sent.fault("FILE-UNREADABLE", rule, _AGAIN)
    return content


_AGAIN = say("Choose it once more; a photo may first have to be saved on the telephone.")
_SMALLER = say("Make it smaller, or hand it to the office on a disc.")
