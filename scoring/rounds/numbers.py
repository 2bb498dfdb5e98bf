"""Numbers as people write them into tables: plain digits, with a point and a sign where need be."""

from __future__ import annotations

import re
from decimal import Decimal

from rubrics import MOST_DIGITS

_PLAIN = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def plain_number(text: str) -> Decimal | None:
    """Return the number that `text` is, exactly as written; None for anything else and for more than 28 digits.

    A zero has no sign, whatever stands before it.
    """
    if not _PLAIN.fullmatch(text) or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    number = Decimal(text)
    return number or abs(number)


def plain_numbers(text: str) -> list[str]:
    """Return every number that stands somewhere in `text`."""
    return [found.group() for found in _PLAIN.finditer(text) if plain_number(found.group()) is not None]
