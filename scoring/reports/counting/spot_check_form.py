"""What the sheet of a spot check and its reader agree on: the ids of its fields, and what its seal says was drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from rubrics import Rubric, fingerprints
from scoring.rounds.sheet_states import SheetKey
from submissions import Seal

FORM = "spot-check"
PAGE_ID = "~drawn"
# Rows without a field, and the row that says who compared.
STATIC, COMPARED_BY = "~", "~by"
# So many criteria stand side by side; each has a column of its own id, and one mark takes one or more columns.
COLUMNS = 15
AGREES_AT, FIRST = 12, 0


@dataclass(frozen=True)
class Drawn:
    """A drawn sheet with its marks as they stood in the count, by criterion in the order of the rubric."""

    agency: str
    rater: str
    marks: tuple[tuple[str, str], ...]

    @property
    def key(self) -> SheetKey:
        """Agency and rater."""
        return self.agency, self.rater

    @property
    def row(self) -> str:
        """The id of the row that says whether the sheet agrees with the paper."""
        return f"{self.agency}|{self.rater}"

    @property
    def note_row(self) -> str:
        """The id of the row for a note."""
        return f"{self.row}|note"

    def places(self) -> Iterator[tuple[int, int, int]]:
        """Yield for each mark the line it stands in, its first column, both from 0, and how many columns it takes."""
        span = max(COLUMNS // max(len(self.marks), 1), 1)
        for at in range(len(self.marks)):
            yield at // COLUMNS, at % COLUMNS * span, span

    def paper_row(self, line: int) -> str:
        """Return the id of the row with what the paper says, of a line of marks."""
        return f"{self.row}|{line + 1}"


@dataclass(frozen=True)
class Drawing:
    """What was drawn: `sheets` of all `of`, by `seed` and `share`; `number` is the paper's issue number."""

    number: int
    seed: str
    share: str
    of: int
    sheets: tuple[Drawn, ...]

    def seal(self, round_id: str, rubric: Rubric, title: str, labels: dict[str, str]) -> Seal:
        """Return the seal of the paper."""
        prints = fingerprints(rubric)
        drawn = [[sheet.agency, sheet.rater, sheet.marks] for sheet in self.sheets]
        settings = {"seed": self.seed, "share": self.share, "of": str(self.of), "drawn": json.dumps(drawn)}
        return Seal(
            FORM, round_id, "", self.number, prints.scoring, prints.text, {PAGE_ID: title}, labels, settings
        )  # fmt: skip


def drawing_of(seal: Seal) -> Drawing:
    """Return what a paper's seal says was drawn."""
    told = seal.settings
    sheets = tuple(
        Drawn(agency, rater, tuple((criterion, mark) for criterion, mark in marks))
        for agency, rater, marks in json.loads(told["drawn"])
    )
    return Drawing(seal.number, told["seed"], told["share"], int(told["of"]), sheets)


def column_id(column: int) -> str:
    """Return the id of a column, from 0."""
    return f"c{column + 1}"
