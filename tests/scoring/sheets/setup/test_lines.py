"""Tests of scoring.sheets.setup.lines: what a cell says in several lines."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from scoring.sheets.setup.lines import (
    LineError,
    evidence_text,
    grades_text,
    kept,
    levels_text,
    read_evidence,
    read_grades,
    read_levels,
    read_recusals,
    read_ties,
    recusals_text,
    ties_text,
)
from scoring.sheets.setup.names import Names

AGENCIES = Names({"a": "甲局", "b": "乙局"})
NODES = Names({"P": "机制", "Q": "实效"})


@pytest.mark.parametrize(
    ("line", "title", "points", "when"),
    [
        ("优 10：经常", "优", 10, "经常"),
        ("优（10分）：经常", "优", 10, "经常"),
        ("优 10分", "优", 10, None),
        ("优10: a：b", "优", 10, "a：b"),
        ("第1档 8.5", "第1档", Decimal("8.5"), None),
        ("A 类 2 −3", "A 类 2", -3, None),
        ("优 10：", "优", 10, None),
    ],
)
def test_a_level(line: str, title: str, points: object, when: str | None) -> None:
    """Title and points, in whatever way people set them apart, and what is said behind the colon."""
    assert read_levels(line) == [{"title": title, "points": points, **({"when": when} if when else {})}]


QUOTA = {"share": "20%", "round": "down", "tie": "out"}


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("优 90\n差 0", [{"title": "优", "from": 90}, {"title": "差", "from": 0}]),
        ("优 90：20%，向下取整，末位同分不计入", [{"title": "优", "from": 90, "quota": QUOTA}]),
        ("优 90：2 个，末位同分计入", [{"title": "优", "from": 90, "quota": {"number": 2, "tie": "in"}}]),
    ],
)
def test_grades(text: str, bands: list[dict[str, Any]]) -> None:
    """Grades with their bounds and quotas, there and back."""
    assert (grades_text(bands), read_grades(text)) == (text, bands)


def test_quotas_as_people_write_them() -> None:
    """The words may be the short ones."""
    assert read_grades("优 90：20 %、向下，不计入") == [{"title": "优", "from": 90, "quota": QUOTA}]


@pytest.mark.parametrize("text", ["优", "优 90：大约三分之一"])
def test_grades_that_cannot_be_read(text: str) -> None:
    """The line that cannot be read is named."""
    with pytest.raises(LineError) as caught:
        read_grades(f"良 80\n{text}")
    assert str(caught.value) == text


def test_ties() -> None:
    """Scores of nodes, and other ways of looking at them."""
    keys = [{"node": "P"}, {"untrimmed": "Q"}, {"best_mark": "Q"}, {"preferred": "Q"}, {"node": "zz"}]
    text = "机制\n不去高低平均值：实效\n最高评分：实效\n优先人数：实效\nzz"
    assert (ties_text(keys, NODES), read_ties(text, NODES)) == (text, keys)
    assert read_ties("某某：实效", NODES) == [{"node": "某某：实效"}]


def test_evidence() -> None:
    """Kinds, which of them must be there, and notes."""
    asked: list[dict[str, Any]] = [{"kind": "规范文件", "required": True, "note": "现行的：一份"}, {"kind": "网址"}]
    text = "规范文件（必须）：现行的：一份\n网址"
    assert (evidence_text(asked), read_evidence(text)) == (text, asked)
    assert read_evidence("照片(必需)") == [{"kind": "照片", "required": True}]
    with pytest.raises(LineError):
        read_evidence("：只有说明")


def test_recusals() -> None:
    """Agencies by name or id, each with a reason."""
    held = [{"agency": "a", "reason": "亲属"}, {"agency": "b", "reason": "曾任职"}]
    text = "甲局：亲属\n乙局：曾任职"
    assert (recusals_text(held, AGENCIES), read_recusals(text, AGENCIES)) == (text, held)
    assert read_recusals("b: 曾任职", AGENCIES) == held[1:]
    for line in ("乙局", "乙局："):
        with pytest.raises(LineError):
            read_recusals(line, AGENCIES)


@pytest.mark.parametrize(
    "value",
    [
        [{"title": "优\n良", "points": Decimal(1)}],
        [{"title": "优", "points": Decimal(1), "when": " 有空格"}],
        [{"title": "优", "points": Decimal(1), "when": "x" * 40_000}],
        [{"title": " ", "points": Decimal(1)}],
    ],
)
def test_what_lines_cannot_say(value: list[dict[str, Any]]) -> None:
    """It is kept out of them; it has rows of its own among the other settings."""
    assert kept(levels_text, read_levels, value) is None


def test_what_lines_can_say() -> None:
    """It is kept, to the letter."""
    write, read = partial(recusals_text, agencies=AGENCIES), partial(read_recusals, agencies=AGENCIES)
    assert kept(write, read, [{"agency": "a", "reason": "亲属"}]) == "甲局：亲属"
