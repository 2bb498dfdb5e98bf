"""What changed after the first reading: every mark that a later intake says otherwise than an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rubrics import Message, say
from scoring.rounds.intakes import Intake, Sheet

WHOLE_SHEET = ""


@dataclass(frozen=True)
class Correction:
    """A mark that `intake` changed; with WHOLE_SHEET as criterion the whole sheet was closed or opened again.

    What was filled in for the first time is no correction; what was emptied is, and `after` is "" then.
    """

    intake: Intake
    agency: str
    rater: str
    criterion: str
    before: str | Message
    after: str | Message


def corrections(intakes: Iterable[Intake]) -> tuple[Correction, ...]:
    """Return what was changed, intake by intake of those that count, in the order of the sheets."""
    marks: dict[tuple[str, str, str], str] = {}
    closed: dict[tuple[str, str], Message | None] = {}
    found: list[Correction] = []
    for intake in sorted(intakes, key=lambda held: held.number):
        for sheet in intake.sheets if intake.counts else ():
            key = (sheet.agency, sheet.rater)
            now = _closed(sheet)
            before = closed.get(key)
            if key in closed and now != before:
                found.append(Correction(intake, *key, WHOLE_SHEET, before or "", now or ""))
            closed[key] = now
            if now is None:
                found += _changed(intake, sheet, marks)
    return tuple(found)


def _changed(intake: Intake, sheet: Sheet, marks: dict[tuple[str, str, str], str]) -> Iterator[Correction]:
    """Yield the marks of a sheet that were others before, and remember them as they are now."""
    for criterion in intake.asked:
        key = (sheet.agency, sheet.rater, criterion)
        before, after = marks.get(key, ""), sheet.marks.get(criterion, "")
        if before and before != after:
            yield Correction(intake, *key, before, after)
        marks[key] = after


def _closed(sheet: Sheet) -> Message | None:
    """Return why no mark of a sheet counts; None where they do."""
    states = (
        (sheet.void, say("void ({reason})")),
        (sheet.recused, say("recused ({reason})")),
        (sheet.absent, say("absent ({reason})")),
    )
    return next((words.filled(reason=reason) for reason, words in states if reason), None)
