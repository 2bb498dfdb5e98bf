"""The scorecard says in words how each figure came about."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rubrics import Rounding
from rubrics.wording import rounding_words
from scoring.engine.explain import RaterValue, scorecard
from scoring.engine.results import Results
from scoring.rounds import MarkState
from tests.scoring.engine.test_results import substituted
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
    """Every node of the tree has its words, in the order of its operations."""
    assert words(found, "a") == {
        "total": [
            "sum of shares, others",
            "less 1.5",
            rounding_words(Rounding(places=1, mode="half_up")).render(),
        ],
        "shares": ["weighted: public 40%, panel 60%", "times 2"],
        "public": ["given in imports/public.csv"],
        "panel": [
            "sum of one, two",
            "1 incomplete sheets converted to all points",
            "mean of 2 of 4 values, 1 highest and 1 lowest dropped",
        ],
        "one": ["marks"],
        "two": ["marks"],
        "others": ["sum of middle, agreed, plain, fact"],
        "middle": ["median of 4 values"],
        "agreed": ["the one value that 4 raters agree on"],
        "plain": ["mean of 4 values"],
        "fact": ["by the fact “人次”: from 10 on 8, from 0 on 4", "read: 10"],
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
        RaterValue("1", Fraction(80), MarkState.GIVEN, dropped=True, share=Fraction(0)),
        RaterValue("2", Fraction(85), MarkState.GIVEN, dropped=False, share=Fraction(1)),
        RaterValue("3", Fraction(250, 3), MarkState.GIVEN, dropped=False, share=Fraction(1)),
        RaterValue("4", Fraction(100), MarkState.GIVEN, dropped=True, share=Fraction(0)),
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
    assert [value.state for value in panel.values] == [MarkState.GIVEN] * 3 + [MarkState.AWAITED]
    assert [value.value for value in panel.values][2:] == [Fraction(44), None]


JOINT = """
title: 几方与类别
rubric:
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  parts:
    - id: joint
      title: 共同评分
      pool: {groups: {panel: 75, council: 25}, each: {trimmed_mean: {drop: 1, when_more_than: 2}}, empty_group: refuse}
      points: 100
    - {id: own, title: 甲类, for: [x], given: {from: own, scale: 20}, scale: 10}
    - {id: free, title: 不封顶, given: {from: free}}
    - {id: more, title: 加分, criteria: [{id: bonus, title: 加分, marking: {bonus: {from: bonus, cap: 5}}}]}
agencies: {a: {class: x}, b: {class: y}}
imports: {own: {a: 10}, free: {a: 3, b: 3}, bonus: {a: 1, b: 0}}
marks:
  a: {joint: {panel: [90, 80, 70], council: [60, 回避]}}
  b: {joint: {panel: [90, 80, 70], council: [60, 50]}}
expect: {a: {}, b: {}}
"""


def test_groups_and_classes() -> None:
    """Seats with the word of their group; only what is asked of the class; extras and no scale earn nothing known."""
    found = read_case(JOINT, "case.yaml").found
    earnable = {agency: [(line.id, line.earnable) for line in scorecard(found, agency).lines] for agency in "ab"}
    assert earnable == {
        "a": [("total", None), ("joint", 100), ("own", 10), ("free", None), ("more", None), ("bonus", None)],
        "b": [("total", None), ("joint", 100), ("free", None), ("more", None), ("bonus", None)],
    }
    [joint] = [line for line in scorecard(found, "a").lines if line.id == "joint"]
    assert [(item.seat, item.value, item.state, item.dropped, item.share) for item in joint.values] == [
        ("panel1", Fraction(90), MarkState.GIVEN, True, Fraction(0)),
        ("panel2", Fraction(80), MarkState.GIVEN, False, Fraction(75)),
        ("panel3", Fraction(70), MarkState.GIVEN, True, Fraction(0)),
        ("council1", Fraction(60), MarkState.GIVEN, False, Fraction(25)),
        ("council2", None, MarkState.RECUSED, False, Fraction(0)),
    ]


def test_a_substitute_has_a_mark() -> None:
    """Who sits on another's seat is told by the seat's number and ′; each marked from a certain agency on."""
    marks = {("a", "j1"): ("50", "30"), ("a", "j2"): ("40", "30"), ("b", "j1"): ("60", "30"), ("b", "j3"): ("50", "20")}
    held = substituted(marks)
    values = {agency: scorecard(held, agency).lines[2].values for agency in "ab"}
    assert {agency: [(item.seat, item.value, item.state) for item in items] for agency, items in values.items()} == {
        "a": [("1", 80, MarkState.GIVEN), ("2", 70, MarkState.GIVEN), ("2′", None, MarkState.UNASSIGNED)],
        "b": [("1", 90, MarkState.GIVEN), ("2", None, MarkState.UNASSIGNED), ("2′", 70, MarkState.GIVEN)],
    }


def test_earnable_of_a_total_that_is_converted() -> None:
    """Where 不涉及 is rescaled the total is of all points of the agency's class, whatever concerns it."""
    found = read_case(OPEN, "case.yaml").found
    assert [scorecard(found, agency).lines[0].earnable for agency in "ab"] == [100, 100]
