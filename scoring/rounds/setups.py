"""A set-up workbook that was taken in: from which file a round got its round.yaml and rubric, when and by whom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rubrics import Settings, Text, Whole
from scoring.rounds.intakes import Moment


class SetupIntake(Settings):
    """One taking-in. `file` is the workbook's name as it was given, `sha256` that of its content."""

    pingyi: Literal[1] = 1
    number: Whole = Field(ge=1)
    at: Moment
    by: Text
    file: Text
    sha256: Text
