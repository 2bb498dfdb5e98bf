"""What a score sheet that came back says that was not in force before, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from rubrics import Message, Place, say
from scoring.rounds import Intake
from scoring.sheets.in_force import InForce, in_force
from scoring.sheets.layout import MARK, REASON, TEXT
from scoring.sheets.returned import Item, Returned, alike, items


class Kind(Enum):
    """How a cell differs from what is in force."""

    NEW = "new"
    CHANGED = "changed"
    EMPTIED = "emptied"
    UNCHANGED = "unchanged"

    @property
    def title(self) -> Message:
        """The word on screens."""
        return _TITLES[self]


_TITLES = {
    Kind.NEW: say("new"),
    Kind.CHANGED: say("changed"),
    Kind.EMPTIED: say("emptied"),
    Kind.UNCHANGED: say("unchanged"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a sheet that came back: `before` and `after` are "" where nothing is written.

    `item` is a criterion or the id of a box, `part` one of MARK, REASON and TEXT; `place` is that of the cell, or of
    the file where the cell is empty now.
    """

    agency: str
    rater: str
    item: str
    part: str
    before: str
    after: str
    place: Place

    @property
    def kind(self) -> Kind:
        """Whether the cell is new, changed, emptied or unchanged."""
        if alike(self.part, self.before, self.after):
            return Kind.UNCHANGED
        if not self.before:
            return Kind.NEW
        return Kind.CHANGED if self.after else Kind.EMPTIED


def changes(returned: Returned, intakes: Iterable[Intake]) -> tuple[Change, ...]:
    """Return every cell that is written in a workbook or in what it supersedes, agency by agency.

    A page that was left empty as a whole says nothing: a blank workbook given in again must not take back what is in
    force. Single cells that were emptied are told as such.
    """
    before = in_force(intakes, frozenset(returned.asked))
    found: list[Change] = []
    for sheet in returned.sheets:
        said = items(sheet)
        if not said:
            continue
        held = _items(sheet.agency, before.get((sheet.agency, sheet.rater), InForce()))
        for item in dict.fromkeys((*said, *held)):
            agency, name, part = item
            place = returned.places.get(item, Place(returned.file))
            found.append(Change(agency, sheet.rater, name, part, held.get(item, ""), said.get(item, ""), place))
    return tuple(found)


def _items(agency: str, held: InForce) -> dict[Item, str]:
    return (
        {(agency, criterion, MARK): text for criterion, text in held.marks.items()}
        | {(agency, criterion, REASON): text for criterion, text in held.reasons.items()}
        | {(agency, box, TEXT): text for box, text in held.boxes.items()}
    )
