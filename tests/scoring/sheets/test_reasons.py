"""From which score down a reason is due."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.sheets.reasons import reason_limit
from tests.scoring.sheets.blanks import leaf_of


@pytest.mark.parametrize(
    ("criterion", "above", "limit"),
    [
        ("points: 10, reason_below: 60%", "", Fraction(6)),
        ("points: 10", ", reason_below: 60%", Fraction(6)),
        ("points: 10, reason_below: 75%", ", reason_below: 60%", Fraction(15, 2)),
        ("marking: {levels: [{title: a, points: 8}, {title: b, points: 1}]}, reason_below: 50%", "", Fraction(4)),
        ("points: 10", "", None),
        ("marking: {bonus: {rated: true, cap: 2}}, reason_below: 60%", "", None),
    ],
)
def test_the_limit_is_a_share_of_what_can_be_earned(criterion: str, above: str, limit: Fraction | None) -> None:
    """The nearest share that is written holds; where nothing can be earned no reason is due."""
    assert reason_limit(leaf_of(criterion, above)) == limit
