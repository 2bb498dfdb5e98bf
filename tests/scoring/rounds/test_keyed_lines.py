"""Tests of scoring.rounds.keyed_lines: commands and marks told apart."""

from __future__ import annotations

import pytest

from scoring.rounds.keyed_lines import Command, Line, read_line

LINES = {
    "": Line(Command.MARKS, ""),
    " 8 9  7 ": Line(Command.MARKS, "8 9  7"),
    "回避 曾任职": Line(Command.RECUSED, "曾任职"),
    "回避　曾任职": Line(Command.RECUSED, "曾任职"),
    "Absent ill today": Line(Command.ABSENT, "ill today"),
    "作废": Line(Command.VOID),
    "改3 8.5": Line(Command.CHANGE, "8.5", 3),
    "改 ３": Line(Command.CHANGE, "", 3),
    "CHANGE 12 优秀": Line(Command.CHANGE, "优秀", 12),
    "改": Line(Command.CHANGE),
    "改三 8": Line(Command.MARKS, "改三 8"),
    "理由 2 材料 不全": Line(Command.REASON, "材料 不全", 2),
    "理由": Line(Command.REASON),
    "撤": Line(Command.UNDO),
    "skip": Line(Command.SKIP),
    "完": Line(Command.DONE),
    "？": Line(Command.HELP),
    "亮点 机制新": Line(Command.HIGHLIGHTS, "机制新"),
    "problems none": Line(Command.PROBLEMS, "none"),
    "建议 加强": Line(Command.SUGGESTIONS, "加强"),
    "完成": Line(Command.MARKS, "完成"),
}


@pytest.mark.parametrize(("text", "line"), LINES.items())
def test_lines(text: str, line: Line) -> None:
    """Chinese and English words, wide spaces and digits; what is no command are marks."""
    assert read_line(text) == line


def test_a_level_may_bear_the_name_of_a_command() -> None:
    """Then the word is the mark."""
    assert read_line("完", frozenset({"完"})) == Line(Command.MARKS, "完")


def test_the_marks_of_a_line() -> None:
    """White space of any width parts them."""
    assert read_line("8 9　7").words == ["8", "9", "7"]
