"""issued.yaml: which workbooks were issued to be filled in, to whom and when; the register only grows."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rubrics import Id, Settings, Text, Whole
from scoring.rounds.intakes import Moment


class Issued(Settings):
    """One workbook: `form` is its kind (score-sheet, agency-form, …), `to` the rater or agency.

    `scoring` and `text` are the rubric's fingerprints as printed, `seal` is the workbook's own 校验码; `agencies` are
    those it has pages for, `layout` per-agency or matrix, `method` what it is limited to.
    """

    number: Whole = Field(ge=1)
    form: Text
    to: Id
    at: Moment
    scoring: Text
    text: Text
    seal: Text
    layout: Text | None = None
    method: Id | None = None
    agencies: tuple[Id, ...] = ()
    by: Text | None = None


class Issues(Settings):
    """issued.yaml: all workbooks in the order of their numbers."""

    pingyi: Literal[1] = 1
    issued: tuple[Issued, ...] = ()

    @property
    def next_number(self) -> int:
        """The number that the next workbook gets; numbers are given once for all kinds."""
        return max((item.number for item in self.issued), default=0) + 1
