"""An agency's last two evaluations beside each other, as far as they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from scoring.reports.history.past import Evaluation, PastRound


class Change(Enum):
    """How a grade moved."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations of one agency, the earlier and the later.

    `change` is None unless both have a grade and both rubrics the same list of grades; `difference`, the later
    total as shown less the earlier one, is None unless both have a total, the rubrics score alike (the same scoring
    fingerprint) and the agency is of the same class.
    """

    before: PastRound
    earlier: Evaluation
    after: PastRound
    later: Evaluation
    change: Change | None
    difference: Decimal | None

    @property
    def other_grades(self) -> bool:
        """Whether there are two grades that cannot be compared, because the rubrics call them otherwise."""
        return self.change is None and None not in (self.earlier.grade, self.later.grade)

    @property
    def other_scoring(self) -> bool:
        """Whether there are two totals that cannot be compared, because they were scored by other rules."""
        return self.difference is None and None not in (self.earlier.score, self.later.score)


def compared(before: PastRound, earlier: Evaluation, after: PastRound, later: Evaluation) -> Comparison:
    """Return two evaluations of one agency beside each other."""
    change = difference = None
    if before.grades == after.grades and earlier.grade is not None and later.grade is not None:
        steps = before.grades.index(earlier.grade) - after.grades.index(later.grade)
        change = Change.UP if steps > 0 else Change.DOWN if steps < 0 else Change.SAME
    alike = before.scoring == after.scoring and earlier.agency_class == later.agency_class
    if alike and earlier.score is not None and later.score is not None:
        difference = later.score - earlier.score
    return Comparison(before, earlier, after, later, change, difference)
