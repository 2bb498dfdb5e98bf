"""Bytes that strangers saved as text: UTF-8, UTF-16 with a byte order mark, or GB18030 (Windows Excel, 记事本)."""

from __future__ import annotations

import codecs

from rubrics import Place, Problem, Problems, say

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, file: str) -> str:
    """Return the text of `data` without a byte order mark.

    A file that is not UTF-8 is read as GB18030, unless most of its Chinese lines are UTF-8: then it is a
    damaged UTF-8 file, and reading it as GB18030 would turn every name into another one.
    Raises Problems with every line that cannot be read.
    """
    if data.startswith(_UTF_16):
        return _utf_16(data, file)
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    damaged = _unreadable(lines, "utf-8")
    if not damaged:
        return data.decode("utf-8-sig")
    foreign = sum(not line.isascii() for line in lines)
    meant = "utf-8" if data.startswith(codecs.BOM_UTF8) or 2 * len(damaged) <= foreign else "gb18030"
    faults = damaged if meant == "utf-8" else _unreadable(lines, meant)
    if faults:
        raise Problems(_problem(file, number) for number in faults)
    return data.decode(meant)


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
