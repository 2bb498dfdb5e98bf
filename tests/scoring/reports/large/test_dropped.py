"""Whose values were dropped, for all agencies at once: the same as agency by agency."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from scoring.engine.pooling import Panel
from scoring.engine.results import Results
from scoring.reports.large.dropped import dropped_flags
from tests.scoring.reports.workbook.extended_rounds import EXTENDED
from tests.scoring.reports.workbook.rounds import CASES, TRIMMED, panel_rubric, results_of

HUGE = "1000000000000000000000"


def huge() -> Results:
    """Return a round with values that 64 bits do not hold beside others."""
    rubric = panel_rubric(TRIMMED, items=f"criteria: [{{id: a, title: 甲项, points: {HUGE}}}]")
    return results_of(rubric, {"甲": {"a": f"{HUGE} 2 3 {HUGE} 1 1"}, "乙": {"a": "5 5 5 9 9 1"}})


def one_by_one(panel: Panel) -> list[list[int]]:
    """Return what the panel says of every agency."""
    ends = [panel.dropped(row) for row in range(panel.size)]
    return [[(rater in high) - (rater in low) for rater in panel.raters] for low, high in ends]


@pytest.mark.parametrize("case", [*CASES.values(), *EXTENDED.values(), huge])
def test_the_same_as_one_by_one(case: Callable[[], Results]) -> None:
    """Every pool of every case: of equals the lowest id, group by group."""
    panels = case().evaluated.panels.values()
    found = [dropped_flags(panel, np.ones(panel.size, np.bool_)).tolist() for panel in panels]
    assert found == [one_by_one(panel) for panel in panels]


def test_who_is_not_counted_drops_nothing() -> None:
    """Of an agency whose file has not come in no value is shown as dropped."""
    (panel,) = huge().evaluated.panels.values()
    assert one_by_one(panel) == [[1, 0, 0, 0, -1, 0], [0, 0, 0, 1, 0, -1]]
    assert dropped_flags(panel, np.array([False, True])).tolist() == [[0] * 6, [0, 0, 0, 1, 0, -1]]
