"""What is printed: folded on a terminal, in one piece elsewhere."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.text import Text

from rubrics import Place, Problem, Problems, say
from scoring.cli.output import show_line, show_notices, show_problems, show_table

LONG = "评议" * 60


def shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what was printed, without colours and spaces at the ends."""
    return [line.rstrip() for line in Text.from_ansi(capsys.readouterr().out).plain.splitlines()]


def terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Let the output be a terminal of this width."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))


def test_a_line_elsewhere_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A program reads lines, however long."""
    show_line(("甲", "bold"), LONG, indent=2)
    assert capsys.readouterr().out == f"  甲{LONG}\n"


@pytest.mark.parametrize("colour", ["", "1"])
def test_nothing_printed_steers_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], colour: str
) -> None:
    """Escapes, line breaks and marks that turn the direction of writing become spaces, in lines and in tables."""
    monkeypatch.setenv("FORCE_COLOR", colour)
    monkeypatch.setenv("COLUMNS", "42")
    show_line("甲\x1b[31m\n乙\u202e丙")
    show_table(["名"], [["甲\x07\u2028乙"]])
    lines = shown(capsys)
    assert (lines[0], lines[1], lines[-1]) == ("甲 [31m 乙 丙", "名", "甲  乙")


def test_of_many_problems_of_a_kind_fifty_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """For each file and code; how many more there are is said, and all of them are counted."""

    def problem(code: str, file: str, line: int) -> Problem:
        return Problem(code, Place(file, line), say("wrong."), say("Mend it."))

    many = [problem("ROW-WRONG", file, line) for file in ("a.csv", "b.csv") for line in range(1, 5_001)]
    show_problems(Problems([*many, problem("ROW-OTHER", "a.csv", 5_001)]))
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), lines[49].split("：")[0], lines[50].split("：")[0]) == (104, "a.csv:50", "a.csv:5001")
    assert (lines[101], lines[103]) == ("a.csv：同类错误还有4950处。[ROW-WRONG]", "共发现10001处错误。")


def test_a_line_on_a_terminal_is_folded_below_its_beginning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each piece is indented as far as the first."""
    terminal(monkeypatch, 42)
    show_line(LONG, indent=2)
    assert shown(capsys) == [f"  {'评议' * 10}"] * 6


@pytest.mark.parametrize(
    ("columns", "text", "expected"),
    [
        (10, "一二三四五，六", ["一二三四", "五，六"]),
        (10, "一二三四（五）", ["一二三四", "（五）"]),
        (10, "• 一二三四五六", ["• 一二三四", "五六"]),
        (10, "甲乙 metro 丙", ["甲乙 metro", "丙"]),
        (10, "甲乙metro丙丁", ["甲乙metro", "丙丁"]),
        (10, "abcdefghijklm", ["abcdefghij", "klm"]),
        (10, "1:9.00    2:9.00", ["1:9.00", "2:9.00"]),
        (2, "甲乙", ["甲", "乙"]),
    ],
)
def test_chinese_is_folded_where_it_may_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int, text: str, expected: list[str]
) -> None:
    """Between any two characters, but not before closing signs or after opening ones; Latin words stay whole."""
    terminal(monkeypatch, columns)
    show_line(text)
    assert shown(capsys) == expected


def test_no_notices_no_title(capsys: pytest.CaptureFixture[str]) -> None:
    """A title over nothing would only raise questions."""
    show_notices("提醒", [])
    assert capsys.readouterr().out == ""


def test_markup_is_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Names that look like markup or emoji are names."""
    names = ["[bold]甲[/bold]", ":smile:", "[/]"]
    show_table(names, [names])
    assert shown(capsys) == ["[bold]甲[/bold]  :smile:  [/]"] * 2
    terminal(monkeypatch, 80)
    show_table(names, [names])
    lines = shown(capsys)
    assert [lines[0], lines[2]] == ["[bold]甲[/bold]  :smile:  [/]"] * 2


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (33, ["   1  示例市市场监督管理局  95.57"]),
        (24, ["   1  示例市市场   95.57", "      监督管理局"]),
        (21, ["   1  示例市市  95.57", "      场监督管", "      理局"]),
    ],
)
def test_names_are_folded_and_figures_are_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int, expected: list[str]
) -> None:
    """On a narrow terminal a name takes more lines before a figure loses a digit."""
    terminal(monkeypatch, columns)
    show_table(["名次", "单位", "总分"], [["1", "示例市市场监督管理局", "95.57"]], right=(0, 2))
    lines = shown(capsys)
    assert max(map(cell_len, lines)) == columns
    assert lines[2:] == expected


def test_a_terminal_that_is_too_narrow_gets_every_digit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where even folded names leave no room the lines are as long as they are; 95.57 never becomes 95.5."""
    terminal(monkeypatch, 20)
    show_table(["名次", "单位", "总分"], [["1", "示例市市场监督管理局", "95.57"]], right=(0, 2))
    assert shown(capsys) == ["名次  单位                   总分", "   1  示例市市场监督管理局  95.57"]


def test_a_problem_has_place_rule_remedy_and_code(capsys: pytest.CaptureFixture[str]) -> None:
    """In the order and with the signs of the language; the count closes the list."""
    show_problems(
        Problems([Problem("TABLE-EMPTY", Place("a.csv", 1), say("the table is empty."), say("Keep one of the two."))])
    )
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (
        "",
        "a.csv:1：表格是空的。请只保留其中一个。[TABLE-EMPTY]\n共发现1处错误。\n",
    )
