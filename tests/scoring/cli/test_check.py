"""`pingyi check`: what a sound round holds. What an unsound one is told stands in test_broken_input.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from click.testing import Result

Run = Callable[..., Result]


def test_the_demo(run: Run, demo: Path) -> None:
    """Round, rubric, fingerprints and counts, then what the office should look at."""
    shown = run("check", demo)
    assert (shown.exit_code, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert [*lines[:3], *lines[4:]] == [
        "没有发现错误。",
        "评议活动：示例市2026年国家机关“谁执法谁普法”履职报告评议",
        "评分细则：国家机关“谁执法谁普法”履职报告评议评分细则（样例）（shenzhen-sample）",
        "被评议单位：8家；参评人：9人",
        "评分：已评 1050、回避 15、缺席 15",
        "履职材料：已提交 1、审核通过 7",
        "提醒",
        "  • 示例市教育局、示例市中级人民法院总分相同，比较“注重普法实效”的得分后确定名次",
        "  • 评议员6对示例地铁集团回避：担任该单位常年法律顾问",
        "  • 评议员7对示例市交通运输局缺席",
    ]


def test_a_round_that_is_still_open_has_no_fault(run: Run, small: Path) -> None:
    """Sheets that have yet to come are a notice, not a problem."""
    shown = run("check", small)
    assert shown.exit_code == 0
    assert (
        shown.stdout.splitlines()[4:]
        == dedent("""\
        被评议单位：4家；参评人：3人
        评分：已评 27、回避 3、待交 6
        履职材料：—
        提醒
          • 丁局未排名：待交评议员2–3的评分（机制、实效）
          • 乙局、甲局总分相同，比较“实效”的得分后确定名次
          • 评议员3对乙局回避：曾任职
    """).splitlines()
    )
