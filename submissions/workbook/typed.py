"""What people type into a form, as it is meant: numbers, days, names. Nothing is guessed that could mean two things."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from rubrics import MOST_DIGITS
from submissions.plain_text import one_line

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_DAY = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_BETWEEN = re.compile(r"[;；\n]")


def number_meant(text: str, unit: str | None = None) -> Decimal | None:
    """Return a number as it was meant: full-width digits, 1,200, a unit behind it; None where it is no number."""
    plain = _narrow(text)
    for ending in ("分", _narrow(unit or "")):
        plain = plain.removesuffix(ending) if ending else plain
    plain = plain.strip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain) or sum(map(str.isdigit, plain)) > MOST_DIGITS:
        return None
    number = Decimal(plain)
    return number or abs(number)


def day_meant(text: str) -> str | None:
    """Return a day as 2026-01-31: 2026年1月31日, 2026.1.31 and 2026/1/31 are meant so too; None for anything else."""
    found = _DAY.fullmatch(_narrow(text).replace(" ", ""))
    if not found:
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def files_meant(text: str) -> tuple[str, ...]:
    """Return the names that a cell holds, one a line or with ; between them."""
    return tuple(name for piece in _BETWEEN.split(text) if (name := one_line(piece)))


def compared(text: str) -> str:
    """Return a name as it is compared: width, case and white space make no difference."""
    return "".join(_narrow(text).casefold().split())


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
