"""Saves as devices send them, or write them into draft files: read with care, since anybody may have made them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.storage.saves import Cell, Number

LONGEST_CELL, LONGEST_TEXT, MOST = 64, 20_000, 2**53 - 1
_DEVICE = re.compile(r"[A-Za-z0-9_-]{1,22}")


@dataclass(frozen=True, slots=True)
class Sent:
    """One save as a device sent it.

    `base` is the id of what it had seen in the cell, 0 for nothing; `after` the number of what it was typed over and
    which was perhaps not acknowledged yet. Devices are one person's: what two people call alike is two (`own`).
    """

    device: str
    seq: int
    sheet: int
    criterion: str
    value: str
    reason: str
    base: int
    after: Number | None = None

    @property
    def cell(self) -> Cell:
        """Which cell it is of."""
        return self.sheet, self.criterion

    def number(self, person: int) -> Number:
        """Return what the database calls it."""
        return own(person, self.device), self.seq


def own(person: int, device: str) -> str:
    """Return what a device is called in the database: nobody else can use up its numbers."""
    return f"{person}.{device}"


def read_sent(held: object) -> Sent:
    """Return one save from its JSON. Raises ValueError, KeyError or TypeError where it is none."""
    if not isinstance(held, dict):
        raise TypeError
    after = held.get("after")
    if after is not None and not (isinstance(after, list) and len(after) == len(("device", "seq"))):
        raise TypeError
    return Sent(
        _device(held["device"]),
        _whole(held["seq"]),
        _whole(held["sheet"]),
        _cell(held["criterion"]),
        _text(held["value"]),
        _text(held.get("reason", "")),
        _whole(held.get("base", 0)),
        (_device(after[0]), _whole(after[1])) if after is not None else None,
    )


def _device(value: object) -> str:
    if isinstance(value, str) and _DEVICE.fullmatch(value):
        return value
    raise ValueError


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
        return value
    raise ValueError


def _cell(value: object) -> str:
    if isinstance(value, str) and value.isprintable() and 1 <= len(value) <= LONGEST_CELL:
        return value
    raise ValueError


def _text(value: object) -> str:
    if isinstance(value, str) and len(value) <= LONGEST_TEXT:
        return value
    raise ValueError
