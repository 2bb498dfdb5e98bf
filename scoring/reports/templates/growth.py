"""Where rows and ranges of a sheet come to stand when one of its rows is repeated."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LAST_ROW = 1_048_576
_CORNER = re.compile(r"(\$?[A-Za-z]{0,3})(\$?)(\d*)")


@dataclass(frozen=True, slots=True)
class Growth:
    """A sheet whose row `row` becomes `lines` rows; rows count from 1."""

    row: int
    lines: int

    @property
    def added(self) -> int:
        """How far everything below the repeating row moves down."""
        return self.lines - 1

    def first(self, row: int) -> int:
        """Return where a range comes to begin that begins in `row`."""
        return min(row + self.added, LAST_ROW) if row > self.row else row

    def last(self, row: int) -> int:
        """Return where a range comes to end that ends in `row`: one that ends in the repeating row takes all lines."""
        return min(row + self.added, LAST_ROW) if row >= self.row else row

    def area(self, reference: str) -> str:
        """Return an area (`A5`, `$A$5:G5`, `5:5`, `A:C`) after the rows have been repeated; A5 becomes A5:A9."""
        start, colon, end = reference.partition(":")
        grown = (_moved(start, self.first), _moved(end or start, self.last))
        return grown[0] if not colon and grown[0] == grown[1] else ":".join(grown)


def _moved(corner: str, move: Callable[[int], int]) -> str:
    found = _CORNER.fullmatch(corner)
    return f"{found[1]}{found[2]}{move(int(found[3]))}" if found and found[3] else corner
