"""Why an agency stands where it stands: what is remarkable, and nothing that anybody would expect."""

from __future__ import annotations

import pytest

from rubrics import Message
from scoring.engine.reasons import grade_reasons, reasons, shared_reasons, tie_reasons
from scoring.engine.results import Results, Standing
from tests.worked_case import read_case

EVERYTHING = """
title: 为什么
rubric:
  rank: {by: exact, ties: [work], share: true}
  not_applicable: rescale
  grades:
    by: exact
    of: ranked
    bands:
      - {title: 优秀, from: 150, quota: {share: 40%, round: down, tie: out}}
      - {title: 良好, from: 100, quota: {number: 1, tie: in}}
      - {title: 合格, from: 50}
      - {title: 不合格, from: 0}
  parts:
    - {id: work, title: 得分, given: {from: work, scale: 100}, cap: 90, factor: 1}
    - id: panel
      title: 评议团
      points: 100
      pool:
        groups: {panel: 75, council: 25}
        each: {trimmed_mean: {drop: 1, when_more_than: 2}}
        empty_group: redistribute
    - id: rest
      title: 其他
      criteria:
        - {id: bonus, title: 加分, marking: {bonus: {from: bonus, cap: 5}}}
        - {id: fraud, title: 弄虚作假, marking: {veto: {from: fraud, grade: 不合格}}}
        - {id: plain, title: 平均, points: 10, by: panel, pool: {mean: {}}}
        - {id: late, title: 逾期, marking: {veto: {from: late, score: 4}}}
imports:
  work: {a: 95, b: 80, c: 80, d: 80}
  bonus: {a: 0, b: 0, c: 3, d: 0}
  fraud: {a: 是, b: 否, c: 否, d: 否}
  late: {a: 否, b: 否, c: 是, d: 否}
not_applicable: {d: [plain]}
marks:
  a: {panel: {panel: [80, 80, 70], council: [90, 80]}, plain: [8, 8, 8]}
  b: {panel: {panel: [80, 80], council: [80, 80]}, plain: [5, 5, 5]}
  c: {panel: {panel: [80, 80], council: [缺席, 缺席]}, plain: [9, 9, 9]}
  d: {panel: {panel: [80, 80], council: [60, 缺席]}}
expect: {a: {}, b: {}, c: {}, d: {}}
"""


@pytest.fixture(scope="module")
def found() -> Results:
    """The results of a round in which everything remarkable happens."""
    lines = EVERYTHING.replace("panel: [80, 80], council", "panel: [80, 80, 缺席], council")
    return read_case(lines, "case.yaml").found


def standing(found: Results, agency: str) -> Standing:
    """Return the standing of an agency."""
    [one] = [item for item in found.standings if item.agency == agency]
    return one


def said(messages: tuple[Message, ...]) -> list[str]:
    """Return messages in words."""
    return [message.render() for message in messages]


def test_everything_remarkable(found: Results) -> None:
    """Clamp, drop, veto, empty group, conversion and quota; not a plain mean, a sum or a bonus."""
    assert {agency: said(reasons(found, standing(found, agency))) for agency in "abcd"} == {
        "a": [
            "work: 95.00 cut to the cap 90",
            "panel: panel 75%: mean of 1 of 3 values, 1 highest and 1 lowest dropped",
            "panel: council 25%: mean of 2 values",
            "veto “弄虚作假”: no better than 不合格",
        ],
        "b": [],
        "c": [
            "panel: panel 75%: mean of 2 values",
            "panel: council 25%: nobody: the weight is shared out",
            "rest: 12.00 replaced by 4.00: veto late",
            "veto “逾期” holds",
            "reaches 优秀, but its quota of 1 is full",
        ],
        "d": [
            "total score: 155.00 converted to what all criteria together can earn",
            "reaches 优秀, but its quota of 1 is full",
            "reaches 良好, but its quota of 1 is full",
        ],
    }
    assert {agency: standing(found, agency).grade for agency in "abcd"} == {
        "a": "不合格",
        "b": "优秀",
        "c": "良好",
        "d": "合格",
    }


BY_CLASS = """
title: 只对一类
rubric:
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  parts:
    - {id: all, title: 共同, given: {from: work, scale: 100}, cap: 90}
    - {id: own, title: 甲类, for: [x], given: {from: work, scale: 100}, floor: 20}
agencies: {a: {class: x}, b: {class: y}}
imports: {work: {a: 10, b: 95}}
expect: {a: {}, b: {}}
"""


def test_only_what_concerns_the_class() -> None:
    """What is written for another class is no reason."""
    found = read_case(BY_CLASS, "case.yaml").found
    assert {agency: said(reasons(found, standing(found, agency))) for agency in "ab"} == {
        "a": ["own: 10.00 raised to the floor 20"],
        "b": ["all: 95.00 cut to the cap 90"],
    }


def test_reasons_of_the_grade_alone(found: Results) -> None:
    """Vetoes and quotas, without what happened to the score; nothing where the grade is the one earned."""
    assert said(grade_reasons(found, standing(found, "a"))) == ["veto “弄虚作假”: no better than 不合格"]
    assert said(grade_reasons(found, standing(found, "b"))) == []


EQUAL = """
title: 同分
rubric:
  rank: {by: exact, ties: [work], share: true}
  parts:
    - {id: work, title: 得分, given: {from: work, scale: 100}}
    - {id: panel, title: 评议团, by: panel, pool: {trimmed_mean: {drop: 1, when_more_than: 2}}, points: 100}
imports: {work: {a: 80, b: 70, c: 70, d: 60}}
marks:
  a: {panel: [60, 60, 70]}
  b: {panel: [70, 70, 80]}
  c: {panel: [70, 70, 80]}
  d: {panel: [%s, 50, 40]}
expect: {a: {}, b: {}, c: {}, d: {}}
"""


def test_what_decided_among_equals() -> None:
    """The key, and whether the rank is shared all the same; nothing for whom no other equals."""
    found = read_case(EQUAL % 50, "case.yaml").found
    assert {agency: said(tie_reasons(found, standing(found, agency))) for agency in "abcd"} == {
        "a": ["equal totals: decided by score of “得分”"],
        "b": ["equal totals: decided by score of “得分”", "shares its rank"],
        "c": ["equal totals: decided by score of “得分”", "shares its rank"],
        "d": [],
    }


def shared(found: Results) -> list[tuple[str, str]]:
    """Return every reason with whom it holds for, in words."""
    return [(reason.render(), whom.render()) for reason, whom in shared_reasons(found)]


DROPPED = "panel: mean of 1 of 3 values, 1 highest and 1 lowest dropped"
DECIDED = "equal totals: decided by score of “得分”"


def test_a_reason_is_told_once() -> None:
    """For all, for all but a few, or for those by name; who is not ranked has no reasons."""
    assert shared(read_case(EQUAL % 50, "case.yaml").found) == [
        (DROPPED, "all ranked agencies"),
        (DECIDED, "all ranked agencies but 单位d"),
        ("shares its rank", "单位b, 单位c"),
    ]
    awaited = read_case(EQUAL % "null", "case.yaml").found
    assert standing(awaited, "d").placing is None
    assert said(reasons(awaited, standing(awaited, "d"))) == []
    assert shared(awaited) == [
        (DROPPED, "all ranked agencies"),
        (DECIDED, "all ranked agencies"),
        ("shares its rank", "all ranked agencies but 单位a"),
    ]


QUOTAS = """
title: 名额与四舍五入
rubric:
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  grades:
    by: %s
    %s
    bands:
      - {title: 优秀, from: 80, quota: {number: 2, tie: out}}
      - {title: 合格, from: 0}
  parts: [{id: work, title: 得分, given: {from: work, scale: 100}}]
agencies: {a: {class: x}, b: {class: x}, c: {class: x}, d: {class: y}, e: {class: y}, f: {class: y}, g: {class: y}}
imports: {work: {a: 95, b: 90, c: 90, d: 95, e: 94, f: 81, g: 79.995}}
expect: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}}
"""


def graded(by: str, per: str) -> dict[str, list[str]]:
    """Return the reasons of the grade of those that have some."""
    found = read_case(QUOTAS % (by, per), "case.yaml").found
    held = {item.agency: said(grade_reasons(found, item)) for item in found.standings}
    return {agency: held[agency] for agency in sorted(held) if held[agency]}


TIED = "share a rank do not all fit into its quota of 2{}: neither they nor those behind them get it"


def test_why_a_quota_has_no_room() -> None:
    """Full, or equals that do not all fit; with the class where each has its own quota."""
    below = {"g": ["shown with 80.00, but the exact total is below 80 for 优秀"]}
    full = ["reaches 优秀, but its quota of 2 is full"]
    assert graded("exact", "") == {"b": full, "c": full, "e": full, "f": full, **below}
    assert graded("shown", "") == dict.fromkeys("bcefg", full)
    tied = ["reaches 优秀, but agencies that " + TIED.format(" (class 甲类)")]
    full = ["reaches 优秀, but its quota of 2 is full (class 乙类)"]
    assert graded("exact", "per: class") == {"b": tied, "c": tied, "f": full, **below}


VOID = """
title: 雷同作废
rubric:
  parts:
    - {id: one, title: 甲, points: 10, by: panel, pool: {mean: {}, alike: void}}
    - {id: two, title: 乙, points: 10, by: panel, pool: {mean: {}}}
marks:
  a: {one: [9, 8, 7], two: [5, 5, 5]}
  b: {one: [9, 6, 6], two: [5, 5, 5]}
expect: {a: {}, b: {}}
"""


def test_void_sheets_are_a_reason() -> None:
    """For every agency, at the pool whose rule makes them void."""
    assert shared(read_case(VOID, "case.yaml").found) == [
        ("one: without panel1, whose sheets are void", "all ranked agencies")
    ]
