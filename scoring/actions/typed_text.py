"""What people type into boxes, as a file can hold it and a printer prints it."""

from __future__ import annotations

import unicodedata

from rubrics import joints

_KEPT = "\n\t"
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def plain(text: str) -> str:
    """Return a text with lines that end alike, without what nobody sees and without white space around it."""
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = joints(even)
    seen = (
        sign for at, sign in enumerate(even) if sign in _KEPT or at in kept or unicodedata.category(sign) not in _UNSEEN
    )
    return "".join(seen).strip()
