"""How high a row must be for its text to be seen whole: Excel and WPS do not work that out when they open a file."""

from __future__ import annotations

from scoring.sheets.room import height as height_of
from scoring.sheets.room import lines

_LEAST, _MOST = 24.0, 409.0


def height(*cells: tuple[str, float], size: float = 11) -> float:
    """Return the height in points of a row whose cells hold texts in columns of these widths, in digits."""
    count = max((lines(text, width, size) for text, width in cells), default=1)
    return min(_MOST, max(_LEAST, height_of(count, size)))
