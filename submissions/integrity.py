"""Whether pictures, pages and films arrived whole: phones and uploads cut files off without saying so."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from rubrics import Message, say

DAMAGED = say("it is cut off or damaged")
PASSWORD = say("it is protected by a password")

_CHUNK = 1024 * 1024
_TAIL = 2048
_SCAN = 0xDA


def find(stream: BinaryIO, wanted: bytes, start: int = 0) -> int | None:
    """Return where `wanted` first stands in a stream from `start` on, reading it piece by piece."""
    stream.seek(start)
    at, kept = start, b""
    while piece := stream.read(_CHUNK):
        window = kept + piece
        found = window.find(wanted)
        if found >= 0:
            return at + found
        kept = window[len(window) - len(wanted) + 1 :]
        at += len(window) - len(kept)
    return None


def _pdf(stream: BinaryIO) -> Message | None:
    return None if b"%%EOF" in _tail(stream) else DAMAGED


def _png(stream: BinaryIO) -> Message | None:
    return None if b"IEND\xaeB`\x82" in _tail(stream) else DAMAGED


def _gif(stream: BinaryIO) -> Message | None:
    return None if _tail(stream).rstrip(b"\0").endswith(b";") else DAMAGED


def _jpeg(stream: BinaryIO) -> Message | None:
    """Walk the segments up to the picture itself: the thumbnail inside one of them has an end of its own."""
    at = 2
    while True:
        stream.seek(at)
        header = stream.read(4)
        if len(header) < 4 or header[0] != 0xFF:  # noqa: PLR2004 - marker and length take four bytes
            return DAMAGED
        if header[1] == _SCAN:
            return DAMAGED if find(stream, b"\xff\xd9", at) is None else None
        at += 2 + int.from_bytes(header[2:], "big")


def _webp(stream: BinaryIO) -> Message | None:
    stream.seek(4)
    declared = int.from_bytes(stream.read(4), "little") + 8
    return None if stream.seek(0, 2) >= declared else DAMAGED


def _boxes(stream: BinaryIO) -> Message | None:
    """Walk the boxes of a film or HEIC picture: all must fit, and one of them must say what is in it."""
    end, at, kinds = stream.seek(0, 2), 0, set()
    while at < end:
        stream.seek(at)
        header = stream.read(16)
        size = int.from_bytes(header[:4], "big")
        if size == 1:
            size = int.from_bytes(header[8:], "big")
        kinds.add(header[4:8])
        size = size or end - at
        if size < 8 or at + size > end:  # noqa: PLR2004 - length and name take eight bytes
            return DAMAGED
        at += size
    return None if kinds & {b"moov", b"meta"} else DAMAGED


def _tail(stream: BinaryIO) -> bytes:
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    return stream.read()


FAULTS: dict[str, Callable[[BinaryIO], Message | None]] = {
    "pdf": _pdf,
    "png": _png,
    "gif": _gif,
    "jpeg": _jpeg,
    "webp": _webp,
    "heic": _boxes,
    "mp4": _boxes,
}
