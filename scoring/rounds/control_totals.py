"""The sums that raters wrote on their sheets, beside what the items come to: items decide, disagreements are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rubrics import TreeNode
from scoring.rounds.intakes import Intake, Sheet, counting
from scoring.rounds.marks import AWAITED, Mark, MarkKey
from scoring.rounds.numbers import plain_number


@dataclass(frozen=True)
class ControlTotal:
    """A rater's own sum for an agency as it stands on the paper, and what the marks in force add up to."""

    agency: str
    rater: str
    written: Decimal
    items: Fraction

    @property
    def agrees(self) -> bool:
        """Whether both are the same number."""
        return Fraction(self.written) == self.items


def control_totals(
    leaves: Iterable[TreeNode], marks: Mapping[MarkKey, Mark], intakes: Iterable[Intake]
) -> tuple[ControlTotal, ...]:
    """Return every sum that stands on a sheet that counts, by agency and rater as they were taken in."""
    counted = tuple(leaf.id for leaf in leaves if leaf.pooled_leaf)
    found = []
    for (agency, rater), sheets in counting(intakes).items():
        written = next((total for intake, at, _ in sheets if (total := _written(intake.sheets[at])) is not None), None)
        if written is not None:
            points = [marks.get((agency, rater, leaf), AWAITED).points for leaf in counted]
            items = sum((Fraction(held) for held in points if held is not None), Fraction())
            found.append(ControlTotal(agency, rater, written, items))
    return tuple(found)


def _written(sheet: Sheet) -> Decimal | None:
    closed = sheet.recused or sheet.absent or sheet.void
    return None if closed or sheet.total is None else plain_number(sheet.total)
