"""A decision that cannot stand: refused by every command, with all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

DECISION = """\
pingyi: 1
body: 示例市普法领导小组
date: 2026-07-15
grades:
  - {agency: a, decided: 合格}
  - {agency: b, decided: 良好}
  - {agency: b}
"""


def told(run: Run, folder: Path) -> list[str]:
    """Return what `pingyi check` says of a broken folder, without the line that counts the problems."""
    shown = run("check", folder)
    *lines, count = shown.stderr.splitlines()
    assert (shown.exit_code, shown.stdout, count) == (1, "", f"共发现{len(lines)}处错误。")
    return lines


def test_a_decision_without_a_reason_is_refused(run: Run, small: Path) -> None:
    """With it everything else that is wrong with the decision is told."""
    (small / "decision.yaml").write_text(DECISION, "utf-8")
    assert told(run, small) == [
        (
            "decision.yaml:1 minutes：写了审定等次，却缺少“minutes”。"
            "请写明审定机构 body、日期 date 和会议纪要文号 minutes。[DECISION-MISSING]"
        ),
        "decision.yaml:4 grades：缺少“c”。请补上：参加评议的单位都要列出。[DECISION-MISSING]",
        "decision.yaml:4 grades：缺少“d”。请补上：参加评议的单位都要列出。[DECISION-MISSING]",
        (
            "decision.yaml:5 grades[0].decided：“合格”与计算等次“优秀”不同。"
            "请写明理由 reason，或者改为计算等次。[DECISION-REASON]"
        ),
        "decision.yaml:6 grades[1].decided：评分细则没有“良好”这个等次。请写其中之一：优秀、合格。[DECISION-GRADE]",
        (
            "decision.yaml:7 grades[2]：其他单位写了审定等次，“b”没有写。"
            "请全部写上审定等次 decided，或者全部不写。[DECISION-PARTLY]"
        ),
        "decision.yaml:7 grades[2].agency：“b”在这里重复列出。请只保留其中一个。[DECISION-TWICE]",
    ]


def test_the_shape_of_a_decision_is_told_with_the_faults_of_other_files(run: Run, small: Path) -> None:
    """What needs no figures is found beside a broken sheet."""
    (small / "decision.yaml").write_text(DECISION.replace("date: 2026-07-15", "date: 7月15日"), "utf-8")
    sheet = small / "sheets" / "marks.csv"
    sheet.write_text(sheet.read_text("utf-8").replace("d,r1,1,1,1", "d,r1,1,1,五"), "utf-8")
    assert told(run, small) == [
        "decision.yaml:3 date：这里不能写“7月15日”。请按 2026-01-31 的格式写日期。[SHAPE-VALUE]",
        "sheets/marks.csv:10 B1：“五”不是规范的数字。请填半角数字，或者填“回避”“缺席”“未安排”。[MARK-NUMBER]",
    ]


@pytest.mark.parametrize("command", ["rank", "explain", "report"])
def test_no_command_passes_over_it(run: Run, small: Path, command: str) -> None:
    """Not even those that show no grade that was decided."""
    (small / "decision.yaml").write_text(DECISION, "utf-8")
    shown = run(command, small)
    assert (shown.exit_code, shown.stdout, shown.stderr.splitlines()[-1]) == (1, "", "共发现7处错误。")
