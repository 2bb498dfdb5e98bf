"""What people type into boxes, as a file can hold it and a printer prints it."""

from __future__ import annotations

from rubrics import joints, revealed
from submissions import clean


def plain(text: str) -> str:
    """Return a text with lines that end alike, without what nobody sees and without white space around it.

    Phones put what nobody sees into what is pasted.
    """
    if not text:
        return text
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    if revealed(even) != even:
        kept = joints(even)
        even = "".join(sign for at, sign in enumerate(even) if at in kept or revealed(sign) == sign)
    return clean(even)
