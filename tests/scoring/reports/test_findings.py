"""What every file of a round is made from: its words, its self-assessments, whether figures are formulas."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rubrics import say
from scoring.reports.findings import MOST_LIVE, Findings
from tests.scoring.reports.large.large_rounds import findings, large


def upper(text: str) -> str:
    """Say everything in capital letters; the names of places stay."""
    return text if "{" in text else text.upper()


def test_words_are_those_of_the_language() -> None:
    """A sentence of the writer, and a message that came with the results."""
    held = replace(findings(large(10)), translate=upper)
    assert held.say("in all") == "IN ALL"
    assert held.say("{name}: {words}", name="a", words=say("in all")) == "a: IN ALL"
    assert held.words(say("in all")) == "IN ALL"


@pytest.mark.parametrize(("size", "live"), [(MOST_LIVE, True), (MOST_LIVE + 1, False)])
def test_the_last_round_with_formulas(size: int, live: bool) -> None:
    """At sixty agencies figures are formulas, and from then on values."""
    assert findings(large(size)).live is live


def test_self_assessments_are_worked_out_once() -> None:
    """From what was given; the same object each time."""
    held: Findings = findings(large(10), given={"a000": {"a": "9", "b": "8", "q": "7"}})
    assert held.self_assessment.score(held.results.nodes["a"], "a000") == Decimal(9)
    assert held.self_assessment is held.self_assessment
