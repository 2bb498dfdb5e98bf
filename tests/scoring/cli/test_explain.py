"""`pingyi explain`: why the agencies stand where they stand, and one agency's score, node by node."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import Result
from rich.cells import cell_len
from rich.text import Text

from scoring.cli.language import tr
from scoring.folder import read_folder
from scoring.rounds import Status

Run = Callable[..., Result]

WHY = """\
Service review 2026  {status}
城市和全部数据均为虚构。
An invented rubric.
Tax Office：第1名，总分96.82，excellent  审定等次：excellent
East Town：第2名，总分94.52，good  审定等次：fair
North Town：第3名，总分92.52，good  审定等次：good
South Town：第4名，总分92.49，fair  审定等次：good
Water Office：第5名，总分92.42，good  审定等次：fair
Gardens Office：第6名，总分92.42，good  审定等次：excellent
Mint：第7名，总分47.82，poor  审定等次：poor
Guards：未排名  有效评分只有0个，至少需要1个（Distrust、Disgrace、Agreed）；\
有效评分只有0个，至少需要2个（Heard）；审定等次：good
West Town：未排名  参评人的意见不一致（Agreed）；待交Member2的评分（Middle）
Trade Office：退出评议  dissolved
审定：City Council、2026-08-01、Minutes 7 of 2026
理由
  • visit：4个有效评分去掉1个最高分和1个最低分，取其余2个的平均值（{others}）
  • visit：39.25超过封顶分，按38计（Tax Office）
  • own：Panel占60%：4个有效评分的中位数（{others}）
  • own：Council占40%：3个有效评分的中位数（全部已排名单位）
  • middle：4个有效评分去掉1个最高分和1个最低分，取其余2个之和（{others}）
  • data：15.40超过封顶分，按13计（Tax Office）
  • extras：4.00超过封顶分，按3计（Tax Office）
  • data：14.00超过封顶分，按13计（除Tax Office、Gardens Office、Mint外的全部已排名单位）
  • 达到excellent分数线，但“towns”类别的excellent名额（0家）已满（East Town）
  • visit：5个有效评分去掉1个最高分和1个最低分，取其余3个的平均值（North Town、South Town、Gardens Office）
  • own：Panel占60%：5个有效评分的中位数（North Town、South Town、Gardens Office）
  • middle：5个有效评分去掉1个最高分和2个最低分，取其余2个之和（North Town、South Town、Gardens Office）
  • 一票否决“Distrust”成立，等次不高于good（North Town）
  • 一票否决“Disgrace”成立，等次不高于good（North Town）
  • 总分：86.21按全部指标的满分折算（South Town）
  • 一票否决“Accident”成立，等次不高于fair（South Town）
  • visit：40.00超过封顶分，按38计（Water Office）
  • 达到excellent分数线，但“offices”类别的excellent名额（1家）已满（Water Office、Gardens Office）
  • 总分相同，比较“Visit”不去高低分的平均值后确定名次（Water Office、Gardens Office）
  • visit：2份未评完的评分表按满分折算（Gardens Office）
  • visit：30.00因一票否决（A8）改计0.00（Mint）
  • data：-6.00低于保底分，按0计（Mint）
  • 一票否决“Refusal”成立（Mint）
  • 一票否决“Fraud”成立，等次不高于poor（Mint）
"""


def test_an_agency_of_the_demo(run: Run, demo: Path) -> None:
    """Who recused, what was dropped, what each item came to, and how."""
    shown = run("explain", demo, "metro")
    sample = read_folder(demo).rubric.sample
    pooled = "8个有效评分去掉1个最高分和1个最低分，取其余6个的平均值"
    assert (shown.exit_code, shown.output) == (
        0,
        dedent(f"""\
        示例市2026年国家机关“谁执法谁普法”履职报告评议  {Status.PRELIMINARY.title.render(tr)}
        城市和全部数据均为虚构。
        {sample}
        示例地铁集团：第8名，总分75.42，合格
        总分  75.42/100  A、B、C、D、E 合计
          A 普法责任制机制建设  16.33/20  A1、A2、A3 合计；{pooled}
              1:(17.00)  2:16.00  3:17.00  4:(15.00)  5:16.00  6:回避  7:17.00  8:17.00  9:15.00
            A1 普法责任落实到岗  4.50/6  评分
            A2 责任清单、年度计划和闭环落实  7.00/8  评分
            A3 责任知晓和协同保障  4.83/6  评分
          B 系统内学法用法  14.58/20  B1、B2、B3 合计；{pooled}
              1:(10.50)  2:14.50  3:(17.00)  4:14.50  5:13.00  6:回避  7:17.00  8:15.50  9:13.00
            B1 岗位学法抽查  4.33/6  评分
            B2 学法制度和差错复盘  5.00/7  评分
            B3 办事用法能力  5.25/7  评分
          C 开展社会普法宣传  20.00/25  C1、C2、C3 合计；{pooled}
              1:(23.00)  2:(17.00)  3:19.50  4:21.00  5:17.50  6:回避  7:21.50  8:21.00  9:19.50
            C1 窗口和阵地普法  8.00/9  评分
            C2 重点对象普法和以案释法  6.67/8  评分
            C3 服务对象听得懂、用得上  5.33/8  评分
          D 创新普法形式  10.00/15  D1、D2、D3 合计；{pooled}
              1:10.00  2:10.00  3:10.00  4:9.00  5:(7.00)  6:回避  7:(11.00)  8:11.00  9:10.00
            D1 创新项目现场  3.50/5  评分
            D2 项目设计和数据  3.33/5  评分
            D3 改进和推广  3.17/5  评分
          E 注重普法实效  14.50/20  E1、E2、E3 合计；{pooled}
              1:13.00  2:16.00  3:14.50  4:14.50  5:(11.00)  6:回避  7:14.50  8:(17.00)  9:14.50
            E1 现场看变化  5.25/7  评分
            E2 数据看实效  5.25/7  评分
            E3 问题整改和群众认可  4.00/6  评分
        席位号:分值；括号内为去掉的最高分、最低分
        """),
    )


def test_an_agency_whose_tie_was_decided(run: Run, small: Path) -> None:
    """The key that decided is named right below the rank."""
    assert run("explain", small, "b").output == dedent(f"""\
        示例评议  {Status.PRELIMINARY.title.render(tr)}
        乙局：第2名，总分9.00，优秀
        总分相同，比较“实效”的得分后确定名次
        总分  9.00/10  P、Q 合计
          P 机制  5.50/6  A1、A2 合计；2个有效评分的平均值
              1:6.00  2:5.00  3:回避
            A1 责任清单  4.00/4  评分
            A2 学法用法  1.50/2  评分
          Q 实效  3.50/4  B1 合计；2个有效评分的平均值
              1:3.50  2:3.50  3:回避
            B1 群众评价  3.50/4  评分
    """)


def test_an_agency_that_is_open(run: Run, small: Path) -> None:
    """What is open stands first, and what is not known has no figure."""
    shown = run("explain", small, "d")
    assert shown.output.splitlines()[:5] == [
        f"示例评议  {Status.PRELIMINARY.title.render(tr)}",
        "丁局：未排名",
        "待办事项",
        "  • 待交评议员2–3的评分（机制、实效）",
        "总分  —/10  P、Q 合计",
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


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reasons_of_the_demo_fit_a_screen(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Eight agencies: at most 24 lines of 80 columns, none of which breaks where no Chinese line may."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    lines = [
        line.rstrip() for line in Text.from_ansi(run("--lang", language, "explain", demo).output).plain.splitlines()
    ]
    assert (len(lines) <= 24, max(map(cell_len, lines)) <= 80) == (True, True)
    assert [line for line in lines if not line.strip(" •") or line.lstrip()[0] in "，。、；：）”"] == []


def test_the_reasons_of_the_demo(run: Run, demo: Path) -> None:
    """A line for each agency, then every reason once with those it holds for."""
    assert run("explain", demo).output.splitlines()[3:] == [
        "示例市市场监督管理局：第1名，总分95.57，优秀",
        "示例市教育局：第2名，总分93.71，优秀",
        "示例市中级人民法院：第3名，总分93.71，优秀",
        "示例市生态环境局：第4名，总分92.36，优秀",
        "示例市卫生健康委员会：第5名，总分90.21，优秀",
        "共青团示例市委员会：第6名，总分86.79，良好",
        "示例市交通运输局：第7名，总分82.83，良好",
        "示例地铁集团：第8名，总分75.42，合格",
        "理由",
        (
            "  • A、B、C、D、E：9个有效评分去掉1个最高分和1个最低分，取其余7个的平均值"
            "（除示例市交通运输局、示例地铁集团外的全部已排名单位）"
        ),
        "  • 总分相同，比较“注重普法实效”的得分后确定名次（示例市教育局、示例市中级人民法院）",
        ("  • A、B、C、D、E：8个有效评分去掉1个最高分和1个最低分，取其余6个的平均值（示例市交通运输局、示例地铁集团）"),
    ]


def test_every_kind_of_reason_in_words(run: Run, everything: Path) -> None:
    """Clamps, drops, conversions, vetoes, quotas, ties, no mere bonus; beside a name why it is open, or its grade."""
    others = "除North Town、South Town、Gardens Office外的全部已排名单位"
    assert run("explain", everything).output == WHY.format(status=Status.DECIDED.title.render(tr), others=others)


def test_an_agency_that_withdrew(run: Run, everything: Path) -> None:
    """It has no rank, and the reason stands where the grade would."""
    assert run("explain", everything, "trade").output.splitlines()[3:5] == ["Trade Office：退出评议", "理由：dissolved"]


def test_an_agency_that_was_renamed(run: Run, everything: Path) -> None:
    """By its old name it is found, and both names are told; then why the grade, and what was decided."""
    assert run("explain", everything, "Parks").output == run("explain", everything, "parks").output
    assert run("explain", everything, "parks").output.splitlines()[3:11] == [
        "Gardens Office：第6名，总分92.42，good",
        "原名：Parks Office",
        "达到excellent分数线，但“offices”类别的excellent名额（1家）已满",
        "总分相同，比较“Visit”不去高低分的平均值后确定名次",
        "审定：City Council、2026-08-01、Minutes 7 of 2026",
        "建议等次：good",
        "审定等次：excellent",
        "理由：fire of 2026",
    ]


def test_a_substitute_sits_on_the_predecessors_seat(run: Run, everything: Path) -> None:
    """A mark behind the number says so; where several groups mark, each seat begins with its word."""
    lines = run("explain", everything, "mint").output.splitlines()
    visit = next(at for at, line in enumerate(lines) if line.startswith("  visit "))
    own = next(at for at, line in enumerate(lines) if line.startswith("  own "))
    assert [lines[visit + 1], lines[own + 1]] == [
        "      1:回避  2:(38.00)  3:未安排  3′:(38.00)  4:未安排  4′:38.00  5:38.00",
        (
            "      Member1:回避  Member2:(14.40)  Member3:未安排  Member3′:(14.40)  Member4:未安排  Member4′:14.40"
            "  Member5:14.40  Council1:(14.40)  Council2:(14.40)  Council3:14.40"
        ),
    ]


def test_a_veto_has_no_figure(run: Run, everything: Path) -> None:
    """Whether it holds is told in words, and by whose answers; a part of nothing but vetoes has neither."""
    lines = run("explain", everything, "mint").output.splitlines()
    assert [line for line in lines if line.split()[:1] in (["A8"], ["limits"], ["F1"], ["F2"], ["F3"])] == [
        "    A8 Refusal  一票否决成立：4人作答，1人评“是”",
        "  limits Limits",
        "    F1 Accident  一票否决不成立",
        "    F2 Fraud  一票否决成立",
        "    F3 Distrust  一票否决不成立：3人作答，0人评“是”",
    ]


def test_what_was_read_for_an_agency(run: Run, everything: Path) -> None:
    """Beside the rule of a marking stands the number of the agency; what is taken off is told to the last digit."""
    lines = run("explain", everything, "parks").output.splitlines()
    assert [line for line in lines if line.split()[:1] in (["data"], ["C2"], ["D1"], ["E1"], ["extras"])] == [
        (
            "  data Figures  12.40/13  C1、C2、C3 合计；乘以本单位系数0.9；减去0.25；"
            "保留1位小数，按 GB/T 8170 修约（四舍六入五成双）"
        ),
        "    C2 Cases  4.00/4  0.5 × 事实数据“cases reported”，最多4分；本单位数值：9",
        "    D1 Votes  3.20/4  得票数 ÷ 各单位的最高得票数 × 4，保底1分；本单位数值：80",
        "  extras Extras  0.00",
        "    E1 Awards  0.00  加分：2 × imports/awards.csv 中的数，最多4分；本单位数值：0",
    ]


def test_a_part_for_another_class_is_left_out(run: Run, everything: Path) -> None:
    """An office has no roads, a town no tasks."""
    ids = {
        agency: {line.split()[0] for line in run("explain", everything, agency).output.splitlines()}
        for agency in ("tax", "south")
    }
    assert [("tasks" in found, "roads" in found) for found in ids.values()] == [(True, False), (False, True)]
