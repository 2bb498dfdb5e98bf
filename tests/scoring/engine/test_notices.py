"""What the office is told before it signs."""

from __future__ import annotations

from scoring.engine.notices import notices, open_reasons, seat_names
from scoring.engine.results import Results
from scoring.rounds.model import Assignment
from tests.worked_case import read_case

RUBRIC = """
title: 提醒
rubric:
  rank: {by: %s, ties: [public], share: %s}
  rounding: {places: 0, mode: half_up}
  not_applicable: zero
  parts:
    - {id: public, title: 社会, given: {from: public, scale: 100}}
    - {id: panel, title: 评议团, by: panel, pool: {mean: {}, quorum: 2}, points: 100}
    - {id: second, title: 复评, by: panel, pool: {mean: {}, quorum: 2}, points: 100}
"""


def found(rest: str, by: str = "exact", share: str = "true") -> Results:
    """Return the results of a case with this rubric."""
    return read_case(RUBRIC % (by, share) + rest, "case.yaml").found


def said(rest: str, by: str = "exact", share: str = "true") -> list[str]:
    """Return all notices in words."""
    return [notice.render() for notice in notices(found(rest, by, share))]


QUIET = """
imports: {public: {a: 80, b: 70}}
marks:
  a: {panel: [80, 82, 84], second: [80, 82, 84]}
  b: {panel: [70, 72, 75], second: [70, 72, 75]}
expect: {a: {}, b: {}}
"""


def test_nothing_to_tell() -> None:
    """A round in order has no notices."""
    assert said(QUIET) == []


def test_open_agencies_missing_marks_and_what_does_not_apply() -> None:
    """Awaited marks as runs of seats, the same reason at two nodes once; recusal; 不涉及 with its reason."""
    rest = """
imports: {public: {b: 70}}
not_applicable: {b: [second]}
marks:
  a: {panel: [null, null, 84], second: [null, null, 84]}
  b: {panel: [回避, 72, 75]}
expect: {a: {}, b: {}}
"""
    assert said(rest) == [
        "单位a is not ranked: marks awaited from panel1–2 (评议团, 复评), no value in imports/public.csv (社会)",
        "panel1 recused for 单位b",
        "“复评” is not applicable to 单位b: 不涉及",
    ]
    [standing] = [item for item in found(rest).standings if item.agency == "a"]
    assert len(open_reasons(found(rest), standing)) == 2
    assert seat_names(found(rest)) == {"panel-1": "panel1", "panel-2": "panel2", "panel-3": "panel3"}


def test_totals_that_only_look_equal() -> None:
    """Totals that are shown alike and ranked by their exact values are pointed out; by shown values they are equal."""
    rest = """
imports: {public: {a: 80, b: 80.2}}
marks:
  a: {panel: [80, 82], second: [80, 82]}
  b: {panel: [82, 80], second: [82, 80]}
expect: {a: {}, b: {}}
"""
    assert said(rest) == ["单位b, 单位a are shown with 242 but not equal: the exact totals decide"]
    assert said(rest, by="shown") == ["equal totals of 单位b, 单位a: decided by score of “社会”"]


EQUAL = """
imports: {public: {a: 80, b: 80, c: 82}}
marks:
  a: {panel: [80, 82, 84], second: [80, 82, 84]}
  b: {panel: [80, 82, 84], second: [80, 82, 84]}
  c: {panel: [79, 81, 83], second: [79, 81, 83]}
expect: {a: {}, b: {}, c: {}}
"""


def test_equal_totals() -> None:
    """What decided, and who is equal still: sharing, or to be decided where ranks may not be shared."""
    decided = "equal totals of 单位c, 单位a, 单位b: decided by “社会”"
    told = said(EQUAL)
    assert told == [told[0], "单位a, 单位b share their rank"]
    assert told[0].startswith("equal totals of 单位c, 单位a, 单位b: decided by ")
    assert (
        said(EQUAL, share="false")[1] == "单位a, 单位b are still equal and may not share a rank: decide who goes first"
    )
    assert said(EQUAL, by="shown")[0] == told[0]
    assert "社会" in told[0], decided


def test_values_far_from_the_others_and_flat_sheets() -> None:
    """A value more than a fifth of the points from the median, and a rater whose marks are all alike."""
    rest = """
imports: {public: {a: 80, b: 70}}
marks:
  a: {panel: [80, 82, 50], second: [80, 82, 50]}
  b: {panel: [80, 72, 60], second: [80, 72, 60]}
expect: {a: {}, b: {}}
"""
    far = "panel3 gave 单位a 50 for “{}”, far from the panel's median 80"
    assert said(rest) == [far.format("评议团"), far.format("复评"), "panel1 gave every agency the same marks"]


def test_reasons_given_for_a_recusal() -> None:
    """The reason that stands in the round is told with it."""
    case = found(QUIET)
    key = ("a", "panel-1", "panel")
    marks = dict(case.collected.marks)
    marks[key] = type(marks[key])(marks[key].state.RECUSED, remark="亲属")
    again = Results(case.rubric, case.round, type(case.collected)(marks, case.collected.imports), case.evaluated)
    assert [notice.render() for notice in notices(again)] == ["panel1 recused for 单位a: 亲属"]


def test_whom_the_round_does_not_assign_is_no_news() -> None:
    """A rater whom the set-up gives other agencies is not listed; one whose sheet says 未安排 is."""
    case = found(QUIET.replace("panel: [80,", "panel: [未安排,"))
    planned = case.round.model_copy(
        update={"assignments": (Assignment(rater="panel-1", agencies=("b",)),)},
    )
    again = Results(case.rubric, planned, case.collected, case.evaluated)
    assert [notice.render() for notice in notices(case)] == ["panel1 unassigned for 单位a"]
    assert [notice.render() for notice in notices(again)] == []
