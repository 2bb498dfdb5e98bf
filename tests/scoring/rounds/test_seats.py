"""Which agencies and methods a rater is there for."""

from __future__ import annotations

import pytest

from scoring.rounds.seats import Absence, Assignment

BOTH = ("site_visit", "interview")


@pytest.mark.parametrize(
    ("agencies", "methods", "agency", "judged_by", "covered"),
    [
        (None, None, "a", BOTH, True),
        (("a",), None, "a", (), True),
        (("a",), None, "b", (), False),
        (None, ("interview",), "a", BOTH, True),
        (None, ("interview",), "a", ("site_visit",), False),
        (None, ("interview",), "a", (), True),
        (("a",), ("interview",), "b", BOTH, False),
    ],
)
def test_an_assignment(
    agencies: tuple[str, ...] | None,
    methods: tuple[str, ...] | None,
    agency: str,
    judged_by: tuple[str, ...],
    covered: bool,
) -> None:
    """Any method of a criterion will do; a criterion without methods is marked by whoever marks the agency."""
    assert Assignment(rater="j", agencies=agencies, methods=methods).covers(agency, judged_by) is covered


@pytest.mark.parametrize(
    ("agencies", "methods", "agency", "judged_by", "closed"),
    [
        (None, None, "a", BOTH, True),
        (None, None, "a", (), True),
        (("a",), None, "b", BOTH, False),
        (None, ("interview",), "a", ("interview",), True),
        (None, ("interview",), "a", BOTH, False),
        (None, BOTH, "a", BOTH, True),
        (None, ("interview",), "a", (), False),
    ],
)
def test_an_absence(
    agencies: tuple[str, ...] | None,
    methods: tuple[str, ...] | None,
    agency: str,
    judged_by: tuple[str, ...],
    closed: bool,
) -> None:
    """A criterion that can still be judged by another method stays awaited."""
    assert Absence(rater="j", agencies=agencies, methods=methods).covers(agency, judged_by) is closed
