"""`pingyi explain`: one agency's score, node by node."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import Result
from rich.cells import cell_len
from rich.text import Text

from scoring.folder import read_folder

Run = Callable[..., Result]


def test_an_agency_of_the_demo(run: Run, demo: Path) -> None:
    """Who recused, what was dropped, what each item came to, and how."""
    shown = run("explain", demo, "metro")
    sample = read_folder(demo).rubric.sample
    pooled = "8个有效评分去掉1个最高分和1个最低分，取其余6个的平均值"
    assert (shown.exit_code, shown.output) == (
        0,
        dedent(f"""\
        示例市2026年国家机关“谁执法谁普法”履职报告评议
        城市和全部数据均为虚构。
        {sample}
        示例地铁集团：第8名，总分75.42，合格
        总分  75.42/100  A、B、C、D、E 之和
          A 普法责任制机制建设  16.33/20  {pooled}
              1:(17.00)  2:16.00  3:17.00  4:(15.00)  5:16.00  6:回避  7:17.00  8:17.00  9:15.00
            A1 普法责任落实到岗  4.50/6  评分
            A2 责任清单、年度计划和闭环落实  7.00/8  评分
            A3 责任知晓和协同保障  4.83/6  评分
          B 系统内学法用法  14.58/20  {pooled}
              1:(10.50)  2:14.50  3:(17.00)  4:14.50  5:13.00  6:回避  7:17.00  8:15.50  9:13.00
            B1 岗位学法抽查  4.33/6  评分
            B2 学法制度和差错复盘  5.00/7  评分
            B3 办事用法能力  5.25/7  评分
          C 开展社会普法宣传  20.00/25  {pooled}
              1:(23.00)  2:(17.00)  3:19.50  4:21.00  5:17.50  6:回避  7:21.50  8:21.00  9:19.50
            C1 窗口和阵地普法  8.00/9  评分
            C2 重点对象普法和以案释法  6.67/8  评分
            C3 服务对象听得懂、用得上  5.33/8  评分
          D 创新普法形式  10.00/15  {pooled}
              1:10.00  2:10.00  3:10.00  4:9.00  5:(7.00)  6:回避  7:(11.00)  8:11.00  9:10.00
            D1 创新项目现场  3.50/5  评分
            D2 项目设计和数据  3.33/5  评分
            D3 改进和推广  3.17/5  评分
          E 注重普法实效  14.50/20  {pooled}
              1:13.00  2:16.00  3:14.50  4:14.50  5:(11.00)  6:回避  7:14.50  8:(17.00)  9:14.50
            E1 现场看变化  5.25/7  评分
            E2 数据看实效  5.25/7  评分
            E3 问题整改和群众认可  4.00/6  评分
        席位号:分值；括号内为去掉的最高分、最低分
        """),
    )


def test_an_agency_whose_tie_was_decided(run: Run, small: Path) -> None:
    """The key that decided is named right below the rank."""
    assert run("explain", small, "b").output == dedent("""\
        示例评议
        乙局：第2名，总分9.00，优秀
        总分相同，比较“实效”的得分后确定名次
        总分  9.00/10  P、Q 之和
          P 机制  5.50/6  2个有效评分的平均值
              1:6.00  2:5.00  3:回避
            A1 责任清单  4.00/4  评分
            A2 学法用法  1.50/2  评分
          Q 实效  3.50/4  2个有效评分的平均值
              1:3.50  2:3.50  3:回避
            B1 群众评价  3.50/4  评分
    """)


def test_an_agency_that_is_open(run: Run, small: Path) -> None:
    """What is open stands first, and what is not known has no figure."""
    shown = run("explain", small, "d")
    assert shown.output.splitlines()[:5] == [
        "示例评议",
        "丁局：未排名",
        "待办事项",
        "  • 待交评议员2–3的评分（机制、实效）",
        "总分  —/10  P、Q 之和",
    ]


def test_no_grades_no_grade(run: Run, small: Path) -> None:
    """Where the rubric has no grades the sentence ends with the total."""
    file = small / "rubric.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("grades:")), "utf-8")
    assert run("explain", small, "c").output.splitlines()[1] == "丙局：第1名，总分10.00"


@pytest.mark.parametrize("name", ["metro", "示例地铁集团", "地铁"])
def test_an_agency_is_meant_by_id_name_or_part_of_a_name(run: Run, demo: Path, name: str) -> None:
    """All three print the same page."""
    assert run("explain", demo, name).output == run("explain", demo, "metro").output


@pytest.mark.parametrize("name", ["局", "税务局"])
def test_what_is_not_one_agency_is_wrong_usage(run: Run, small: Path, name: str) -> None:
    """Several agencies, or none: the answer lists them all."""
    shown = run("explain", small, name)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr.splitlines()[-1] == (
        f"错误：所填内容不对：“{name}”不能确定是本次评议活动的哪一家单位；被评议单位有：a 甲局、b 乙局、c 丙局、d 丁局"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_terminal_of_80_columns_folds_with_indentation(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """No line is wider than the terminal, and what is folded stays below its node."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    lines = Text.from_ansi(run("--lang", language, "explain", demo, "metro").output).plain.splitlines()
    assert [line for line in lines if cell_len(line) > 80] == []
    marks = [line for line in lines if line.lstrip()[:2] in {f"{seat}:" for seat in range(1, 10)}]
    assert len(marks) > 5
    assert {len(line) - len(line.lstrip()) for line in marks} == {6}
