"""intakes/figures/*.yaml: where the figures of imports/ came from; a later taking-in supersedes an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from rubrics import Date, Id, Settings, Text, Whole
from scoring.rounds.intakes import Moment


class FiguresIntake(Settings):
    """One taking-in of figures for imports/<source>.csv: `number` counts those of one source, from 1.

    `file` is what was given, `sha256` its own; `provider` whose figures they are, and `date` of which day, as the
    office said. `conversion` says in words what the rubric, with the fingerprint `scoring`, makes of them. `shape` is
    what its `rows` were: agencies, answers, or answer sheets (matrix). `table` is the SHA-256 of the table that was
    written to imports/, `replaced` that of the one which stood there before.
    """

    pingyi: Literal[1] = 1
    source: Id
    number: Whole = Field(ge=1)
    at: Moment
    by: Text
    file: Text
    sheet: Text | None = None
    sha256: Text
    date: Date | None = None
    provider: Text | None = None
    conversion: Text
    scoring: Text
    shape: Literal["totals", "answers", "matrix"]
    rows: Whole = Field(ge=0)
    agencies: Whole = Field(ge=0)
    table: Text
    replaced: Text | None = None


def newest(intakes: Iterable[FiguresIntake]) -> dict[str, FiguresIntake]:
    """Return by source the taking-in that holds."""
    return {intake.source: intake for intake in sorted(intakes, key=lambda held: held.number)}


def next_number(intakes: Iterable[FiguresIntake], source: str) -> int:
    """Return the number of the next taking-in for a source."""
    return max((intake.number for intake in intakes if intake.source == source), default=0) + 1


def file_name(intake: FiguresIntake) -> str:
    """Return the name of a taking-in's file."""
    return f"{intake.source}-{intake.number:04}.yaml"
