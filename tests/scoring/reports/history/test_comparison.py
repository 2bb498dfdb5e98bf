"""Two evaluations beside each other: only what means the same is compared."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.reports.history.comparison import Change, Comparison, compared
from tests.scoring.reports.history.past_rounds import OTHER_GRADES, evaluated, past

NOTHING: dict[str, object] = {"grade": None, "score": None}


def pair(before: dict[str, object], earlier: dict[str, object], later: dict[str, object]) -> Comparison:
    """Return an agency's two evaluations; what is not said is alike in both rounds."""
    first = evaluated("a", **{"grade": "良好", "score": "80.00", **earlier})  # type: ignore[arg-type] # by name
    second = evaluated("a", **{"grade": "良好", "score": "79.50", **later})  # type: ignore[arg-type] # by name
    return compared(past("2020-01-01", **before), first, past("2021-01-01"), second)


@pytest.mark.parametrize(
    ("earlier", "later", "change"),
    [("良好", "优秀", Change.UP), ("合格", "合格", Change.SAME), ("优秀", "合格", Change.DOWN), (None, "优秀", None)],
)
def test_how_a_grade_moved(earlier: str | None, later: str, change: Change | None) -> None:
    """By the order of the rubric's grades, from the best."""
    assert pair({}, {"grade": earlier}, {"grade": later}).change == change


def test_how_a_total_moved() -> None:
    """Under equal scoring fingerprints, and by the totals as they are shown."""
    found = pair({}, {}, {})
    assert (found.difference, found.other_scoring, found.other_grades) == (Decimal("-0.50"), False, False)


def test_other_rules_for_scoring() -> None:
    """Totals under another fingerprint are not compared; the grades still are."""
    found = pair({"scoring": "0" * 64}, {}, {})
    assert (found.difference, found.other_scoring, found.change) == (None, True, Change.SAME)


def test_another_class() -> None:
    """It was asked other things."""
    found = pair({}, {"agency_class": "one"}, {"agency_class": "two"})
    assert (found.difference, found.other_scoring) == (None, True)


def test_another_list_of_grades() -> None:
    """Nobody can say which of them is better."""
    found = pair({"grades": OTHER_GRADES}, {"grade": "优"}, {})
    assert (found.change, found.other_grades) == (None, True)


@pytest.mark.parametrize("sides", [(NOTHING, {}), ({}, NOTHING)], ids=["before", "after"])
def test_nothing_to_compare_needs_no_reason(sides: tuple[dict[str, object], dict[str, object]]) -> None:
    """Where a grade or a total is missing, the rules are not to blame."""
    one = pair({"scoring": "0" * 64, "grades": OTHER_GRADES}, *sides)
    assert (one.change, one.difference, one.other_grades, one.other_scoring) == (None, None, False, False)
