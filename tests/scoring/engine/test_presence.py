"""Who gave enough to count where sheets are rescaled: a mark of no weight is no sheet."""

from __future__ import annotations

from tests.worked_case import read_case

WEIGHTLESS = """
title: 没有权重的项
rubric:
  parts:
    - id: sheet
      title: 评分表
      by: panel
      pool: {mean: {}, incomplete: rescale}
      parts:
        - {id: one, title: 甲, weight: 100, points: 10}
        - {id: two, title: 乙, weight: 0, points: 10}
marks: {a: {one: [8, 缺席], two: [缺席, 9]}}
expect: {a: {}}
"""


def test_a_mark_without_weight_is_no_sheet() -> None:
    """Who marked only what counts for nothing does not count."""
    held = read_case(WEIGHTLESS, "case.yaml").found
    assert held.panel("sheet").row(0) == {"panel-1": 80}
