"""A rubric that reads figures of every kind from outside, and tables of them as strangers hand them in."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics import Problems, Rubric, build, parse, read_rubric
from scoring.rounds import Round
from scoring.rounds.outside_figures import Figures, read_figures
from scoring.rounds.outside_tables import Grid, grids_of
from submissions import Worksheet

RUBRIC = """\
pingyi: 1
id: outside
title: 外部数据
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
parts:
  - {id: panel, title: 评议团, by: panel, points: 10, pool: {mean: {}}}
  - {id: daily, title: 日常考核, given: {from: daily, scale: 100}, factor: {from: level}, subtract: {from: late}}
  - id: public
    title: 社会评议
    criteria:
      - id: P1
        title: 问卷
        marking:
          votes:
            from: survey
            rule: satisfaction
            scale: 100
            options: [{title: 满意, points: 100}, {title: 基本满意, points: 80}, {title: 不满意, points: 50}]
      - {id: P2, title: 打分, marking: {votes: {from: typed, rule: satisfaction, scale: 10}}}
      - {id: P3, title: 网络投票, marking: {votes: {from: online, rule: leader_ratio, scale: 10}}}
      - {id: P4, title: 通报, marking: {veto: {from: fraud, score: 0}}}
"""
ROUND = """\
pingyi: 1
id: outside-2026
title: 示例评议
organizer: 示例市普法办
rubric: rubric.yaml
agencies:
  - {id: edu, name: 示例市教育局}
  - {id: exam, name: 示例市教育局考试中心}
  - {id: parks, name: 示例市园林局}
  - {id: gone, name: 示例市旅游局}
groups: [{id: panel, title: 评议团, members: [{id: r1, name: 一}]}]
events:
  - {date: 2026-05-01, reason: 机构改革, renamed: {agency: parks, name: 示例市城管局}}
  - {date: 2026-05-02, reason: 机构改革, withdrawn: {agency: gone}}
"""
EDU, EXAM, PARKS = "示例市教育局", "示例市教育局考试中心", "示例市城管局"


def rubric() -> Rubric:
    """Return the rubric."""
    return read_rubric(RUBRIC, "rubric.yaml")


def round_() -> Round:
    """Return the round: two agencies of which one's name holds the other's, one renamed, one that withdrew."""
    return build(Round, parse(ROUND, "round.yaml"))


def grid(*rows: Sequence[object], title: str = "表", visible: bool = True) -> Grid | None:
    """Return the grid of a sheet with these rows from row 1 on; None where it has none that counts."""
    held = {(n, at): cell for n, row in enumerate(rows, start=1) for at, cell in enumerate(row) if cell != ""}
    sheet = Worksheet("f.xlsx", title, held, visible)  # type: ignore[arg-type] # texts, and messages for what is none
    return next(iter(grids_of([sheet])), None)


def figures(source: str, *rows: Sequence[object]) -> Figures:
    """Return what a sheet with these rows holds."""
    found = grid(*rows)
    return read_figures([found] if found else [], source, rubric(), round_())


def told(source: str, *rows: Sequence[object]) -> list[tuple[str, str]]:
    """Return code and cell of every problem of a sheet with these rows; none where there are none."""
    try:
        figures(source, *rows)
    except Problems as problems:
        return [(problem.code, problem.place.cell) for problem in problems.items]
    return []
