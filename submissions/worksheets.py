"""What a workbook's sheets hold, cell by cell, hidden ones included: each cell as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rubrics import Message, Place
from submissions.table import letters

Position = tuple[int, int]
"""A row from 1 and a column from 0."""


@dataclass(frozen=True)
class Worksheet:
    """One sheet of a workbook, `cells` by row from 1 and column from 0, without those that are empty.

    A text is as it was typed, to the last space and line break; a number as people would type it (`spreadsheet`). A
    Message says what else a cell holds: a date, true or false, an error, a formula without a saved value.
    """

    file: str
    title: str
    cells: Mapping[Position, str | Message] = field(default_factory=dict)
    visible: bool = True

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell."""
        return Place(self.file, sheet=self.title, cell=f"{letters(column)}{row}")
