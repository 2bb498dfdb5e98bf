"""How much room a text takes on paper: lines in a column, and the height of a row."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

# In points: a digit of the font that columns are measured in, and what a cell keeps free at its edges.
_DIGIT, _EDGES = 5.25, 4.5


def wide(text: str) -> int:
    """Return how many columns of a digit's width a text takes: two for each Chinese character."""
    return sum(1 if ord(letter) < 0x2E80 else 2 for letter in text)  # noqa: PLR2004 - where the CJK blocks begin


def letters(text: str, room: int) -> int:
    """Return how many letters of a text's beginning fit into `room` columns of a digit's width."""
    for n, letter in enumerate(text):
        room -= wide(letter)
        if room < 0:
            return n
    return len(text)


def lines(text: str, width: float, size: float) -> int:
    """Return how many lines a text of a font size in points takes in a column of so many digits (see `paper`)."""
    across = max(1, int((width * _DIGIT - _EDGES) / size))
    return sum(max(1, ceil(wide(line) / (2 * across))) for line in text.split("\n"))


def height(count: int, size: float) -> float:
    """Return the height in points of a row of so many lines, in a font with much room between its lines."""
    return count * size * 1.45 + 2


def papers(heights: Iterable[float], most: float) -> int:
    """Return how many pages rows of these heights take where a page has room for `most` points; rows stay whole."""
    pages, left = 1, most
    for high in heights:
        if high > left:
            pages, left = pages + 1, most
        left -= high
    return pages
