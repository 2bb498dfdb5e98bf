"""What agencies gave themselves beside what they scored."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoring.engine.self_assessment import SelfAssessment
from tests.worked_case import read_case

CASE = """
title: 自评
rubric:
  not_applicable: {not_applicable}
  parts:
    - id: panel
      title: 评议团
      by: panel
      pool: {pool}
      criteria:
        - {{id: one, title: 甲, points: 60}}
        - {{id: two, title: 乙, points: 30{own}}}
        - {{id: no, title: 否决, marking: {{veto: {{rated: any, score: 0}}}}}}
    - id: file
      title: 导入
      criteria: [{{id: given, title: 已有, points: 10, marking: {{given: {{from: given, scale: 10}}}}}}]
imports: {{given: {{a: 5}}}}
not_applicable: {spared}
marks: {{a: {{{marks}no: [否, 否]}}}}
expect: {{a: {{}}}}
"""
GIVEN = {"a": {"one": Decimal("55.5"), "two": Decimal(30)}}


def assessed(given: dict[str, dict[str, Decimal]], **parts: Any) -> SelfAssessment:  # noqa: ANN401 - pieces of YAML
    """Return what the agency of the case gave itself."""
    pieces = {
        "not_applicable": "rescale",
        "pool": "{mean: {}, incomplete: leave_out}",
        "extra": "",
        "spared": "{}",
        "own": "",
        **parts,
    }
    marks = {"one": "[50, 52]", "two": "[20, 24]"}
    pieces["marks"] = "".join(f"{name}: {held}, " for name, held in marks.items() if name not in pieces["spared"])
    return SelfAssessment(read_case(CASE.format(**pieces), "self.yaml").found, given)


def at(found: SelfAssessment, node: str) -> tuple[Fraction | None, Fraction | None]:
    """Return the agency's own score at a node, and the difference."""
    return found.score(found.results.nodes[node], "a"), found.difference(found.results.nodes[node], "a")


def test_a_criterion_and_its_part() -> None:
    """A part that adds up has the sum; the difference is the score without the agency's own."""
    found = assessed(GIVEN)
    assert at(found, "one") == (Fraction("55.5"), Fraction("-4.5"))
    assert at(found, "panel") == (Fraction("85.5"), Fraction("-12.5"))


def test_what_nobody_assesses_leaves_no_sum() -> None:
    """A value from a file was not assessed, so neither was its part, nor the total."""
    found = assessed(GIVEN)
    assert [at(found, node) for node in ("given", "file", "total")] == [(None, None)] * 3


@pytest.mark.parametrize("given", [{}, {"a": {"one": Decimal(50)}}])
def test_half_an_assessment_is_none(given: dict[str, dict[str, Decimal]]) -> None:
    """A part has no sum where a criterion of it was left out."""
    assert at(assessed(given), "panel") == (None, None)


@pytest.mark.parametrize(
    "parts",
    [
        {"pool": "{middle_sum: {n: 2, odd: high}, incomplete: leave_out}"},
        {"pool": "{mean: {}, incomplete: leave_out}\n      cap: 80"},
        {"not_applicable": "zero", "spared": "{a: [two]}"},
    ],
)
def test_what_is_more_than_a_sum_is_not_compared(parts: dict[str, str]) -> None:
    """A sum of several raters' values, a cap, 不涉及 that counts: the agency's own sum would not be the same thing."""
    assert at(assessed(GIVEN, **parts), "panel") == (None, None)


def test_a_criterion_that_is_multiplied_is_not_compared() -> None:
    """The agency gave itself points as they are marked, and the score is on another scale; so is every sum of it."""
    found = assessed(GIVEN, own=", factor: 0.5")
    assert [at(found, node) for node in ("two", "panel")] == [(Fraction(30), None), (None, None)]


def test_a_branch_of_vetoes_has_no_sum() -> None:
    """Nothing was asked, so nothing was answered: None and not 0."""
    spared = assessed(GIVEN, spared="{a: [one, two]}")
    assert at(spared, "panel") == (None, None)


def test_what_does_not_apply_is_left_out_of_both() -> None:
    """Where 不涉及 is converted at the total, a part is still the sum of what applies."""
    assert at(assessed(GIVEN, spared="{a: [two]}"), "panel") == (Fraction("55.5"), Fraction("-4.5"))


def test_whether_there_is_any() -> None:
    """A round without self-assessments shows no column for them."""
    assert (bool(assessed({})), bool(assessed({"a": {}})), bool(assessed(GIVEN))) == (False, False, True)
