"""How many values became one, in words, pool by pool; and what is said where something is open."""

from __future__ import annotations

import pytest

from tests.scoring.engine.test_steps import found, words

POOL = """
title: 几种取值
rubric:
  parts:
    - {id: one, title: 评分, %s, points: 100}
marks: {a: {one: %s}}
expect: {a: {}}
"""
GROUPS = "pool: {groups: {panel: 60, council: 40}, each: {%s}, empty_group: redistribute}"


@pytest.mark.parametrize(
    ("pool", "marks", "said"),
    [
        ("by: panel, pool: {mean: {}}", "[1, 2, 缺席]", ["mean of 2 values"]),
        ("by: panel, pool: {median: {}}", "[1, 2, 3]", ["median of 3 values"]),
        ("by: panel, pool: {consensus: {}}", "[7, 7]", ["the one value that 2 raters agree on"]),
        (
            "by: panel, pool: {trimmed_mean: {drop: 1, when_more_than: 3}}",
            "[1, 2, 3, 4]",
            ["mean of 2 of 4 values, 1 highest and 1 lowest dropped"],
        ),
        ("by: panel, pool: {trimmed_mean: {drop: 1, when_more_than: 3}}", "[1, 2, 3]", ["mean of 3 values"]),
        (
            "by: panel, pool: {middle_sum: {n: 2, odd: high}}",
            "[1, 2, 3, 4, 5]",
            ["sum of 2 of 5 values, 2 highest and 1 lowest dropped"],
        ),
        (
            "by: panel, pool: {middle_sum: {n: 2, odd: low}}",
            "[1, 2, 3]",
            ["sum of 2 of 3 values, 0 highest and 1 lowest dropped"],
        ),
        (
            GROUPS % "mean: {}",
            "{panel: [1, 2], council: [3]}",
            ["panel 60%: 1.50 (mean of 2 values)", "council 40%: 3.00 (mean of 1 values)"],
        ),
        (
            GROUPS % "trimmed_mean: {drop: 1, when_more_than: 3}",
            "{panel: [1, 2, 3, 4], council: [缺席]}",
            [
                "panel 60%: 2.50 (mean of 2 of 4 values, 1 highest and 1 lowest dropped)",
                "council 40%: — (nobody: the weight is shared out)",
            ],
        ),
        (
            GROUPS % "middle_sum: {n: 2, odd: high}",
            "{panel: [1, 2, 3], council: [4, 5]}",
            [
                "panel 60%: 3.00 (sum of 2 of 3 values, 1 highest and 0 lowest dropped)",
                "council 40%: 9.00 (sum of 2 of 2 values, 0 highest and 0 lowest dropped)",
            ],
        ),
    ],
)
def test_how_values_became_one(pool: str, marks: str, said: list[str]) -> None:
    """What each pool does in words, with numbers; of several groups one after the other."""
    assert words(found(POOL % (pool, marks)), "a", "one") == {"one": said}


WEIGHTED = """
title: 尚未收齐
rubric:
  subtract: {from: less}
  cap: 60
  parts:
    - {id: public, title: 社会, weight: 40, given: {from: public, scale: 100}}
    - {id: panel, title: 评议团, weight: 60, by: panel, pool: {mean: {}}, points: 100}
imports: {public: {a: 90}, less: {a: 1}}
marks: {a: {panel: [50, null]}}
expect: {a: {}}
"""


def test_what_is_open_has_no_figures() -> None:
    """Above what is open only how it is put together is told; where it is open, just that."""
    assert words(found(WEIGHTED), "a") == {
        "total": ["weighted: public 40%, panel 60%"],
        "public": ["given in imports/public.csv"],
        "panel": ["open"],
    }
