"""What an agency can earn once the criteria that do not concern it are rescaled away."""

from __future__ import annotations

from fractions import Fraction

from scoring.engine.earnable import agency_earnable
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
    assert agency_earnable(found.rubric, found.round, whole, "a", own_factor=False) == Fraction(10)
