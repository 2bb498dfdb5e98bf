"""Tests of scoring.sheets.setup.markings: how a leaf is marked, in the lines of one cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics.markings import MARKINGS
from scoring.sheets.setup.lines import LineError
from scoring.sheets.setup.markings import MARKING_WORDS, marking_kind, marking_text, read_marking
from scoring.sheets.setup.names import Names

FACTS = Names({"cases": "案件数"})
D = Decimal
TEXTS: tuple[tuple[str, Any, str], ...] = (
    ("points", {}, ""),
    ("points", {"min": D(1), "max": D(9), "step": D("0.5")}, "最小值：1\n最大值：9\n步长：0.5"),
    (
        "levels",
        [{"title": "优", "points": D(2), "when": "经常"}, {"title": "差", "points": D(-1)}],
        "优 2：经常\n差 -1",
    ),
    ("checklist", [{"title": "公开", "points": D(1)}], "公开 1"),
    ("count", {"rated": True, "each": D("0.5"), "cap": D(2)}, "参评人评分：是\n每个分值：0.5\n上限：2"),
    (
        "bands",
        {"fact": "cases", "table": [{"from": D(0), "to": D(5), "points": D(1)}, {"from": D(5), "points": D(2)}]},
        "事实数据：案件数\n0 至 5：1\n5 起：2",
    ),
    ("deductions", {"fact": "cases", "each": D(1)}, "事实数据：案件数\n每个分值：1"),
    ("veto", {"rated": "majority", "grade": "合格"}, "参评人评分：过半\n最高等次：合格"),
    ("given", {"from": "survey", "scale": D(2)}, "导入：survey\n满分：2"),
    (
        "votes",
        {"from": "v", "rule": "satisfaction", "scale": D(2), "options": [{"title": "满意", "points": D(2)}]},
        "导入：v\n规则：满意度\n满分：2\n满意 2",
    ),
)


@pytest.mark.parametrize(("kind", "value", "text"), TEXTS, ids=[f"{kind}-{len(text)}" for kind, _, text in TEXTS])
def test_there_and_back(kind: str, value: object, text: str) -> None:
    """Every kind of marking has its lines."""
    assert (marking_text(kind, value, FACTS), read_marking(kind, FACTS, text)) == (text, value)


def test_bands_as_people_write_them() -> None:
    """From where on, or from where to where."""
    assert read_marking("bands", FACTS, "0到5 1分\n5起2分")["table"] == [
        {"from": 0, "to": 5, "points": 1},
        {"from": 5, "points": 2},
    ]


@pytest.mark.parametrize(
    ("kind", "line"), [("points", "随便"), ("bands", "很多"), ("levels", "优"), ("count", "每次：1")]
)
def test_lines_that_cannot_be_read(kind: str, line: str) -> None:
    """They are named."""
    with pytest.raises(LineError) as caught:
        read_marking(kind, FACTS, line)
    assert str(caught.value) == line


def test_kinds_in_words() -> None:
    """Every kind has a word, and is known by it, by its other words and by its key."""
    assert [marking_kind(word) for word in MARKING_WORDS.values()] == list(MARKINGS)
    assert (marking_kind(" levels "), marking_kind("打星"), marking_kind("")) == ("levels", None, None)


def test_what_lines_cannot_say() -> None:
    """A title that lines would part is left to rows of its own."""
    assert marking_text("levels", [{"title": "优\n良", "points": D(1)}], FACTS) is None
