"""`pingyi rank`: the whole screen, and the whole record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import Result
from rich.cells import cell_len
from rich.text import Text

from rubrics import fingerprints
from scoring.cli.language import tr
from scoring.folder import read_folder
from scoring.rounds import Status

Run = Callable[..., Result]

DEMO = """\
示例市2026年国家机关“谁执法谁普法”履职报告评议  {status}
城市和全部数据均为虚构。
{sample}
名次  被评议单位             总分  等次      A      B      C      D      E  同分
   1  示例市市场监督管理局  95.57  优秀  18.29  19.14  24.14  14.43  19.57
   2  示例市教育局          93.71  优秀  18.71  17.79  23.79  14.71  18.71  E
   3  示例市中级人民法院    93.71  优秀  19.14  19.71  22.86  13.86  18.14  E
   4  示例市生态环境局      92.36  优秀  18.57  18.57  22.50  13.00  19.71
   5  示例市卫生健康委员会  90.21  优秀  18.57  18.29  22.50  12.71  18.14
   6  共青团示例市委员会    86.79  良好  16.14  16.00  24.00  13.29  17.36
   7  示例市交通运输局      82.83  良好  17.17  16.75  20.50  12.00  16.42
   8  示例地铁集团          75.42  合格  16.33  14.58  20.00  10.00  14.50
A 普法责任制机制建设、B 系统内学法用法、C 开展社会普法宣传、D 创新普法形式、E 注重普法实效
提醒
  • 示例市教育局、示例市中级人民法院总分相同，比较“注重普法实效”的得分后确定名次
  • 评议员6对示例地铁集团回避：担任该单位常年法律顾问
  • 评议员7对示例市交通运输局缺席
{raters}
"""
RATERS = (
    "  • 各单位的参评人不尽相同（A、B、C、D、E）：示例市交通运输局由评议员1–6、评议员8–9评分；"
    "示例地铁集团由评议员1–5、评议员7–9评分；其余单位由评议员1–9评分"
)
PARTS = ["A", "B", "C", "D", "E"]
FIELDS = (
    *("agency", "name", "former_names", "class", "rank", "tied", "score", "grade", "grade_by_score", "grades_full"),
    *("vetoes", "proposed_grade", "decided_grade", "decision_reason", "decided_by", "parts"),
)


def status(of: Status = Status.PRELIMINARY) -> str:
    """Return a status in Chinese."""
    return of.title.render(tr)


def test_the_demo_on_a_page(run: Run, demo: Path) -> None:
    """Title, statements, table, legend and notices, plain where a program reads them."""
    shown = run("rank", demo)
    sample = read_folder(demo).rubric.sample
    assert (shown.exit_code, shown.output) == (0, DEMO.format(status=status(), sample=sample, raters=RATERS))


def test_a_round_with_an_agency_that_is_open(run: Run, small: Path) -> None:
    """It has no figures, stands last, and its reason is a notice."""
    assert run("rank", small).output == dedent(f"""\
        示例评议  {status()}
        名次  被评议单位   总分  等次     P     Q  同分
           1  丙局        10.00  优秀  6.00  4.00
           2  乙局         9.00  优秀  5.50  3.50  Q
           3  甲局         9.00  优秀  6.00  3.00  Q
           —  丁局         未定  —        —     —
        P 机制、Q 实效
        提醒
          • 丁局未排名：待交评议员2–3的评分（机制、实效）
          • 乙局、甲局总分相同，比较“实效”的得分后确定名次
          • 评议员3对乙局回避：曾任职
          • 各单位的参评人不尽相同（P、Q）：乙局由评议员1–2评分；其余单位由评议员1–3评分
    """)


def test_a_rank_that_is_shared_says_so(run: Run, small: Path) -> None:
    """Agencies that no key separates have the same rank, and the next rank is left out."""
    sheet = small / "sheets" / "marks.csv"
    text = sheet.read_text("utf-8").replace("b,r1,4,2,3.5", "b,r1,4,2,3").replace("b,r2,4,1,3.5", "b,r2,4,2,3")
    sheet.write_text(text.replace("c,r1,4,2,4", "c,r1,0,0,0"), "utf-8")
    assert run("rank", small).output == dedent(f"""\
        示例评议  {status()}
        名次  被评议单位  总分  等次     P     Q  同分
           1  甲局        9.00  优秀  6.00  3.00  并列
           1  乙局        9.00  优秀  6.00  3.00  并列
           3  丙局        6.67  合格  4.00  2.67
           —  丁局        未定  —        —     —
        P 机制、Q 实效
        提醒
          • 丁局未排名：待交评议员2–3的评分（机制、实效）
          • 甲局、乙局名次并列
          • 评议员3对乙局回避：曾任职
          • 各单位的参评人不尽相同（P、Q）：乙局由评议员1–2评分；其余单位由评议员1–3评分
          • 评议员1给丙局的“机制”评0.00分，与中位数6.00相差较大
          • 评议员1给丙局的“实效”评0.00分，与中位数4.00相差较大
    """)


def test_the_record_of_a_small_round(run: Run, small: Path) -> None:
    """Every field of the format, figures as decimal strings, null where there is nothing."""
    shown = run("rank", small, "--json")
    prints = fingerprints(read_folder(small).rubric)
    plain: dict[str, object] = {
        "former_names": [],
        "class": None,
        "tied": False,
        "grades_full": [],
        "vetoes": [],
        "proposed_grade": None,
        "decided_grade": None,
        "decision_reason": None,
    }
    best = {**plain, "grade": "优秀", "grade_by_score": "优秀"}
    nothing = {**plain, "score": None, "grade": None, "grade_by_score": None, "decided_by": None}
    assert shown.exit_code == 0
    assert json.loads(shown.output) == {
        "round": {"id": "small-2026", "title": "示例评议"},
        "status": "preliminary",
        "rubric": {
            "id": "small",
            "fingerprints": {"scoring": prints.scoring, "text": prints.text},
            "sample": None,
        },
        "decision": None,
        "standings": [
            {
                "agency": "c",
                "name": "丙局",
                "rank": 1,
                **best,
                "score": "10.00",
                "decided_by": None,
                "parts": {"P": "6.00", "Q": "4.00"},
            },
            {
                "agency": "b",
                "name": "乙局",
                "rank": 2,
                **best,
                "score": "9.00",
                "decided_by": "Q",
                "parts": {"P": "5.50", "Q": "3.50"},
            },
            {
                "agency": "a",
                "name": "甲局",
                "rank": 3,
                **best,
                "score": "9.00",
                "decided_by": "Q",
                "parts": {"P": "6.00", "Q": "3.00"},
            },
            {
                "agency": "d",
                "name": "丁局",
                "rank": None,
                **nothing,
                "parts": {"P": None, "Q": None},
                "reason": "待交评议员2–3的评分（机制、实效）",
            },
        ],
    }


def test_the_record_of_the_demo_has_one_shape(run: Run, demo: Path) -> None:
    """Every agency has the same fields; ranks are whole numbers and scores have two places."""
    record = json.loads(run("rank", demo, "--json").output)
    standings = record["standings"]
    assert list(record) == ["round", "status", "rubric", "decision", "standings"]
    assert [item["rank"] for item in standings] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [item["decided_by"] for item in standings] == [None, "E", "E", None, None, None, None, None]
    assert {tuple(item) for item in standings} == {FIELDS}
    assert [list(item["parts"]) for item in standings] == [PARTS] * 8
    figures = [figure for item in standings for figure in (item["score"], *item["parts"].values())]
    assert {len(figure.partition(".")[2]) for figure in figures} == {2}


def test_the_record_is_plain_on_a_terminal_too(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON is never coloured or folded."""
    piped = run("rank", small, "--json").output
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert run("rank", small, "--json").output == piped


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_terminal_of_80_columns_holds_the_demo(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """No line is wider, no agency takes two lines, and no figure is cut."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    output = run("--lang", language, "rank", demo).output
    lines = Text.from_ansi(output).plain.splitlines()
    assert output.count("\x1b[") > 0
    assert max(map(cell_len, lines)) == 80
    first = next(at for at, line in enumerate(lines) if line.startswith("───")) + 1
    ranks = [line.split()[:3] for line in lines[first : first + 8]]
    plain = [line.split()[:3] for line in DEMO.splitlines()[4:12]]
    assert ranks == plain


def test_titles_are_text_and_no_markup(run: Run, small: Path) -> None:
    """Square brackets and colons in a title are printed as they were written."""
    file = small / "round.yaml"
    title = "示例评议[bold]:smile:[/]"
    file.write_text(file.read_text("utf-8").replace("title: 示例评议\n", f"title: '{title}'\n"), "utf-8")
    assert run("rank", small).output.splitlines()[0] == f"{title}  {status()}"


def test_three_grades_beside_each_other(run: Run, everything: Path) -> None:
    """Computed, proposed and decided, and by whom; the class; a part of nothing but vetoes has no column."""
    lines = run("rank", everything).output.splitlines()
    assert lines[0] == f"Service review 2026  {status(Status.DECIDED)}"
    heading = ["名次", "被评议单位", "类别", "总分", "计算等次", "建议等次", "审定等次"]
    parts = ["visit", "own", "middle", "agreed", "heard", "data", "public", "tasks", "roads", "extras"]
    assert lines[3].split() == [*heading, *parts, "同分"]
    rows = [line.split() for line in lines[4:14]]
    assert [(row[0], row[1], row[3:8]) for row in rows[:3]] == [
        ("1", "Tax", ["offices", "96.82", "excellent", "excellent", "excellent"]),
        ("2", "East", ["towns", "94.52", "good", "fair", "fair"]),
        ("3", "North", ["towns", "92.52", "good", "good", "good"]),
    ]
    assert [row[:8] for row in rows[7:]] == [
        ["—", "Guards", "offices", "未定", "—", "good", "good", "30.00"],
        ["—", "West", "Town", "towns", "未定", "—", "—", "—"],
        ["—", "Trade", "Office", "offices", "退出评议", "—", "—", "—"],
    ]
    assert lines[14] == "审定：City Council、2026-08-01、Minutes 7 of 2026"


def test_the_record_of_a_round_with_everything(run: Run, everything: Path) -> None:
    """Three grades, classes, earlier names, full quotas, vetoes, and why an agency has no rank."""
    record = json.loads(run("rank", everything, "--json").output)
    standings = {item["agency"]: item for item in record["standings"]}
    assert record["status"] == "decided"
    assert sorted(record["decision"]) == ["body", "date", "minutes"]
    assert None not in record["decision"].values()
    assert standings["parks"]["decision_reason"]
    picked = ("grade", "grade_by_score", "proposed_grade", "decided_grade", "grades_full", "vetoes")
    assert {agency: [standings[agency][field] for field in picked] for agency in ("parks", "mint", "west")} == {
        "parks": ["good", "excellent", "good", "excellent", ["excellent"], []],
        "mint": ["poor", "poor", "poor", "poor", [], ["A8", "F2"]],
        "west": [None, None, None, None, [], []],
    }
    assert (standings["parks"]["former_names"], standings["parks"]["class"]) == (["Parks Office"], "office")
    assert (standings["trade"]["withdrawn"], standings["trade"]["rank"]) == ("dissolved", None)
    assert standings["west"]["reason"] == "参评人的意见不一致（Agreed），待交Member2的评分（Middle）"


def test_what_decided_a_tie_in_a_few_words(run: Run, everything: Path) -> None:
    """The column names the node and what was looked at; the notice says it in full."""
    lines = run("rank", everything).output.splitlines()
    tied = [line.split()[-2:] for line in lines if line.split()[0] in {"5", "6"}]
    assert tied == [["visit", "不去高低分"]] * 2
    assert lines.count("  • Water Office、Gardens Office总分相同，比较“Visit”不去高低分的平均值后确定名次") == 1


def test_proposed_grades_nobody_has_decided_on(run: Run, small: Path) -> None:
    """No line says by whom, on either page, and no decided grade stands beside a name."""
    grades = "".join(f"  - {{agency: {agency}, proposed: 优秀}}\n" for agency in "abc")
    (small / "decision.yaml").write_text(f"pingyi: 1\ngrades:\n{grades}  - {{agency: d}}\n", "utf-8")
    ranked, explained = run("rank", small).output.splitlines(), run("explain", small).output.splitlines()
    assert [lines[0] for lines in (ranked, explained)] == [f"示例评议  {status(Status.FOR_APPROVAL)}"] * 2
    assert json.loads(run("rank", small, "--json").output)["status"] == "for_approval"
    assert ranked[1].split() == ["名次", "被评议单位", "总分", "计算等次", "建议等次", "P", "Q", "同分"]
    assert ranked[6] == "P 机制、Q 实效"
    assert [line for line in ranked + explained if line.startswith("审定") or "审定等次：" in line] == []
