"""抽查核对: which sheets are drawn for comparison with the paper, and what the comparison found. No mark is changed.

How sheets are drawn: each has a number, the SHA-256 of the UTF-8 text `seed|agency|rater` (ids as in round.yaml) in
hexadecimal digits; those with the lowest numbers are drawn, as many as the share comes to, rounded up. Whoever has
the seed and the ids can do it again: `printf '%s' '482913|gaj|r07' | sha256sum`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Literal

from pydantic import Field

from rubrics import Flag, Id, Prose, Settings, Share, Text, Whole, fraction_of
from scoring.rounds.intakes import Moment
from scoring.rounds.marks import Mark, MarkKey, MarkState
from scoring.rounds.sheet_states import SheetKey


class MarkError(Settings):
    """A mark that was counted as something else than the paper says; "" where a cell is empty."""

    criterion: Id
    counted: str = ""
    paper: str = ""


class Compared(Settings):
    """A drawn sheet that was held against the paper; it agrees, or `errors` and `note` say what does not."""

    agency: Id
    rater: Id
    agrees: Flag
    errors: tuple[MarkError, ...] = ()
    note: Prose | None = None


class SpotCheck(Settings):
    """What one comparison found: `issue` is the number of the paper, drawn by `seed` and `share` `of` so many sheets.

    `compared_by` is who held the sheets against the paper, `by` who read the paper in. A later one of the same issue
    supersedes an earlier one; both remain.
    """

    pingyi: Literal[1]
    number: Whole = Field(ge=1)
    at: Moment
    by: Text
    issue: Whole = Field(ge=1)
    seed: Text
    share: Share
    of: Whole = Field(ge=1)
    drawn: Whole = Field(ge=1)
    compared_by: Text | None = None
    file: Text
    sha256: Text
    sheets: tuple[Compared, ...] = Field(min_length=1)


def counted_sheets(marks: Mapping[MarkKey, Mark]) -> tuple[SheetKey, ...]:
    """Return the sheets that can be drawn, in the order of `marks`: those with a mark that counts."""
    return tuple(dict.fromkeys(key[:2] for key, mark in marks.items() if mark.state is MarkState.GIVEN))


def draw(sheets: Iterable[SheetKey], share: Share, seed: str) -> tuple[SheetKey, ...]:
    """Return the drawn sheets, lowest number first; at least one where there is any."""
    ordered = sorted(sheets, key=lambda sheet: (lot(sheet, seed), sheet))
    return tuple(ordered[: ceil(fraction_of(share) * len(ordered))])


def lot(sheet: SheetKey, seed: str) -> str:
    """Return the number of a sheet, 64 hexadecimal digits."""
    return hashlib.sha256("|".join((seed, *sheet)).encode()).hexdigest()


def standing(checks: Iterable[SpotCheck]) -> tuple[SpotCheck, ...]:
    """Return the checks that no later one of the same issue supersedes, in the order of their numbers."""
    newest = {check.issue: check for check in sorted(checks, key=lambda held: held.number)}
    return tuple(sorted(newest.values(), key=lambda held: held.number))
