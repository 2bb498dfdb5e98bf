"""Tests of rubrics.wording_of_markings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics import Marking, VetoMarking
from rubrics.markings import MARKINGS
from rubrics.wording import marking_words, veto_words
from rubrics.wording_of_markings import WORDS

TABLE = [{"from": 0, "to": 10, "points": 0}, {"from": 10, "points": 5}]
LINES = [{"title": "好", "points": 10}, {"title": "差", "points": 2}]


def test_every_marking_has_words() -> None:
    """What the language declares is what can be told."""
    assert tuple(WORDS) == MARKINGS


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("points", {}, "points from 0 to 10"),
        ("points", {"min": 2, "max": 8, "step": Decimal("0.5")}, "points from 2 to 8, in steps of 0.5"),
        ("levels", LINES, "one of the levels 好 10, 差 2"),
        ("checklist", LINES, "points of what is met, added up: 好 10, 差 2"),
        ("count", {"rated": True, "each": 2}, "2 × the number that raters write, at most 10"),
        ("count", {"fact": "f", "each": 1, "cap": 8}, "the fact “f”, at most 8"),
        ("bands", {"fact": "f", "table": TABLE}, "by the fact “f”: from 10 on 5, from 0 on 0"),
        ("deductions", {"rated": True}, "10 less the number that raters write, not below 0"),
        (
            "deductions",
            {"from": "s", "start": 9, "each": 3, "floor": 2},
            "9 less 3 × the number in imports/s.csv, not below 2",
        ),
        ("bonus", {"rated": True, "cap": 5}, "added: the number that raters write, at most 5"),
        ("penalty", {"fact": "f", "each": 2}, "taken off: 2 × the fact “f”"),
        ("penalty", {"fact": "f", "cap": 4}, "taken off: the fact “f”, at most 4"),
        ("veto", {"fact": "f", "score": 0}, "veto where the fact “f” is not 0, the score directly above becomes 0"),
        ("given", {"from": "s"}, "the value in imports/s.csv"),
        ("given", {"from": "s", "scale": 100}, "the value in imports/s.csv, at most 100"),
        (
            "votes",
            {"from": "s", "rule": "leader_ratio", "scale": 100, "floor": 60, "cap": 90},
            "votes ÷ the highest votes of any agency × 100, not below 60, at most 90",
        ),
        (
            "votes",
            {"from": "s", "rule": "satisfaction", "scale": 10, "options": LINES},
            "mean of the voters' answers: 好 10, 差 2",
        ),
        ("votes", {"from": "s", "rule": "satisfaction", "scale": 10}, "mean of what voters gave, from 0 to 10"),
    ],
)
def test_a_marking_in_words(name: str, rule: Any, words: str) -> None:  # noqa: ANN401 - whatever YAML held
    """What is looked at, then its limits; the leaf's 10 points stand in for those that are not written."""
    assert marking_words(Marking.model_validate({name: rule}), Decimal(10)).render() == words


def test_a_fact_is_named_by_its_title() -> None:
    """Where the caller knows the titles; a marking that reads no fact needs none."""
    titles = {"f": "法治讲座"}
    count = Marking.model_validate({"count": {"fact": "f", "each": 2, "cap": 8}})
    assert marking_words(count, None, titles).render() == "2 × the fact “法治讲座”, at most 8"
    assert marking_words(Marking.model_validate({"points": {}}), Decimal(5), titles).render() == "points from 0 to 5"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"rated": "any", "score": 0}, "veto where at least one of the raters who answer says yes"),
        ({"rated": "majority", "score": 0}, "veto where more than half of the raters who answer say yes"),
        ({"rated": "all", "score": 0}, "veto where all raters who answer say yes"),
        ({"from": "s", "score": 0}, "veto where imports/s.csv says yes"),
        ({"fact": "f", "score": 0}, "veto where the fact “f” is not 0"),
    ],
)
def test_when_a_veto_falls(rule: dict[str, Any], words: str) -> None:
    """By raters, by a file, by a fact."""
    assert veto_words(VetoMarking.model_validate(rule)).render() == f"{words}, the score directly above becomes 0"


def test_what_a_veto_does_to_the_grade() -> None:
    """The grade that is still allowed is named."""
    veto = VetoMarking.model_validate({"rated": "any", "grade": "合格"})
    assert veto_words(veto).render() == (
        "veto where at least one of the raters who answer says yes, the grade is no better than 合格"
    )
