"""Rounds as the record of past rounds keeps them, made up for its tests."""

from __future__ import annotations

from decimal import Decimal

from scoring.reports.history.past import Evaluation, Outcome, PastRound
from scoring.rounds import Status

GRADES = ("优秀", "良好", "合格")
OTHER_GRADES = ("优", "良")


def evaluated(agency: str, *, score: str | None = None, **more: object) -> Evaluation:
    """Return one agency in one round, with a decided grade unless more is said."""
    values: dict[str, object] = {
        "names": (f"{agency}局",),
        "agency_class": None,
        "outcome": Outcome.DECIDED,
        "grade": "良好",
        **more,
    }
    return Evaluation(agency=agency, score=None if score is None else Decimal(score), **values)  # type: ignore[arg-type] # by name


def past(when: str, *evaluations: Evaluation, **more: object) -> PastRound:
    """Return a round that ended on a day; its id is made of that day."""
    values: dict[str, object] = {
        "folder": f"rounds/{when}",
        "id": f"round-{when}",
        "title": f"{when[:4]}年评议",
        "when": when,
        "status": Status.DECIDED,
        "fictional": False,
        "scoring": "a1b2c3d4" * 8,
        "grades": GRADES,
        "evaluations": evaluations,
        **more,
    }
    return PastRound(**values)  # type: ignore[arg-type] # by name
