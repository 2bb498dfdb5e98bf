r"""What stands in a cell to the text that people typed: escaped signs, numbers without their noise, formats told apart.

Of a string of XML in a workbook (ECMA-376 part 1, 22.9.2.19, ST_Xstring) `_x000D_` stands for the sign of that number.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from rubrics import Message, say
from submissions.table import too_long

PLAIN, PERCENT, DATE = "", "%", "date"

_ESCAPED = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,9})?")
_LONGEST_NUMBER = 400
# Excel allows 255; of more the time would take the square.
_LONGEST_FORMAT = 512
# Of the formats that every program knows by number; 27 to 36 and 50 to 58 are the dates of Chinese programs.
_KNOWN: dict[int, str] = {9: PERCENT, 10: PERCENT} | dict.fromkeys(
    [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)], DATE
)
# Words in quotation marks, signs that are shown as they are, colours and languages; but not [h], which counts hours.
_SHOWN = re.compile(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_CLOCK = re.compile("[dmyhs]", re.IGNORECASE)
_DAY = say("the date {day}")
_MOMENT = say("a date or time")
_WRITTEN_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T00:00(?::00(?:\.0+)?)?)?Z?")
# Excel takes 1900 for a leap year: only after its 29 February, day 60, do days count from the end of 1899.
_ORIGIN, _FIRST_SURE = date(1899, 12, 30), 61
_LATER_ORIGIN = date(1904, 1, 1)


def format_kind(number: int, code: str | None) -> str:
    """Return whether a number of this format is shown as PERCENT, as DATE (a date or a time) or PLAIN.

    `code` is the format as the workbook writes it down; None where only its `number` is known.
    """
    if code is None:
        return _KNOWN.get(number, PLAIN)
    shown = _SHOWN.sub("", code[:_LONGEST_FORMAT])
    if _CLOCK.search(shown):
        return DATE
    return PERCENT if "%" in shown else PLAIN


def number_text(written: str, kind: str, *, since_1904: bool = False) -> str | Message:
    """Return a number as people type it: at most 15 significant digits, no exponent, 85% as 85%.

    Days are counted from the end of 1899, or from the beginning of 1904 as old programs for the Mac do.
    """
    written = written.strip()
    if not _NUMBER.fullmatch(written) or len(written) > _LONGEST_NUMBER:
        return say("a number beyond all bounds")
    value = float(written)
    if value - value != 0:
        return say("a number beyond all bounds")
    if kind == DATE:
        return _day(value, since_1904=since_1904)
    if kind == PLAIN and written.removeprefix("-").isdecimal():
        return str(int(written))
    typed = format(value * 100 if kind == PERCENT else value, ".15g")
    typed = format(Decimal(typed), "f") if "e" in typed else typed
    return f"{typed}%" if kind == PERCENT else typed


def day_text(written: str) -> Message:
    """Return what a cell holds that is written as a day or moment of the calendar, not as a number."""
    found = _WRITTEN_DAY.fullmatch(written.strip())
    return _DAY.filled(day=found[1]) if found and _exists(found[1]) else _MOMENT


def as_day(held: str | Message) -> str | Message:
    """Return the day that a cell holds as 2026-01-31, for fields that ask for a day; anything else as it is."""
    if isinstance(held, Message) and held.text == _DAY.text:
        return str(dict(held.values)["day"])
    return held


def string_text(written: str) -> str | Message:
    r"""Return a text with the signs that XML cannot hold in their places, and every line break as `\n`."""
    if "_x" in written:
        written = _ESCAPED.sub(_meant, written)
    if "\r" in written:
        written = written.replace("\r\n", "\n").replace("\r", "\n")
    return too_long(written) or written


def _day(value: float, *, since_1904: bool) -> Message:
    first, origin = (0, _LATER_ORIGIN) if since_1904 else (_FIRST_SURE, _ORIGIN)
    if value != int(value) or not first <= value <= (date.max - origin).days:
        return _MOMENT
    return _DAY.filled(day=(origin + timedelta(days=int(value))).isoformat())


def _exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _meant(escaped: re.Match[str]) -> str:
    units = escaped.group().replace("_x", "").replace("_", "")
    try:
        return bytes.fromhex(units).decode("utf-16-be")
    except UnicodeDecodeError:  # half of a pair is no letter: it stays as it was written
        return escaped.group()
