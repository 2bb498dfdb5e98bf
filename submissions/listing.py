"""How long the list of a zip's members is: zipfile keeps all of it in memory before anybody can ask how many there are.

The places of its length: PKWARE's APPNOTE, 4.3.14 to 4.3.16.
"""

from __future__ import annotations

from typing import BinaryIO

# A member takes 46 bytes and its name, twice where Windows packs it: 20,000 members with long Chinese names.
LONGEST_LIST = 8 * 1024 * 1024

_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LOCATOR_BYTES, _END_64_BYTES = 20, 56
# The end has 22 bytes and a comment of 65,535 at most; what large files need stands in front of it.
_TAIL = 22 + 65_535 + _LOCATOR_BYTES + _END_64_BYTES


def too_many(stream: BinaryIO) -> bool:
    """Return whether the list of members in a seekable zip is longer than 8 MiB, whichever of its ends is believed."""
    size = stream.seek(0, 2)
    start = max(0, size - _TAIL)
    stream.seek(start)
    tail = stream.read(_TAIL)
    at = tail.find(_END)
    while at >= 0:
        lengths = [int.from_bytes(tail[at + 12 : at + 16], "little")]
        locator = tail[max(0, at - _LOCATOR_BYTES) : at]
        if locator.startswith(_LOCATOR_64):
            told = int.from_bytes(locator[8:16], "little")
            lengths += [_length_64(stream, place) for place in (told, start + at - _LOCATOR_BYTES - _END_64_BYTES)]
        # One that is longer than the file is damage, or stands for the length that a large zip tells elsewhere.
        if any(LONGEST_LIST < length <= size for length in lengths):
            return True
        at = tail.find(_END, at + 1)
    return False


def _length_64(stream: BinaryIO, place: int) -> int:
    """Return the length that the end of a large zip tells; 0 where there is none."""
    stream.seek(min(max(place, 0), stream.seek(0, 2)))
    end = stream.read(_END_64_BYTES)
    return int.from_bytes(end[40:48], "little") if end.startswith(_END_64) else 0
