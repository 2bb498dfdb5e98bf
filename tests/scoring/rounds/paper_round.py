"""A round whose sheets are paper, with a criterion for every way of marking, for the tests of counting."""

from __future__ import annotations

from typing import Any

from rubrics import Rubric, TreeNode, parse, read_rubric, tree
from scoring.rounds import Check, Intake, Round, Sheet
from scoring.rounds.papers import Paper

RUBRIC = """\
pingyi: 1
id: paper
title: 示例评分细则
basis: 示例
not_applicable: rescale
reason_below: 60%
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
criteria:
  - {id: veto, title: 一票否决, by: panel, marking: {veto: {rated: any, score: 0}}}
parts:
  - id: panel
    title: 评议团评分
    by: panel
    pool: {mean: {}, incomplete: rescale}
    criteria:
      - {id: half, title: 打分, points: 10, marking: {points: {step: 0.5}}}
      - {id: plain, title: 满意, points: 5}
      - id: level
        title: 等级
        marking: {levels: [{title: 优秀, points: 10}, {title: 良好, points: 8}, {title: 优良, points: 9}]}
      - id: rank
        title: 名次
        marking: {levels: [{title: 一等, points: 3}, {title: 二等, points: 2}, {title: 三等, points: 1}]}
      - {id: list, title: 清单, marking: {checklist: [{title: 甲, points: 1}, {title: 乙, points: 2}]}}
      - {id: times, title: 次数, points: 4, marking: {count: {rated: true, each: 2}}}
      - {id: off, title: 扣分, points: 6, marking: {deductions: {rated: true}}}
      - {id: plus, title: 加分, marking: {bonus: {rated: true, cap: 3}}}
"""
ROUND = """\
pingyi: 1
id: paper-2026
title: 示例评议
organizer: 示例市普法办
rubric: rubric.yaml
agencies: [{id: a, name: 甲局, presents: 2}, {id: b, name: 乙局, presents: 1}]
groups: [{id: panel, title: 评议团, seat: 评议员, members: [{id: r1, name: 一}, {id: r2, name: 二}]}]
recusals: [{rater: r2, agency: b, reason: 曾任职}]
"""
CRITERIA = ("half", "plain", "level", "rank", "list", "times", "off", "plus", "veto")


def rubric() -> Rubric:
    """Return the rubric."""
    return read_rubric(RUBRIC, "rubric.yaml")


def a_round(**changes: Any) -> Round:  # noqa: ANN401 - parts of a round
    """Return the round with some of it changed."""
    value = parse(ROUND, "round.yaml").value
    assert isinstance(value, dict)
    return Round.model_validate({**value, **changes})


def leaf(criterion: str) -> TreeNode:
    """Return a criterion."""
    return next(node for node in tree(rubric()).leaves() if node.id == criterion)


def paper(*criteria: str, agency: str = "a", rater: str = "r1") -> Paper:
    """Return a sheet with these criteria, all of them where none is named."""
    return Paper(agency, rater, tuple(leaf(criterion) for criterion in criteria or CRITERIA))


def typed(
    number: int, *sheets: Sheet, by: str = "张三", checked: bool = True, asked: tuple[str, ...] = CRITERIA
) -> Intake:
    """Return an intake that was typed."""
    check = Check(way="read_back", by="李四") if checked else None
    at = "2026-03-01T09:00:00+08:00"
    return Intake(pingyi=1, number=number, at=at, by=by, way="typed", asked=asked, check=check, sheets=sheets)
