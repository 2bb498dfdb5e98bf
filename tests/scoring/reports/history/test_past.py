"""What is kept of a round: when it was, and what came out for each agency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics import fingerprints
from scoring.engine.results import Results
from scoring.reports.history.past import Evaluation, Outcome, PastRound, past_round
from scoring.rounds import Decision, Status
from scoring.rounds.model import Period
from tests.worked_case import read_case

CASE = """
title: 往年
rubric:
  classes: [{id: one, title: 一类}, {id: two, title: 二类}]
GRADES
  parts: [{id: work, title: 得分, given: {from: work, scale: 100}}]
agencies: {a: {class: one}, b: {class: two}, c: {class: one}, d: {class: one}}
imports: {work: {a: 90.125, b: 70, d: 60}}
withdrawn: {d: 撤销}
expect: {a: {}, b: {}, c: {}, d: {}}
"""
GRADES = "  grades: {by: exact, bands: [{title: 优秀, from: 80}, {title: 合格, from: 0}]}"


def found(grades: str = GRADES, **settings: object) -> Results:
    """Return the results of the case; `settings` are changed in its round."""
    results = read_case(CASE.replace("GRADES", grades), "case.yaml").found
    return Results(results.rubric, results.round.model_copy(update=settings), results.collected, results.evaluated)


def decision(**grades: str) -> Decision:
    """Return a decision with these decided grades."""
    entries = [{"agency": agency, "decided": grades.get(agency)} for agency in "abc"]
    return Decision.model_validate({"pingyi": 1, "date": "2024-03-01", "grades": entries})


def outcomes(kept: PastRound) -> dict[str, tuple[Outcome, str | None]]:
    """Return by agency what came out."""
    return {item.agency: (item.outcome, item.grade) for item in kept.evaluations}


def test_the_whole_of_a_round() -> None:
    """Its names, status, fingerprint, grades, and agencies in official order with their totals as shown."""
    results = found(date="2023-05-06", fictional=True)
    assert past_round(results, None, "2023") == PastRound(
        folder="2023",
        id="case",
        title="算例",
        when="2023-05-06",
        status=Status.PRELIMINARY,
        fictional=True,
        scoring=fingerprints(results.rubric).scoring,
        grades=("优秀", "合格"),
        evaluations=(
            Evaluation("a", ("单位a",), "one", Outcome.COMPUTED, "优秀", Decimal("90.13")),
            Evaluation("b", ("单位b",), "two", Outcome.COMPUTED, "合格", Decimal("70.00")),
            Evaluation("c", ("单位c",), "one", Outcome.OPEN, None, None),
            Evaluation("d", ("单位d",), "one", Outcome.WITHDREW, None, None),
        ),
    )


def test_decided_grades() -> None:
    """They stand for the computed ones; who was left without has no grade, whatever was computed."""
    kept = past_round(found(), decision(a="合格"), "2023")
    assert (kept.status, outcomes(kept)) == (
        Status.DECIDED,
        {
            "a": (Outcome.DECIDED, "合格"),
            "b": (Outcome.NO_GRADE, None),
            "c": (Outcome.NO_GRADE, None),
            "d": (Outcome.WITHDREW, None),
        },
    )


def test_a_rubric_without_grades() -> None:
    """Its agencies were evaluated all the same."""
    kept = past_round(found(""), None, "2023")
    assert (kept.grades, outcomes(kept)["a"]) == ((), (Outcome.RANKED, None))


def test_who_counts_as_evaluated() -> None:
    """Whoever has a result, or is just being evaluated."""
    assert [outcome for outcome in Outcome if not outcome.counts] == [Outcome.NO_GRADE, Outcome.WITHDREW]


@pytest.mark.parametrize(
    ("settings", "decided", "when"),
    [
        (
            {"period": Period.model_validate({"from": "2022-01-01", "to": "2022-12-31"}), "date": "2023-02-01"},
            True,
            2022,
        ),
        ({"date": "2023-02-01"}, True, 2023),
        ({}, True, 2024),
        ({}, False, None),
    ],
    ids=["period", "date", "decision", "nothing"],
)
def test_when_a_round_was(settings: dict[str, object], when: int | None, *, decided: bool) -> None:
    """At the end of the evaluated time, else on its own day, else on that of the decision."""
    kept = past_round(found(GRADES, **settings), decision() if decided else None, "x")
    assert (kept.year if kept.when else None) == when


def test_a_renamed_agency_has_all_its_names() -> None:
    """The latest is the last."""
    results = found()
    renamed = {"date": "2023-01-01", "reason": "机构改革", "renamed": {"agency": "a", "name": "新局"}}
    round_ = type(results.round).model_validate(
        {**results.round.model_dump(by_alias=True, exclude_none=True), "events": [renamed]}
    )
    kept = past_round(Results(results.rubric, round_, results.collected, results.evaluated), None, "x")
    assert kept.evaluations[0].names == ("单位a", "新局")
