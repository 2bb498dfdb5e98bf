"""收表登记: what was taken in of one rater's score sheets, by whom and when, from which file; nothing of it is altered.

A later intake supersedes an earlier one, criterion by criterion of what each was asked for; both remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rubrics import Id, Place, Prose, Settings, Text, Whole, written
from scoring.rounds.marks import AWAITED, Mark, MarkKey
from scoring.rounds.sheets import Entry

NOT_APPLICABLE = "不涉及"
RECUSED, ABSENT, VOID = "回避", "缺席", "作废"
BOXES = ("highlights", "problems", "suggestions")
"""What a rater writes about an agency as a whole (亮点, 问题, 建议), by the names in `Sheet`."""


def _moment(value: str) -> str:
    try:
        held = datetime.fromisoformat(value)
    except ValueError:
        held = None
    if held is None or held.tzinfo is None:
        raise PydanticCustomError("moment", "a moment such as 2026-01-31T09:30:00+08:00")
    return value


Moment = Annotated[Text, AfterValidator(_moment)]


class Sheet(Settings):
    """评分表: one rater's marks for one agency as they were written, by criterion, without those left open.

    `reasons` (扣分理由) by criterion; `total` is the sum that stands on the paper, in the rater's hand: it decides
    nothing. With `recused` (the reason) or `void` (why) none of the marks count; a void sheet is kept all the same.
    """

    agency: Id
    rater: Id
    marks: dict[Id, Text] = Field(default_factory=dict)
    reasons: dict[Id, Prose] = Field(default_factory=dict)
    total: Text | None = None
    highlights: Prose | None = None
    problems: Prose | None = None
    suggestions: Prose | None = None
    recused: Prose | None = None
    absent: Prose | None = None
    void: Prose | None = None


class Settled(Settings):
    """A cell that two typists read differently, and what it was settled as; "" where a cell is empty."""

    agency: Id
    rater: Id
    criterion: Id
    first: str = ""
    second: str = ""
    mark: str = ""


class Check(Settings):
    """How what was typed was checked: read back to `by` (唱读核对), or typed by two people (double entry).

    `of` are the numbers of the two first entries, which do not count by themselves.
    """

    way: Literal["read_back", "double"]
    by: Text
    of: tuple[Whole, ...] = ()
    settled: tuple[Settled, ...] = ()


class Intake(Settings):
    """One taking-in: `number` counts them in the order in which they supersede each other, from 1.

    `by` is who read the file in, typed the paper, or signed the sheet in the portal; `issue` the issue number of the
    workbook. `asked` are the criteria that the sheets were issued for: one that stands open in a later intake is open
    again. What was typed counts once it was checked.
    """

    pingyi: Literal[1]
    number: Whole = Field(ge=1)
    at: Moment
    by: Text
    way: Literal["workbook", "typed", "portal"]
    file: Text | None = None
    sha256: Text | None = None
    issue: Whole | None = None
    asked: tuple[Id, ...] = Field(min_length=1)
    check: Check | None = None
    note: Prose | None = None
    sheets: tuple[Sheet, ...] = Field(min_length=1)

    @property
    def counts(self) -> bool:
        """Whether its marks enter any figure."""
        return self.way != "typed" or self.check is not None


def counting(intakes: Iterable[Intake]) -> dict[tuple[str, str], list[tuple[Intake, int, tuple[str, ...]]]]:
    """Return by agency and rater the sheets that count, newest first, each with the criteria it decides.

    A sheet is an intake and the place of the sheet in it. Of what it was asked for, a sheet decides what no later one
    was asked for.
    """
    found: dict[tuple[str, str], list[tuple[Intake, int, tuple[str, ...]]]] = {}
    decided: dict[tuple[str, str], set[str]] = {}
    for intake in sorted(intakes, key=lambda held: -held.number):
        for at in reversed(range(len(intake.sheets))) if intake.counts else ():
            sheet = intake.sheets[at]
            key = (sheet.agency, sheet.rater)
            open_ = decided.setdefault(key, set())
            own = tuple(criterion for criterion in intake.asked if criterion not in open_)
            open_ |= set(own)
            if own:
                found.setdefault(key, []).append((intake, at, own))
    return found


def entries_of(intakes: Iterable[Intake], marks: Mapping[MarkKey, Mark], folder: str) -> Iterator[Entry]:
    """Yield every mark that counts, with its place in `folder`/NNNN.yaml.

    `marks` are those that the round expects: a recusal, an absence or a void sheet closes what is still awaited there.
    What a sheet calls 不涉及 stays open: that is for the round to say, and not for one rater.
    """
    for (agency, rater), sheets in counting(intakes).items():
        for intake, at, criteria in sheets:
            sheet, file = intake.sheets[at], f"{folder}/{file_name(intake.number)}"
            closed = ((sheet.void, VOID), (sheet.recused, RECUSED), (sheet.absent, ABSENT))
            reason, text = next(((why, word) for why, word in closed if why is not None), (None, ""))
            for criterion in criteria:
                place = Place(file, path=written(("sheets", at, "marks", criterion)))
                if reason is not None:
                    if marks.get((agency, rater, criterion)) is AWAITED:
                        yield Entry(agency, rater, criterion, text, place, reason)
                elif (mark := sheet.marks.get(criterion, NOT_APPLICABLE)) != NOT_APPLICABLE:
                    yield Entry(agency, rater, criterion, mark, place, sheet.reasons.get(criterion, ""))


def file_name(number: int) -> str:
    """Return the name of an intake's file."""
    return f"{number:04}.yaml"
