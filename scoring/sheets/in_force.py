"""What is in force for one rater's sheets already: marks, reasons and boxes, to be put into the cells again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scoring.rounds import Intake
from scoring.rounds.intakes import counting
from scoring.sheets.layout import HIGHLIGHTS, PROBLEMS, RECUSED, SUGGESTIONS


@dataclass(frozen=True)
class InForce:
    """One sheet: `marks` and `reasons` by criterion as they were written, `boxes` by the id of their row."""

    marks: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    boxes: Mapping[str, str] = field(default_factory=dict)


def in_force(intakes: Iterable[Intake], criteria: frozenset[str]) -> dict[tuple[str, str], InForce]:
    """Return by agency and rater what counts, of some criteria; the boxes are those of the newest sheet of them.

    A void sheet leaves its cells open.
    """
    return {key: _merged(sheets, criteria) for key, sheets in counting(intakes).items()}


def _merged(sheets: list[tuple[Intake, int, tuple[str, ...]]], criteria: frozenset[str]) -> InForce:
    marks: dict[str, str] = {}
    reasons: dict[str, str] = {}
    boxes: dict[str, str] | None = None
    for intake, at, own in sheets:
        sheet = intake.sheets[at]
        wanted = [criterion for criterion in own if criterion in criteria] if sheet.void is None else []
        marks |= {criterion: sheet.marks[criterion] for criterion in wanted if criterion in sheet.marks}
        reasons |= {criterion: sheet.reasons[criterion] for criterion in wanted if criterion in sheet.reasons}
        if wanted and boxes is None:
            written = {
                HIGHLIGHTS: sheet.highlights,
                PROBLEMS: sheet.problems,
                SUGGESTIONS: sheet.suggestions,
                RECUSED: sheet.recused,
            }
            boxes = {row: text for row, text in written.items() if text is not None}
    return InForce(marks, reasons, boxes or {})
