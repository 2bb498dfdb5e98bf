"""Pools as the walk up the tree makes them: groups by weight, quorums of seats, empty groups, who counts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.engine.results import Results
from scoring.engine.values import Open, OpenKind
from tests.worked_case import read_case

JOINT = """
title: 几方共评
rubric:
  parts:
    - {id: joint, title: 共同评分, pool: %s, points: 100}
marks:
%s
expect: {a: {}, b: {}}
"""
WEIGHTS = "groups: {panel: 60, council: 40}"


def found(pool: str, *marks: str) -> Results:
    """Return the results of a pool over marks, written as {group: [marks]} for the agencies a and b."""
    lines = "\n".join(f"  {agency}: {{joint: {written}}}" for agency, written in zip("ab", marks, strict=True))
    return read_case(JOINT % (f"{{{pool}}}", lines), "case.yaml").found


def opens(held: Results, agency: str) -> tuple[Open, ...]:
    """Return what keeps an agency open."""
    return held.opens[agency]


SOUND = "{panel: [90, 80, 70], council: [60, 50]}"


@pytest.mark.parametrize(
    ("each", "score"),
    [
        ("mean: {}", Fraction(80 * 60 + 55 * 40, 100)),
        ("median: {}", Fraction(80 * 60 + 55 * 40, 100)),
        ("trimmed_mean: {drop: 1, when_more_than: 2}", Fraction(80 * 60 + 55 * 40, 100)),
        ("middle_sum: {n: 1, odd: high}", Fraction(80 * 60 + 50 * 40, 100)),
        ("middle_sum: {n: 2, odd: low}", 2 * Fraction(85 * 60 + 55 * 40, 100)),
    ],
)
def test_groups_by_weight(each: str, score: Fraction) -> None:
    """Each group is pooled by the rule of its own, then weighed."""
    held = found(f"{WEIGHTS}, each: {{{each}}}, empty_group: refuse", SOUND, SOUND)
    assert held.score("joint", "a") == score
    panel = held.panel("joint")
    assert [(s.group, s.weight, s.first, s.last) for s in panel.sections] == [
        ("panel", Fraction(60), 0, 3),
        ("council", Fraction(40), 3, 5),
    ]


def test_an_empty_group() -> None:
    """Refused by name, or its weight is shared out; of a group that nobody misses nothing is said."""
    marks = "{panel: [90, 80, 70], council: [缺席, 缺席]}"
    refused = found(f"{WEIGHTS}, each: {{mean: {{}}}}, empty_group: refuse", marks, SOUND)
    assert opens(refused, "a") == (Open(OpenKind.EMPTY_GROUP, "a", "joint", source="council"),)
    assert refused.score("joint", "b") == 70
    shared = found(f"{WEIGHTS}, each: {{mean: {{}}}}, empty_group: redistribute", marks, SOUND)
    assert (opens(shared, "a"), shared.score("joint", "a")) == ((), Fraction(80))


@pytest.mark.parametrize(
    ("empty", "outer", "needed"),
    [("refuse", "", 5), ("redistribute", "", 2), ("redistribute", "quorum: 4, ", 4), ("refuse", "quorum: 7, ", 7)],
)
def test_all_groups_empty(empty: str, outer: str, needed: int) -> None:
    """One matter: as many values are needed as the groups need together, or the smallest of them by itself."""
    marks = "{panel: [缺席, 缺席, 缺席, 缺席], council: [缺席, 缺席, 缺席]}"
    pool = f"{WEIGHTS}, {outer}each: {{mean: {{}}, quorum: majority}}, empty_group: {empty}"
    held = found(pool, marks, marks)
    assert opens(held, "a") == (Open(OpenKind.QUORUM, "a", "joint", present=0, needed=needed),)


def test_quorums_of_groups_and_of_all() -> None:
    """A group below its own quorum is named; only then all values are counted; a majority is of the seats."""
    pool = f"{WEIGHTS}, quorum: 4, each: {{mean: {{}}, quorum: 2}}, empty_group: redistribute"
    held = found(pool, "{panel: [90, 缺席, 缺席], council: [60, 缺席]}", "{panel: [90, 80, 70], council: [缺席, 缺席]}")
    assert opens(held, "a") == (
        Open(OpenKind.QUORUM, "a", "joint", present=1, needed=2, source="council"),
        Open(OpenKind.QUORUM, "a", "joint", present=1, needed=2, source="panel"),
    )
    assert opens(held, "b") == (Open(OpenKind.QUORUM, "b", "joint", present=3, needed=4),)
    most = f"{WEIGHTS}, quorum: majority, each: {{mean: {{}}}}, empty_group: redistribute"
    half = found(
        most, "{panel: [90, 80, 缺席, 缺席], council: [缺席, 缺席]}", "{panel: [90, 80, 70, 60], council: [缺席, 缺席]}"
    )
    assert opens(half, "a") == (Open(OpenKind.QUORUM, "a", "joint", present=2, needed=4),)
    assert opens(half, "b") == ()


def test_groups_that_do_not_agree() -> None:
    """Each group must agree by itself; what is lacking already is not told twice."""
    pool = f"{WEIGHTS}, each: {{consensus: {{}}, quorum: 2}}, empty_group: refuse"
    held = found(pool, "{panel: [90, 90], council: [60, 60]}", "{panel: [90, 90], council: [60, 50]}")
    assert (opens(held, "a"), held.score("joint", "a")) == ((), Fraction(78))
    assert opens(held, "b") == (Open(OpenKind.DISAGREEMENT, "b", "joint"),)
    lacking = found(pool, "{panel: [90, 80, 缺席], council: [60, 缺席]}", SOUND)
    assert opens(lacking, "a") == (Open(OpenKind.QUORUM, "a", "joint", present=1, needed=2, source="council"),)


def test_marks_that_are_awaited() -> None:
    """Whose marks are awaited is told, and nothing else before they are in."""
    pool = f"{WEIGHTS}, each: {{mean: {{}}, quorum: 2}}, empty_group: refuse"
    held = found(pool, "{panel: [90, null, 70], council: [60, null]}", SOUND)
    assert opens(held, "a") == (Open(OpenKind.AWAITED, "a", "joint", raters=("panel-2", "council-2")),)


ONE_GROUP = """
title: 一组
rubric:
  parts:
    - {id: one, title: 评分, by: panel, pool: %s, points: 100}
marks: {a: {one: [90, 80, 70, 缺席, 缺席]}, b: {one: [90, 90, 90, 90, 90]}}
expect: {a: {}, b: {}}
"""


@pytest.mark.parametrize(
    ("pool", "needed"),
    [
        ("{mean: {}}", None),
        ("{mean: {}, quorum: majority}", None),
        ("{mean: {}, quorum: 4}", 4),
        ("{middle_sum: {n: 4, odd: low}}", 4),
        ("{middle_sum: {n: 3, odd: low}, quorum: majority}", None),
        ("{middle_sum: {n: 2, odd: low}, quorum: 5}", 5),
    ],
)
def test_how_many_values_one_group_needs(pool: str, needed: int | None) -> None:
    """The quorum, more than half of five seats, or as many as are summed; the group needs no name."""
    held = read_case(ONE_GROUP % pool, "case.yaml").found
    lacking = () if needed is None else (Open(OpenKind.QUORUM, "a", "one", present=3, needed=needed),)
    assert (opens(held, "a"), opens(held, "b")) == (lacking, ())


SUMMED = """
title: 中间分之和与名下各项
rubric:
  parts:
    - id: sheet
      title: 评分表
      by: panel
      pool: {middle_sum: {n: 2, odd: high}, incomplete: rescale}
      factor: 2
      criteria:
        - {id: one, title: 甲, points: 6}
        - {id: two, title: 乙, points: 4}
        - {id: more, title: 加分, marking: {bonus: {rated: true, cap: 2}}}
marks:
  a: {one: [6, 5, 4, 3], two: [4, 4, 4, 4], more: [0, 1, 0, 2]}
  b: {one: [3, 缺席, 缺席, 缺席], two: [缺席, 缺席, 2, 缺席], more: [缺席, 1, 缺席, 缺席]}
expect: {a: {}, b: {}}
"""


def test_who_counts_when_sheets_are_rescaled() -> None:
    """One earned mark is enough and is brought to all points, then extras are added; a bonus alone is no sheet."""
    held = read_case(SUMMED, "case.yaml").found
    assert held.panel("sheet").row(0) == {"panel-1": 10, "panel-2": 10, "panel-3": 8, "panel-4": 9}
    assert held.score("sheet", "a") == 2 * (9 + 10)
    assert held.panel("sheet").row(1) == {"panel-1": 5, "panel-3": 5}
    assert held.score("sheet", "b") == 2 * (5 + 5)
    assert held.evaluated.values["sheet"].earnable.at(0) == 40
    assert [held.score(node, "a") for node in ("one", "two", "more")] == [Fraction(17, 4), Fraction(4), Fraction(5, 4)]


TWO_SCORES = """
title: 两项否决同时成立
rubric:
  round: {places: 0, mode: half_up}
  parts:
    - {id: work, title: 得分, given: {from: work, scale: 100}}
    - id: file
      title: 案卷
      by: panel
      pool: {mean: {}}
      criteria:
        - {id: face, title: 卷面, points: 100}
        - {id: first, title: 甲, marking: {veto: {from: first, score: 40}}}
        - {id: second, title: 乙, marking: {veto: {from: second, score: 20}}}
imports:
  work: {a: 90, b: 90, c: 90}
  first: {a: 是, b: 是, c: 否}
  second: {a: 是, b: 否, c: 否}
marks: {a: {face: [90, 80]}, b: {face: [90, 80]}, c: {face: [90, 80]}}
expect: {a: {}, b: {}, c: {}}
"""


def test_vetoes_that_set_a_score() -> None:
    """Directly above, after all operations and for every rater; of several that hold the last one written counts."""
    held = read_case(TWO_SCORES, "case.yaml").found
    assert [held.score("file", agency) for agency in "abc"] == [20, 40, 85]
    assert [held.score("total", agency) for agency in "abc"] == [110, 130, 175]


ALL_SPARED = """
title: 全部不涉及
rubric:
  not_applicable: rescale
  parts: [{id: one, title: 评分, by: panel, pool: {mean: {}}, points: 100}]
not_applicable: {b: [one]}
marks: {a: {one: [90, 80]}}
expect: {a: {}, b: {}}
"""


def test_an_agency_that_nothing_applies_to() -> None:
    """Where nothing at all can be earned the total is open: it is no 0."""
    held = read_case(ALL_SPARED, "case.yaml").found
    assert (opens(held, "a"), opens(held, "b")) == ((), (Open(OpenKind.NOTHING_APPLIES, "b", "total"),))
    assert [held.score("total", agency) for agency in "ab"] == [85, None]


TREE = """
title: 各种运算
rubric:
  classes: [{id: x, title: 甲类}, {id: y, title: 乙类}]
  not_applicable: rescale
  parts:
    - id: scaled
      title: 折算
      scale: 50
      criteria:
        - {id: all, title: 共同, by: panel, pool: {mean: {}}, points: 60}
        - {id: own, title: 甲类, for: [x], by: panel, pool: {mean: {}}, points: 40}
    - id: times
      title: 系数
      given: {from: raw, scale: 50}
      factor: {from: weight}
      subtract: {from: less}
      floor: 5
      cap: 40
    - {id: only, title: 仅甲类, for: [x], scale: 10, parts: [{id: inner, title: 内, given: {from: raw, scale: 50}}]}
agencies: {a: {class: x}, b: {class: y}}
imports: {raw: {a: 50, b: 10}, weight: {a: 1.2}, less: {a: 1, b: 9}}
marks: {a: {all: [60, 50], own: [40, 30]}, b: {all: [30, 30]}}
expect: {a: {}, b: {}}
"""


def test_scales_coefficients_and_clamps() -> None:
    """A scale is of what the class can earn; a coefficient that is missing is open; the cap limits what is earned."""
    held = read_case(TREE, "case.yaml").found
    assert [held.score("scaled", agency) for agency in "ab"] == [Fraction(55 + 35, 2), 25]
    assert [held.score("times", agency) for agency in "ab"] == [40, None]
    assert [held.score("only", agency) for agency in "ab"] == [10, None]
    assert opens(held, "b") == (Open(OpenKind.NO_IMPORT, "b", "times", source="weight"),)
    values = held.evaluated.values
    assert [values["scaled"].earnable.at(row) for row in (0, 1)] == [50, 50]
    assert values["times"].earnable.at(0) == 40


ONLY_A_BONUS = """
title: 只剩加分
rubric:
  not_applicable: rescale
  parts:
    - id: sheet
      title: 评分表
      by: panel
      pool: {mean: {}, incomplete: rescale}
      criteria:
        - {id: one, title: 甲, points: 10}
        - {id: read, title: 导入, marking: {given: {from: read, scale: 10}}}
        - {id: more, title: 加分, marking: {bonus: {rated: true, cap: 6}}}
imports: {read: {a: 8, b: 8}}
not_applicable: {a: [one]}
marks:
  a: {more: [4, 2, 缺席]}
  b: {one: [5, 5, 缺席], more: [4, 2, 6]}
expect: {a: {}, b: {}}
"""


def test_who_counts_where_only_a_bonus_is_left_to_mark() -> None:
    """Nothing that can be earned is left on the sheet: who gave the bonus counts, who was absent does not."""
    held = read_case(ONLY_A_BONUS, "case.yaml").found
    assert held.panel("sheet").row(0) == {"panel-1": 12, "panel-2": 10}
    assert [held.score(node, "a") for node in ("sheet", "total")] == [11, 22]
    assert held.panel("sheet").row(1) == {"panel-1": 17, "panel-2": 15}
