"""`pingyi` itself: what it imports, what it lists, which language it speaks, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scoring.cli.main import COMMANDS, main

PINGYI = "from scoring.cli.main import run; run()"
HEAVY = {"jsonschema", "numpy", "openpyxl", "pydantic", "rich", "rubrics", "submissions", "xlsxwriter", "yaml"}
IMPORTED = f"""
import contextlib, io, json, sys
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    sys.argv = ["pingyi", "--help"]
    {PINGYI}
print(json.dumps(sorted(sys.modules)))
"""
HELPS = """
import json, click
from scoring.cli.language import speak
speak("en")
from scoring.cli.main import main
def helps(command, name):
    options = [option for option in command.params if isinstance(option, click.Option)]
    found = {name: command.help, **{f"{name} {option.opts[-1]}": option.help for option in options}}
    if isinstance(command, click.Group):
        for inner in command.list_commands(None):
            found |= helps(command.get_command(None, inner), f"{name} {inner}".strip())
    return found
print(json.dumps(helps(main, "")))
"""
ENGLISH_HELP = """\
Usage: pingyi [OPTIONS] COMMAND [ARGS]...

  Exact, explained scores and ranked workbooks for evaluation rounds.

  Exit codes: 0 done, 1 problems found, 2 wrong usage.

Options:
  --lang [zh|en]  zh 中文 / en English
  --version       pingyi x.y.z
  --help          Show this message and exit.

Commands:
  demo        Write a fictional round and its workbook, and print the
              standings.
  new         Make a round folder from a library rubric or a real round's set-
              up.
  setup       Write the set-up workbook of a round, or read it back.
  forms       Write the agencies' forms, or take in what they handed in.
  visits      Write the forms of visits and talks, or take them in.
  sheets      Write score sheets to fill in, or take in those that came back.
  tally       Count paper sheets: type them, check them, see the standing.
  figures     Take in figures from outside: questionnaires, votes, scores.
  record      Write the record of the count.
  spot-check  Draw sheets to compare with the paper, or take in what was
              found.
  check       Report every problem of a round folder.
  rank        Print the standings of a round.
  explain     Explain the standings, or how one agency's score came about.
  report      Write the ranked sheet for approval, or other files of a round.
  template    Write a template (.xlsx or .docx) to make your own of.
  verify      Name every figure and text that was altered in files of a round.
  history     Print the record of past rounds, and who is due.
  rubric      Check, show and list rubrics.
  serve       Run the portal.
  import      Take a round folder into the portal's database.
  export      Write a round of the portal as a round folder.
  backup      Write everything the portal holds to one file.
  restore     Bring back what backup wrote.
"""
CHINESE_HELP = """\
用法: pingyi [OPTIONS] COMMAND [ARGS]...

  履职报告评议的计分、排名与报表：计算精确，分数有据可查。

  退出码：0 完成，1 发现错误，2 用法不对。

选项:
  --lang [zh|en]  zh 中文 / en English
  --version       pingyi x.y.z
  --help          显示本说明后退出。

命令:
  demo        生成一次虚构的评议活动及其成绩工作簿，并列出名次。
  new         按内置的评分细则或评议活动设置新建文件夹。
  setup       生成评议活动的筹备表，或者读取填好的筹备表。
  forms       制发被评议单位填报表，或收取所报材料。
  visits      生成察看记录和座谈记录表，或收表。
  sheets      制发评分表，或收取交回的评分表。
  tally       现场统分：录入纸质评分表，核对，查看名次。
  figures     导入外部数据：问卷、投票、日常考核分。
  record      生成统分记录。
  spot-check  抽取评分表与纸面核对，或登记核对结果。
  check       检查评议活动文件夹，一次列出全部错误。
  rank        列出一次评议活动的名次。
  explain     说明名次的由来；写明一家单位时，逐项说明它的总分怎样得来。
  report      写出送审表，或者这一轮的其他文件。
  template    写出一份可以照着改的模板（.xlsx 或 .docx）。
  verify      重新计算，指出文件里被改动的每一处数字和文字。
  history     打印历年台账：谁哪年评过、什么等次、该轮到谁。
  rubric      检查、查看和列出评分细则。
  serve       运行网上评议平台。
  import      把评议活动文件夹导入平台。
  export      把平台中的评议活动导出为文件夹。
  backup      把平台的全部内容备份到一个文件。
  restore     恢复备份。
"""


def python(code: str, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own that speaks UTF-8 and no language but the one of `variables`."""
    spoken = ("PINGYI_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")
    kept = {name: value for name, value in os.environ.items() if name not in spoken}
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *map(str, arguments)],
        env={**kept, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "80", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_imports_click_and_the_standard_library_only() -> None:
    """Whoever asks for help does not pay for workbooks, arrays and YAML."""
    done = python(IMPORTED)
    loaded = set(json.loads(done.stdout))
    assert loaded & HEAVY == set()
    tops = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names)
    # What an environment loads into every Python (.pth files) is not ours.
    always = json.loads(python("import json, sys; print(json.dumps(list(sys.modules)))").stdout)
    assert tops - {name.partition(".")[0] for name in always} == {"click", "scoring"}


def test_the_table_of_commands_says_what_the_commands_say() -> None:
    """The list is printed without importing the commands, and must not drift from them."""
    done = python(HELPS)
    assert done.stderr == ""
    helps = json.loads(done.stdout)
    assert {name: helps[name] for name in COMMANDS} == {name: line for name, (_, line) in COMMANDS.items()}
    assert [name for name, text in helps.items() if not text] == []


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        ([], {}, CHINESE_HELP),
        ([], {"LANG": "C.UTF-8"}, CHINESE_HELP),
        ([], {"LANG": "de_DE.UTF-8"}, CHINESE_HELP),
        ([], {"LANG": "en_US.UTF-8"}, ENGLISH_HELP),
        ([], {"LANG": "zh_CN.UTF-8", "PINGYI_LANG": "en"}, ENGLISH_HELP),
        ([], {"LANG": "en_US.UTF-8", "PINGYI_LANG": "zh"}, CHINESE_HELP),
        (["--lang", "en"], {}, ENGLISH_HELP),
        (["--lang", "zh"], {"LANG": "en_US.UTF-8"}, CHINESE_HELP),
    ],
)
def test_the_language(arguments: list[str], variables: dict[str, str], expected: str) -> None:
    """Chinese unless --lang, PINGYI_LANG or else the locale asks for English."""
    done = python(PINGYI, *arguments, "--help", **variables)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


def test_english_from_one_end_to_the_other(small: Path) -> None:
    """A process that was told --lang en says nothing of its own in Chinese."""
    done = python(PINGYI, "--lang", "en", "rank", small)
    assert (done.returncode, done.stdout.splitlines()[-6:], done.stderr) == (
        0,
        [
            "P 机制, Q 实效",
            "Notices",
            "  • 丁局 is not ranked: marks awaited from 评议员2–3 (机制, 实效)",
            "  • equal totals of 乙局, 甲局: decided by score of “实效”",
            "  • 评议员3 recused for 乙局: 曾任职",
            "  • not all agencies were marked by the same raters (P, Q): 乙局 by 评议员1–2; the others by 评议员1–3",
        ],
        "",
    )


def test_problems_end_with_1_and_go_to_the_error_stream(tmp_path: Path) -> None:
    """A script can tell a faulty round from a wrong call."""
    done = python(PINGYI, "--lang", "en", "check", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"{tmp_path.as_posix()}: there is no round.yaml here. "
        "Name a round folder, or make one with “pingyi new”. [ROUND-MISSING]\nProblems found: 1.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        (["nix"], "错误：没有命令 'nix'。"),
        (["rank"], "错误：缺少参数 'DIR'."),
        (["rank", "nix"], "错误：'DIR' 所填内容不对：文件夹'nix'不存在。"),
        (["rank", "--jsn", "."], "错误：没有选项"),
        (["new", "x", "--like", "nix"], "错误：'--like' 所填内容不对：'nix' 不在可选项之内："),
        (["new", "x", "--like"], "错误：选项 '--like' 后面要带1个值。"),
        (["rubric", "library", "x"], "错误：有多余的参数（x）"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(arguments: list[str], last: str) -> None:
    """Click's own sentences are Chinese too."""
    done = python(PINGYI, *arguments)
    said = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert said[-1][: len(last)] == last


def test_a_pipe_gets_no_escape_codes(small: Path) -> None:
    """Colour is for people who look."""
    done = python(PINGYI, "rank", small)
    assert done.stdout.count("\x1b") == 0
    assert python(PINGYI, "rank", small, FORCE_COLOR="1").stdout.count("\x1b") > 0


def test_a_terminal_that_does_not_know_chinese(small: Path) -> None:
    """What cannot be written is replaced, and the figures are still there."""
    done = python(PINGYI, "rank", small, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stdout.count("10.00") == 1


def test_the_version() -> None:
    """The version is that of the installed distribution."""
    shown = CliRunner().invoke(main, ["--version"])
    name, version = shown.output.split()
    assert (shown.exit_code, name, version.count(".")) == (0, "pingyi", 2)


def test_commands_stand_in_the_order_of_a_round() -> None:
    """First a round is made, then papers go out and come in; it is checked, ranked, reported; then the portal."""
    context = click.Context(main)
    assert main.list_commands(context) == [
        *("demo", "new", "setup", "forms", "visits", "sheets", "tally", "figures", "record", "spot-check"),
        *("check", "rank", "explain", "report", "template", "verify", "history", "rubric"),
        *("serve", "import", "export", "backup", "restore"),
    ]
    assert main.get_command(context, "nix") is None
