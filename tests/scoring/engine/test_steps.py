"""Every operation in words, for an agency and for the raters below a pool, and what is left out."""

from __future__ import annotations

import pytest

from rubrics import Rounding
from rubrics.wording import rounding_words
from scoring.engine.results import Results
from scoring.engine.steps import how, told
from scoring.engine.values import Step
from tests.worked_case import read_case


def found(text: str) -> Results:
    """Return the results of a case."""
    return read_case(text, "case.yaml").found


def words(held: Results, agency: str, *nodes: str) -> dict[str, list[str]]:
    """Return how an agency's score came about at these nodes, or at all of them."""
    return {node: [message.render() for message in how(held, held.nodes[node], agency)] for node in nodes or held.nodes}


ROUNDED = rounding_words(Rounding(places=0, mode="half_up")).render()
AGENCY = """
title: 按单位的运算
rubric:
  grades: {by: exact, bands: [{title: 合格, from: 60}, {title: 不合格, from: 0}]}
  parts:
    - {id: times, title: 系数, given: {from: raw, scale: 50}, factor: {from: weight}, subtract: {from: less}}
    - {id: kept, title: 上下限, given: {from: raw, scale: 100}, floor: 20, cap: 80}
    - id: scaled
      title: 折算
      scale: 50
      factor: 1.5
      round: {places: 0, mode: half_up}
      parts:
        - {id: whole, title: 原始, given: {from: raw, scale: 100}}
        - {id: extras, title: 加减分, criteria: [{id: bonus, title: 加分, marking: {bonus: {from: bonus, cap: 5}}}]}
        - id: alone
          title: 单列
          criteria:
            - {id: minus, title: 减分, marking: {penalty: {from: minus, each: 2}}}
            - {id: fraud, title: 弄虚作假, marking: {veto: {from: fraud, grade: 不合格}}}
    - id: zeroed
      title: 否决
      parts:
        - {id: rest, title: 其余, given: {from: raw, scale: 100}}
        - id: pair
          title: 两项
          criteria:
            - {id: shows, title: 场次, points: 10, marking: {count: {from: bonus, each: 2}}}
            - {id: first, title: 甲, marking: {veto: {from: first, score: 4}}}
            - {id: second, title: 乙, marking: {veto: {from: second, score: 2.5}}}
imports:
  raw: {a: 90, b: 50, c: 10}
  weight: {a: 1.1, b: 1, c: 0.9}
  less: {a: 1.5, b: 0, c: 2}
  bonus: {a: 3, b: 0, c: 9}
  minus: {a: 1, b: 0, c: 2}
  fraud: {a: 否, b: 是, c: 否}
  first: {a: 是, b: 否, c: 否}
  second: {a: 是, b: 是, c: 否}
expect: {a: {}, b: {}, c: {}}
"""


@pytest.fixture(scope="module")
def agency() -> Results:
    """The results of a rubric without raters."""
    return found(AGENCY)


def test_everything_that_is_done_to_an_agency(agency: Results) -> None:
    """Coefficient, subtraction, floor, cap, extras, factor, scale, rounding and vetoes, in their order."""
    assert words(agency, "a") == {
        "total": ["sum of times, kept, scaled, zeroed"],
        "times": ["given in imports/raw.csv", "times the agency's coefficient 1.1", "less 1.5"],
        "kept": ["given in imports/raw.csv", "90.00 cut to the cap 80"],
        "scaled": [
            "sum of whole",
            "1.00 added by extras, alone",
            "times 1.5",
            "136.50 converted to 50 points in all",
            ROUNDED,
        ],
        "whole": ["given in imports/raw.csv"],
        "extras": ["3.00 added by bonus"],
        "bonus": ["added: the number in imports/bonus.csv, at most 5", "read: 3"],
        "alone": ["-2.00 added by minus"],
        "minus": ["taken off: 2 × the number in imports/minus.csv", "read: 1"],
        "fraud": ["no veto"],
        "zeroed": ["sum of rest, pair"],
        "rest": ["given in imports/raw.csv"],
        "pair": ["sum of shows", "6.00 replaced by 2.50: veto first, second"],
        "shows": ["2 × the number in imports/bonus.csv, at most 10", "read: 3"],
        "first": ["veto holds"],
        "second": ["veto holds"],
    }


def test_what_changed_nothing_is_left_out(agency: Results) -> None:
    """No extras, no clamp and no veto that does not hold; only the veto that holds is named."""
    assert words(agency, "b", "kept", "scaled", "extras", "alone", "fraud", "pair") == {
        "kept": ["given in imports/raw.csv"],
        "scaled": ["sum of whole", "times 1.5", "75.00 converted to 50 points in all", ROUNDED],
        "extras": [],
        "alone": [],
        "fraud": ["veto holds"],
        "pair": ["sum of shows", "0.00 replaced by 2.50: veto second"],
    }
    assert words(agency, "c", "kept", "pair") == {
        "kept": ["given in imports/raw.csv", "10.00 raised to the floor 20"],
        "pair": ["sum of shows"],
    }
    steps = [step for step, _ in told(agency, agency.nodes["scaled"], "a")]
    assert steps == [Step.COMBINED, Step.ADDED, Step.MULTIPLIED, Step.SCALED, Step.ROUNDED]


RATERS = """
title: 按评分表的运算
rubric:
  not_applicable: rescale
  parts:
    - id: panel
      title: 评议团
      by: panel
      pool: {mean: {}, incomplete: rescale}
      parts:
        - id: kept
          title: 上下限
          floor: 2
          cap: 14
          criteria:
            - {id: one, title: 甲, points: 10}
            - {id: two, title: 乙, marking: {levels: [{title: 好, points: 6}, {title: 差, points: 0}]}}
            - {id: more, title: 加分, marking: {bonus: {rated: true, cap: 5}}}
        - id: capped
          title: 只有上限
          cap: 3
          parts:
            - {id: inner, title: 内, points: 4, factor: 2}
            - {id: outer, title: 外, points: 2, factor: {from: weight}}
        - id: floored
          title: 只有下限
          floor: 1
          criteria: [{id: found, title: 发现, points: 5, marking: {deductions: {rated: true, each: 2}}}]
        - id: scaled
          title: 折算
          scale: 20
          subtract: {from: less}
          round: {places: 0, mode: half_up}
          criteria:
            - {id: list, title: 清单, marking: {checklist: [{title: 有制度, points: 4}, {title: 有台账, points: 6}]}}
            - {id: zero, title: 否决, marking: {veto: {rated: majority, score: 7.5}}}
            - {id: once, title: 再否决, marking: {veto: {rated: all, score: 8}}}
imports: {weight: {a: 1.1, b: 1, c: 1}, less: {a: 1, b: 0, c: 0}}
not_applicable: {c: [one]}
marks:
  a:
    one: [10, 8, 缺席]
    two: [好, 差, 6]
    more: [2, 1, 0]
    inner: [4, 1, 1]
    outer: [2, 1, 1]
    found: [5, 1, 0]
    list: [√√, √×, ×√]
    zero: [是, 是, 否]
    once: [是, 是, 否]
  b:
    one: [7, 7, 7]
    two: [差, 差, 差]
    more: [0, 0, 0]
    inner: [1, 1, 1]
    outer: [1, 1, 1]
    found: [0, 0, 0]
    list: [√√, √√, √√]
    zero: [否, 否, 否]
    once: [否, 否, 否]
  c:
    two: [好, 差, 6]
    more: [0, 0, 0]
    inner: [1, 1, 1]
    outer: [0, 0, 0]
    found: [0, 0, 0]
    list: [√√, √√, √√]
    zero: [否, 否, 否]
    once: [否, 否, 否]
expect: {a: {}, b: {}, c: {}}
"""


@pytest.fixture(scope="module")
def raters() -> Results:
    """The results of a rubric with every operation below a pool."""
    return found(RATERS)


def test_everything_that_is_done_to_sheets(raters: Results) -> None:
    """How many sheets were converted, got extras or were clamped; the rest is the same for every sheet."""
    assert words(raters, "a") == {
        "total": ["sum of panel"],
        "panel": [
            "sum of kept, capped, floored, scaled",
            "1 incomplete sheets converted to all points",
            "mean of 3 values",
        ],
        "kept": ["sum of one, two", "bonus or penalty more added on 2 sheets", "kept within 2 to 14 on 1 sheets"],
        "one": ["marks"],
        "two": ["marks"],
        "more": ["added: the number that raters write, at most 5"],
        "capped": ["sum of inner, outer", "kept within … to 3 on 3 sheets"],
        "inner": ["marks", "times 2"],
        "outer": ["marks", "times weight"],
        "floored": ["sum of found", "kept within 1 to … on 1 sheets"],
        "found": ["5 less 2 × the number that raters write, not below 0"],
        "scaled": [
            "sum of list",
            "less imports/less.csv",
            "converted to 20 points in all",
            ROUNDED,
            "replaced by 7.50: veto zero",
        ],
        "list": ["points of what is met, added up: 有制度 4, 有台账 6"],
        "zero": ["veto holds: 2 of 3 said yes"],
        "once": ["no veto: 2 of 3 said yes"],
    }


def test_sheets_that_nothing_was_done_to(raters: Results) -> None:
    """No conversion, no extras, no clamp and no veto; 不涉及 is told, and the total is converted."""
    assert words(raters, "b", "panel", "kept", "floored", "scaled") == {
        "panel": ["sum of kept, capped, floored, scaled", "mean of 3 values"],
        "kept": ["sum of one, two"],
        "floored": ["sum of found"],
        "scaled": ["sum of list", "less imports/less.csv", "converted to 20 points in all", ROUNDED],
    }
    assert words(raters, "c", "one", "total") == {
        "one": ["not applicable"],
        "total": ["sum of panel", "31.67 converted to what all criteria together can earn"],
    }


POOLED_TOTAL = """
title: 总分取平均
rubric:
  not_applicable: rescale
  by: panel
  pool: {mean: {}, incomplete: leave_out}
  parts:
    - {id: one, title: 甲, points: 60}
    - {id: two, title: 乙, points: 40, cap: 35}
not_applicable: {b: [two]}
marks: {a: {one: [50, 60], two: [30, 40]}, b: {one: [50, 60]}}
expect: {a: {}, b: {}}
"""


def test_a_total_that_is_pooled() -> None:
    """Every sheet is converted from what concerns the agency to all points, before the pool."""
    held = found(POOLED_TOTAL)
    assert words(held, "a", "total") == {"total": ["sum of one, two", "mean of 2 values"]}
    assert words(held, "b", "total") == {
        "total": ["sum of one, two", "2 sheets converted to all points", "mean of 2 values"]
    }


READ = """
title: 读到的数
rubric:
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  subtract: {from: less}
  parts:
    - id: read
      title: 读到的
      criteria:
        - {id: liked, title: 满意度, marking: {votes: {from: liked, rule: satisfaction, scale: 100}}}
        - {id: led, title: 得票, for: [x], marking: {votes: {from: led, rule: leader_ratio, scale: 100}}}
        - {id: shows, title: 场次, for: [y], points: 10, marking: {count: {from: shows, each: 2}}}
agencies: {a: {class: x}, b: {class: y}}
ballots: {liked: {a: {80: 2, 90: 1}, b: {70: 4}}}
imports: {led: {a: 30}, shows: {}, less: {a: 0.125, b: 0}}
expect: {a: {}, b: {}}
"""


def test_what_was_read_for_a_leaf() -> None:
    """Voters, votes and numbers; a sum names what is written for the class; what is taken off is not rounded."""
    held = found(READ)
    said = words(held, "a")
    assert (said["total"], said["read"]) == (["sum of read", "less 0.125"], ["sum of liked, led"])
    assert {node: said[node][1:] for node in ("liked", "led")} == {"liked": ["3 voters"], "led": ["read: 30"]}
    assert words(held, "b", "read", "shows") == {"read": ["sum of liked, shows"], "shows": ["open"]}
