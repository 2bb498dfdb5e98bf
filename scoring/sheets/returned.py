"""One score sheet that came back, read and found sound: marks and words by agency, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubrics import Message, Place
from scoring.rounds import Sheet
from scoring.rounds.numbers import plain_number
from scoring.sheets.layout import HIGHLIGHTS, MARK, PROBLEMS, REASON, RECUSED, SUGGESTIONS, TEXT

BOXES = (HIGHLIGHTS, PROBLEMS, SUGGESTIONS, RECUSED)
Item = tuple[str, str, str]
"""An agency; a criterion or the id of a box; and which of MARK, REASON and TEXT."""


def alike(part: str, text: str, other: str) -> bool:
    """Return whether two texts of a cell say the same; as marks 8.5 and 8.50 do."""
    if text == other or part != MARK:
        return text == other
    number = plain_number(text)
    return number is not None and number == plain_number(other)


@dataclass(frozen=True)
class Erratum:
    """勘误: a criterion's title as it was issued, and as it was corrected since."""

    criterion: str
    issued: str
    now: str


@dataclass(frozen=True)
class Returned:
    """A workbook that was issued to `rater` under the number `issue` for the criteria `asked`.

    `sheets` are those of all its pages, empty ones too; `places` say where every item that is filled in stands.
    `open` counts the marks that are awaited and not there; `errata` are titles that were corrected since it was
    issued; `notes` are for whoever takes it in.
    """

    file: str
    sha256: str
    rater: str
    issue: int
    layout: str
    asked: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    places: Mapping[Item, Place]
    open: int
    errata: tuple[Erratum, ...] = ()
    notes: tuple[Message, ...] = ()


def items(sheet: Sheet) -> dict[Item, str]:
    """Return everything that a sheet says, item by item."""
    boxes = (sheet.highlights, sheet.problems, sheet.suggestions, sheet.recused)
    return (
        {(sheet.agency, criterion, MARK): text for criterion, text in sheet.marks.items()}
        | {(sheet.agency, criterion, REASON): text for criterion, text in sheet.reasons.items()}
        | {(sheet.agency, box, TEXT): text for box, text in zip(BOXES, boxes, strict=True) if text is not None}
    )
