"""Whole numbers that forms and addresses hold, where a page put them and anybody may put something else."""

from __future__ import annotations

_MOST_DIGITS = 15


def whole(text: str) -> int | None:
    """Return the number that a text of digits says; None for any other text, and for one longer than a number here."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
