"""The scorecard says in words how each figure came about."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rubrics import Rounding
from rubrics.wording import rounding_words
from scoring.engine.explain import RaterValue, scorecard
from scoring.engine.results import Results
from scoring.rounds import MarkState
from tests.worked_case import read_case

EVERYTHING = """
title: 各种计分方法
rubric:
  not_applicable: rescale
  subtract: {from: deductions}
  round: {places: 1, mode: half_up}
  facts: [{id: viewers, title: 人次, min: 0}]
  parts:
    - id: shares
      title: 加权
      points: 50
      factor: 2
      parts:
        - {id: public, title: 社会, weight: 40, given: {from: public, scale: 100}}
        - id: panel
          title: 评议团
          weight: 60
          by: panel
          pool: {trimmed_mean: {drop: 1, when_more_than: 2}, incomplete: rescale}
          criteria: [{id: one, title: 甲, points: 60}, {id: two, title: 乙, points: 40}]
    - id: others
      title: 其他
      by: panel
      criteria:
        - {id: middle, title: 中位数, points: 10, pool: {median: {}}}
        - {id: agreed, title: 一致, points: 10, pool: {consensus: {}}}
        - {id: plain, title: 平均, points: 10, pool: {mean: {}}}
        - id: fact
          title: 事实
          marking: {bands: {fact: viewers, table: [{from: 0, points: 4}, {from: 10, points: 8}]}}
facts: {a: {viewers: 10}, b: {viewers: 9}}
imports: {public: {a: 90, b: 80}, deductions: {a: 1.5, b: 0}}
not_applicable: {b: [plain]}
marks:
  a:
    {one: [50, 55, 50, 60], two: [30, 30, 缺席, 40], middle: [7, 8, 9, 10], agreed: [9, 9, 9, 9], plain: [6, 7, 8, 9]}
  b: {one: [50, 55, 50, 60], two: [30, 30, 30, 40], middle: [7, 8, 9, 10], agreed: [9, 9, 9, 9]}
expect: {a: {}, b: {}}
"""


@pytest.fixture(scope="module")
def found() -> Results:
    """The results of a rubric with every kind of operation."""
    return read_case(EVERYTHING, "case.yaml").found


def words(found: Results, agency: str) -> dict[str, list[str]]:
    """Return how each node came about."""
    return {line.id: [message.render() for message in line.how] for line in scorecard(found, agency).lines}


def test_every_operation_in_words(found: Results) -> None:
    """Combined, pooled, multiplied, subtracted and rounded; a rescaling that changes nothing is not told."""
    assert words(found, "a") == {
        "total": [
            "sum of shares, others",
            "less 1.50",
            rounding_words(Rounding(places=1, mode="half_up")).render(),
        ],
        "shares": ["weighted: public 40%, panel 60%", "times 2"],
        "public": ["given in imports/public.csv"],
        "panel": ["mean of 2 of 4 values, 1 highest and 1 lowest dropped"],
        "one": ["marks"],
        "two": ["marks"],
        "others": ["sum of middle, agreed, plain, fact"],
        "middle": ["median of 4 values"],
        "agreed": ["the one value that 4 raters agree on"],
        "plain": ["mean of 4 values"],
        "fact": ["bands over the fact viewers"],
    }


def test_what_is_not_applicable(found: Results) -> None:
    """A criterion that does not concern the agency, and what the total was converted from."""
    said = words(found, "b")
    assert said["plain"] == ["not applicable"]
    assert said["total"][1] == "103.00 converted to what all criteria together can earn"


def test_the_lines_are_the_tree(found: Results) -> None:
    """Depth, earnable and weight of each node, each before what is below it."""
    lines = scorecard(found, "a").lines
    assert [(line.depth, line.id, line.earnable, line.weight) for line in lines][:5] == [
        (0, "total", Fraction(138), None),
        (1, "shares", Fraction(100), None),
        (2, "public", Fraction(100), Fraction(40)),
        (2, "panel", Fraction(100), Fraction(60)),
        (3, "one", Fraction(60), None),
    ]
    assert scorecard(found, "a").standing.agency == "a"
    with pytest.raises(KeyError):
        scorecard(found, "x")


def test_the_values_of_a_panel(found: Results) -> None:
    """Each seat's value with the share that counts; below and above a pool there are none."""
    values = {line.id: line.values for line in scorecard(found, "a").lines}
    assert values["panel"] == (
        RaterValue(1, Fraction(80), MarkState.GIVEN, dropped=True, share=Fraction(0)),
        RaterValue(2, Fraction(85), MarkState.GIVEN, dropped=False, share=Fraction(1)),
        RaterValue(3, Fraction(250, 3), MarkState.GIVEN, dropped=False, share=Fraction(1)),
        RaterValue(4, Fraction(100), MarkState.GIVEN, dropped=True, share=Fraction(0)),
    )
    assert (values["one"], values["total"]) == ((), ())


OPEN = """
title: 待交和不涉及
rubric:
  not_applicable: rescale
  total: 100
  parts:
    - id: panel
      title: 评议团
      points: 60
      by: panel
      pool: {trimmed_mean: {drop: 1, when_more_than: 2}, incomplete: leave_out}
      criteria: [{id: one, title: 甲, points: 40}, {id: two, title: 乙, points: 20}]
    - {id: public, title: 社会, points: 40, factor: 1, given: {from: public, scale: 40}}
imports: {public: {a: 30, b: 30}}
not_applicable: {b: [two]}
marks:
  a: {one: [30, 31, 32, null], two: [10, 11, 12, null]}
  b: {one: [30, 31, 32, 33]}
expect: {a: {}, b: {}}
"""


def test_what_the_agency_could_earn_and_what_is_open() -> None:
    """不涉及 lowers what can be earned up to the total; a pool that awaits marks drops nobody yet."""
    found = read_case(OPEN, "case.yaml").found
    earnable = {line.id: line.earnable for line in scorecard(found, "b").lines}
    assert earnable == {"total": 100, "panel": 40, "one": 40, "two": 0, "public": 40}
    assert words(found, "b")["two"] == ["not applicable"]
    assert words(found, "a")["panel"] == ["open"]
    [panel] = [line for line in scorecard(found, "a").lines if line.id == "panel"]
    assert [value.dropped for value in panel.values] == [False] * 4
