"""What an agency can earn once the criteria that do not concern it are rescaled away."""

from __future__ import annotations

from fractions import Fraction

from scoring.engine.earnable import agency_earnable, rescaled_away
from tests.worked_case import read_case

CASE = """
title: 可得分
rubric:
  not_applicable: rescale
  parts:
    - id: shares
      title: 加权
      factor: 2
      parts:
        - {id: whole, title: 甲, weight: 100, factor: 3, points: 10, by: panel, pool: {mean: {}}}
        - {id: idle, title: 乙, weight: 0, points: 10, by: panel, pool: {mean: {}}}
    - {id: rest, title: 丙, points: 10, by: panel, pool: {mean: {}}}
not_applicable: {b: [whole], c: [idle], d: [rest]}
marks:
  a: {whole: [5], idle: [5], rest: [5]}
  b: {idle: [5], rest: [5]}
  c: {whole: [5], rest: [5]}
  d: {whole: [5], idle: [5]}
expect: {a: {}, b: {}, c: {}, d: {}}
"""


def test_a_weighted_whole_stays_while_a_child_with_a_weight_applies() -> None:
    """It is lost with the last such child; a child of weight 0 keeps nothing and takes nothing."""
    found = read_case(CASE, "case.yaml").found
    earned = {
        agency: [agency_earnable(found.rubric, found.round, found.nodes[node], agency) for node in ("shares", "total")]
        for agency in "abcd"
    }
    assert earned == {"a": [200, 210], "b": [0, 10], "c": [200, 210], "d": [200, 200]}
    whole = found.nodes["whole"]
    assert agency_earnable(found.rubric, found.round, whole, "a") == Fraction(30)
    assert agency_earnable(found.rubric, found.round, whole, "a", combined=True) == Fraction(10)


def test_nothing_is_spared_unless_it_is_rescaled() -> None:
    """Where 不涉及 counts in full or 0, what can be earned stays; a value without a scale is told as 0."""
    full = read_case(CASE.replace("rescale", "full"), "case.yaml").found
    assert rescaled_away(full.rubric, full.round, "b") == frozenset()
    assert agency_earnable(full.rubric, full.round, full.nodes["shares"], "b") == Fraction(200)
    rescaled = read_case(CASE, "case.yaml").found
    assert {agency: rescaled_away(rescaled.rubric, rescaled.round, agency) for agency in "ab"} == {
        "a": frozenset(),
        "b": frozenset({"whole"}),
    }


BY_CLASS = """
title: 按类别的可得分
rubric:
  classes: [{id: towns, title: 镇街}, {id: bureaus, title: 部门}]
  parts:
    - {id: all, title: 共同, points: 40, by: panel, pool: {middle_sum: {n: 2, odd: high}}, cap: 70}
    - {id: town, title: 镇街, points: 30, for: [towns], by: panel, pool: {mean: {}}, scale: 60}
    - {id: free, title: 自报, given: {from: free}}
agencies: {a: {class: towns}, b: {class: bureaus}}
imports: {free: {a: 1, b: 2}}
marks: {a: {all: [30, 40], town: [10, 20]}, b: {all: [30, 40]}}
expect: {a: {}, b: {}}
"""


def test_what_a_class_can_earn() -> None:
    """Another class's part is worth nothing; middle values are summed and cut by a cap; no scale is 0."""
    found = read_case(BY_CLASS, "case.yaml").found
    earned = {
        agency: [agency_earnable(found.rubric, found.round, found.nodes[node], agency) for node in found.nodes]
        for agency in "ab"
    }
    assert list(found.nodes) == ["total", "all", "town", "free"]
    assert earned == {"a": [0, 70, 60, 0], "b": [0, 70, 0, 0]}
