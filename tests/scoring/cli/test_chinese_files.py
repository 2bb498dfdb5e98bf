"""A round folder whose files are written in Chinese words throughout: keys, set values, headings of tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from scoring.folder import write_folder

Run = Callable[..., Result]

RUBRIC = """\
格式版本: 1
编号: small
标题: 示例评分细则
依据: 示例市评议办法
修约: {位数: 2, 方式: 四舍五入}
名次: {比较依据: 精确, 同分: [Q], 并列: 是}
等次: {比较依据: 精确, 各等次: [{标题: 优秀, 分数线: 9}, {标题: 合格, 分数线: 0}]}
一级指标:
  - 编号: P
    标题: 机制
    评议主体: panel
    计分取值: {平均值: {}, 法定人数: 2, 评分不全: 不计}
    二级指标: [{编号: A1, 标题: 责任清单, 分值: 4}, {编号: A2, 标题: 学法用法, 分值: 2}]
  - 编号: Q
    标题: 实效
    评议主体: panel
    计分取值: {平均值: {}, 法定人数: 2, 评分不全: 不计}
    二级指标: [{编号: B1, 标题: 群众评价, 分值: 4}]
"""
ROUND = """\
格式版本: 1
编号: small-2026
标题: 示例评议
主办单位: 示例市普法办
评分细则: rubric.yaml
被评议单位: [{编号: a, 名称: 甲局}, {编号: b, 名称: 乙局}, {编号: c, 名称: 丙局}, {编号: d, 名称: 丁局}]
评议主体:
  - 编号: panel
    标题: 评议团
    席位: 评议员
    参评人: [{编号: r1, 姓名: 一}, {编号: r2, 姓名: 二}, {编号: r3, 姓名: 三}]
回避: [{参评人: r3, 被评议单位: b, 原因: 曾任职}]
"""


@pytest.fixture
def chinese(small: Path) -> Path:
    """Return the small round once more, with Chinese words in all of its files."""
    folder = small.parent / "chinese"
    marks = (small / "sheets" / "marks.csv").read_text("utf-8").replace("agency,rater,", "被评议单位,参评人,")
    write_folder(
        folder,
        {"round.yaml": ROUND.encode(), "rubric.yaml": RUBRIC.encode(), "sheets/marks.csv": marks.encode("gb18030")},
    )
    return folder


@pytest.mark.parametrize("command", [["check"], ["rank"], ["rank", "--json"], ["explain"], ["explain", "a"]])
def test_the_words_change_nothing(run: Run, small: Path, chinese: Path, command: list[str]) -> None:
    """The fingerprints, every figure and every sentence are those of the round in English words."""
    name, *rest = command
    shown = run(name, chinese, *rest)
    assert (shown.exit_code, shown.output) == (0, run(name, small, *rest).output)


def test_a_long_table_with_chinese_headings(run: Run, chinese: Path) -> None:
    """The shape with a row for each mark."""
    (chinese / "sheets" / "more.csv").write_text("单位,评议员,指标,评分,备注\nd,r2,A1,2,补录\n", "utf-8")
    assert run("check", chinese).stdout.splitlines()[5] == "评分：已评 28、回避 3、待交 5"


def test_a_decision_in_chinese_words(run: Run, chinese: Path) -> None:
    """Body, date, minutes, and the grades of every agency."""
    (chinese / "decision.yaml").write_text(
        "格式版本: 1\n审定机构: 示例市普法领导小组\n日期: 2026-07-15\n会议纪要: 第7号\n各单位等次:\n"
        "  - {单位: a, 建议等次: 优秀, 审定等次: 优秀}\n  - {单位: b, 审定等次: 优秀}\n"
        "  - {单位: c, 审定等次: 合格, 理由: 发生重大舆情}\n  - {单位: d}\n",
        "utf-8",
    )
    assert [line.split()[:6] for line in run("rank", chinese).output.splitlines()[1:6]] == [
        ["名次", "被评议单位", "总分", "计算等次", "建议等次", "审定等次"],
        ["1", "丙局", "10.00", "优秀", "—", "合格"],
        ["2", "乙局", "9.00", "优秀", "—", "优秀"],
        ["3", "甲局", "9.00", "优秀", "优秀", "优秀"],
        ["—", "丁局", "未定", "—", "—", "—"],
    ]


def test_a_word_that_is_none(run: Run, chinese: Path) -> None:
    """The field is named as it was written, and the known ones are listed."""
    text = (chinese / "round.yaml").read_text("utf-8")
    (chinese / "round.yaml").write_text(text.replace("主办单位:", "主办方:"), "utf-8")
    shown = run("check", chinese)
    assert [line.partition("。")[0] for line in shown.stderr.splitlines()] == [
        "round.yaml:1 organizer：缺少“organizer 主办单位”",
        "round.yaml:4 主办方：这里没有“主办方”这个字段",
        "共发现2处错误",
    ]
