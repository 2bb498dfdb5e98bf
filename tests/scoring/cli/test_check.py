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
        (
            "  • 各单位的参评人不尽相同（A、B、C、D、E）：示例市交通运输局由评议员1–6、评议员8–9评分；"
            "示例地铁集团由评议员1–5、评议员7–9评分；其余单位由评议员1–9评分"
        ),
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
          • 各单位的参评人不尽相同（P、Q）：乙局由评议员1–2评分；其余单位由评议员1–3评分
    """).splitlines()
    )


def test_what_happened_while_the_round_ran(run: Run, everything: Path) -> None:
    """Every event with its day and reason, raters by their seats; then the notices."""
    lines = run("check", everything).stdout.splitlines()
    at = lines.index("变动")
    assert lines[at : at + 10] == [
        "变动",
        "  • 2026-07-01：Parks Office更名为Gardens Office（a new statute）",
        "  • 2026-07-02：Trade Office退出评议（dissolved）",
        "  • 2026-07-03：从Water Office起由Member3′替补Member3，此前的评分表有效（moved away）",
        "  • 2026-07-03：从Gardens Office起由Member4′替补Member4，此前的评分表作废（fell ill）",
        (
            "  • 2026-07-04：Member5的评分安排改为：Tax Office、Gardens Office、Water Office、Mint、North Town、"
            "South Town、West Town；其余评分不计（a long way）"
        ),
        "  • 2026-07-05：Member2对Water Office回避（related to the director）",
        "  • 2026-07-06：Council2缺席：North Town、hearing（a train was late）",
        "  • 2026-07-07：更正评分细则的文字，更正前的文字校验码为 0A0A0A0A（a typing error）",
        "提醒",
    ]


def test_marks_that_an_event_set_aside(run: Run, everything: Path) -> None:
    """How many marks that had come in do not count, whose, of which agencies and why."""
    lines = run("check", everything).stdout.splitlines()
    assert [line for line in lines if "已交的" in line] == [
        "  • Member4已交的1项评分不计（Tax Office）：fell ill",
        "  • Member2已交的1项评分不计（Water Office）：related to the director",
    ]


def test_counts_of_every_state(run: Run, everything: Path) -> None:
    """Marks that were set aside are no marks, and a substitute is a rater."""
    lines = run("check", everything).stdout.splitlines()
    assert lines[4:7] == [
        "被评议单位：10家；参评人：10人",
        "评分：已评 656、不涉及 7、回避 41、缺席 2、未安排 271、待交 1",
        "履职材料：审核通过 10",
    ]
