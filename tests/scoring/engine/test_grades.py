"""Grades: bands, quotas, who shares a place, and the best grade that a veto allows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rubrics.methods import Grades, Quota
from scoring.engine.grades import Candidate, Graded, earned, graded, limit


def grades(*quotas: dict[str, Any] | None, **settings: str) -> Grades:
    """Return 甲 from 90, 乙 from 80 and 丙 from 0, with quotas for the first ones."""
    titles = zip(("甲", "乙", "丙"), (90, 80, 0), strict=True)
    bands = [
        {"title": title, "from": at_least, **({"quota": quotas[at]} if at < len(quotas) and quotas[at] else {})}
        for at, (title, at_least) in enumerate(titles)
    ]
    return Grades.model_validate({"by": "exact", "bands": bands, **settings})


def ranked(*scores: float, best: dict[int, int] | None = None) -> dict[str, Candidate]:
    """Return agencies a, b, … ranked by their scores; `best` holds the best grades that vetoes allow."""
    return {
        "abcdefgh"[at]: Candidate(
            1 + sum(other > score for other in scores), Fraction(score), best=(best or {}).get(at, 0)
        )
        for at, score in enumerate(scores)
    }


def letters(found: dict[str, Graded]) -> str:
    """Return the grades in the order of agencies."""
    return "".join(found[agency].grade for agency in sorted(found))


@pytest.mark.parametrize(("score", "at"), [(95, 0), (90, 0), (Fraction("89.99"), 1), (80, 1), (0, 2), (-5, 2)], ids=str)
def test_what_a_score_earns(score: Fraction, at: int) -> None:
    """A lower bound belongs to the grade above it; what is below every bound earns the last."""
    assert earned(grades(), Fraction(score)) == at


def test_without_quotas_everybody_gets_what_is_earned() -> None:
    """Negative totals get the last grade."""
    assert graded(grades(), ranked(95, 85, 10, -3), {None: 4}) == {
        "a": Graded("甲", "甲"),
        "b": Graded("乙", "乙"),
        "c": Graded("丙", "丙"),
        "d": Graded("丙", "丙"),
    }


def test_who_is_not_placed_wants_the_next_grade() -> None:
    """One place in 甲 and two in 乙: the rest fall through, with the grades that had no room for them."""
    held = grades({"number": 1, "tie": "in"}, {"number": 2, "tie": "in"})
    assert graded(held, ranked(95, 94, 93, 85, 10), {None: 5}) == {
        "a": Graded("甲", "甲"),
        "b": Graded("乙", "甲", ("甲",)),
        "c": Graded("乙", "甲", ("甲",)),
        "d": Graded("丙", "乙", ("乙",)),
        "e": Graded("丙", "丙"),
    }


@pytest.mark.parametrize(
    ("tie", "number", "scores", "found"),
    [
        ("in", 2, (95, 94, 94, 93), "甲甲甲乙"),
        ("out", 2, (95, 94, 94, 93), "甲乙乙乙"),
        ("out", 3, (95, 94, 94, 93), "甲甲甲乙"),
        ("in", 1, (95, 95, 94), "甲甲乙"),
        ("out", 1, (95, 95, 94), "乙乙乙"),
        ("in", 3, (95, 94, 94, 93), "甲甲甲乙"),
    ],
)
def test_who_shares_the_last_place(tie: str, number: int, scores: tuple[int, ...], found: str) -> None:
    """In: whoever has fewer than the quota ahead; out: only where all who share the rank fit."""
    held = grades({"number": number, "tie": tie})
    assert letters(graded(held, ranked(*scores), {None: len(scores)})) == found


def test_only_those_who_reach_it_want_a_grade() -> None:
    """Places that nobody reaches stay empty; equals outside the bound take no place."""
    assert letters(graded(grades({"number": 3, "tie": "out"}), ranked(95, 85, 85, 85), {None: 4})) == "甲乙乙乙"


def test_a_veto_keeps_out_of_better_grades_and_frees_the_place() -> None:
    """Who may not have 甲 does not want it: the next in rank gets the place, and no quota was full for the first."""
    held = grades({"number": 1, "tie": "in"})
    assert graded(held, ranked(95, 94, 93, best={0: 1, 2: 2}), {None: 3}) == {
        "a": Graded("乙", "甲"),
        "b": Graded("甲", "甲"),
        "c": Graded("丙", "甲"),
    }


@pytest.mark.parametrize(
    ("quota", "base", "places"),
    [
        ({"share": "40%", "round": "down", "tie": "in"}, 9, 3),
        ({"share": "40%", "round": "up", "tie": "in"}, 9, 4),
        ({"share": "40%", "round": "up", "tie": "in"}, 10, 4),
        ({"share": "40%", "round": "down", "tie": "in"}, 10, 4),
        ({"share": "12.5%", "round": "up", "tie": "in"}, 8, 1),
        ({"share": "12.5%", "round": "down", "tie": "in"}, 7, 0),
        ({"number": 5, "tie": "out"}, 3, 5),
    ],
)
def test_how_many_places(quota: dict[str, Any], base: int, places: int) -> None:
    """A share of the base, rounded down or up; a whole share needs no rounding; a number whatever the base."""
    assert limit(Quota.model_validate(quota), base) == places


def test_a_share_of_whom() -> None:
    """The base is told from outside: of three ranked or of five that take part."""
    held = grades({"share": "40%", "round": "down", "tie": "in"})
    assert [letters(graded(held, ranked(95, 94, 93), {None: base})) for base in (3, 5)] == ["甲乙乙", "甲甲乙"]


def test_each_class_by_itself() -> None:
    """Ranks are those of all agencies; places are taken within the class, each with its own base."""
    held = grades({"share": "50%", "round": "down", "tie": "in"}, per="class")
    classes = ("towns", "towns", "bureaus", "bureaus", "bureaus")
    candidates = {
        agency: Candidate(at, Fraction(100 - at), agency_class)
        for at, (agency, agency_class) in enumerate(zip("abcde", classes, strict=True), start=1)
    }
    assert letters(graded(held, candidates, {"towns": 2, "bureaus": 4})) == "甲乙甲甲乙"


def test_nobody_to_grade() -> None:
    """Where nobody is ranked there are no grades, whatever the base."""
    assert graded(grades(), {}, {None: 3}) == {}


def test_a_bound_with_decimals() -> None:
    """Bounds are compared exactly."""
    held = Grades.model_validate(
        {"by": "exact", "bands": [{"title": "上", "from": Decimal("0.1")}, {"title": "下", "from": 0}]}
    )
    assert [earned(held, Fraction(1, 10)), earned(held, Fraction(1, 10) - Fraction(1, 10**30))] == [0, 1]
