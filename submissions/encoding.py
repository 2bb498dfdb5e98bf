"""Bytes that strangers saved as text: UTF-8, UTF-16 with a byte order mark, or GB18030 (Windows Excel, 记事本)."""

from __future__ import annotations

import codecs
import re

from rubrics import MOST_FAULTS, Place, Problem, Problems, say

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEYOND_TWO_BYTES = re.compile("[\u0800-\U0010ffff]")
# What takes two bytes in UTF-8, but for what stands in Chinese files: Latin-1 (·, ×, é), Greek and Russian letters.
_RARE = re.compile("[\u0080-\u009f\u0100-\u0390\u03ca-\u040f\u0452-\u07ff]")


def decode(data: bytes, file: str) -> str:
    """Return the text of `data` without a byte order mark.

    A file that is not UTF-8 is read as GB18030, unless most of its Chinese lines are UTF-8: then it is a
    damaged UTF-8 file, and reading it as GB18030 would turn every name into another one.
    Raises Problems with every line that cannot be read, up to the first thousand.
    """
    if data.isascii():
        return data.decode("ascii")
    if data.startswith(_UTF_16):
        return _utf_16(data, file)
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    damaged = _unreadable(lines, "utf-8")
    foreign = sum(not line.isascii() for line in lines)
    against = len(damaged) + sum(_by_chance(line) for line in lines)
    if data.startswith(codecs.BOM_UTF8) or 2 * against <= foreign:
        faults, meant = damaged, "utf-8-sig"
    else:
        faults, meant = _unreadable(lines, "gb18030"), "gb18030"
    if faults:
        raise Problems(_problem(file, number) for number in faults[:MOST_FAULTS])
    return data.decode(meant)


def _by_chance(line: bytes) -> bool:
    """Return whether a line of GB18030 happens to be UTF-8 too: 缺席 would be read as ȱϯ, which nobody writes."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _BEYOND_TWO_BYTES.search(text) and bool(_RARE.search(text))


def _utf_16(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        line = data[: error.start].decode("utf-16", "replace").count("\n") + 1
        raise Problems([_problem(file, line)]) from None


def _unreadable(lines: list[bytes], encoding: str) -> list[int]:
    return [number for number, line in enumerate(lines, start=1) if not _reads(line, encoding)]


def _reads(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _problem(file: str, line: int) -> Problem:
    return Problem(
        "TEXT-ENCODING",
        Place(file, line),
        say("this line holds bytes that are not text."),
        say("Save the file again as UTF-8."),
    )
