"""What people type, to what they plainly mean; and nothing guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from rubrics import Criterion
from scoring.rounds import Mark
from scoring.rounds.as_typed import meant
from scoring.rounds.words import read_mark

POINTS: dict[str, Any] = {"points": {}}
LEVELS = {"levels": [{"title": "优", "points": 10}, {"title": "Ｂ级", "points": Decimal("7.5")}]}
TRICKY = {
    "levels": [
        {"title": "优", "points": 10},
        {"title": "10", "points": 6},
        {"title": "1", "points": 0},
        {"title": "b", "points": 3},
        {"title": "B", "points": 4},
    ]
}
ALIKE = {"levels": [{"title": "甲", "points": 5}, {"title": "乙", "points": 5}]}
CHECKLIST = {"checklist": [{"title": name, "points": 2} for name in ("清单", "公示", "更新")]}
COUNT = {"count": {"rated": True, "each": 2, "cap": 8}}
TAKEN_OFF = {"deductions": {"rated": True}}
VETO = {"veto": {"rated": "any", "grade": "合格"}}
TYPED = [
    (POINTS, " 8.5\n", "8.5"),
    (POINTS, "８．５", "8.5"),
    (POINTS, "8.5分", "8.5"),
    (POINTS, "８ 分 ", "8"),
    (POINTS, "\u200b8\ufeff", "8"),
    (POINTS, "\u3000９\u3000", "9"),
    (POINTS, "－2", "-2"),
    (POINTS, "−2", "-2"),
    (POINTS, "回 避", "回避"),
    (POINTS, "ＡＢＳＥＮＴ", "absent"),
    (POINTS, "不涉及 ", "不涉及"),
    (POINTS, "not_applicable", "不涉及"),
    (TAKEN_OFF, "1.5分", "1.5"),
    (COUNT, "３", "3"),
    (LEVELS, " 优 ", "优"),
    (LEVELS, "优（10分）", "优"),
    (LEVELS, "优 10 分", "优"),
    (LEVELS, "优10", "优"),
    (LEVELS, "10分", "优"),
    (LEVELS, "１０", "优"),
    (LEVELS, "b级", "Ｂ级"),
    (LEVELS, "B 级(7.50)", "Ｂ级"),
    (LEVELS, "７．5", "Ｂ级"),
    (LEVELS, "９", "9"),
    (LEVELS, "缺席", "缺席"),
    (TRICKY, "10.0", "优"),
    (TRICKY, "10", "10"),
    (TRICKY, "１０", "10"),
    (TRICKY, "10分", "优"),
    (TRICKY, "6分", "10"),
    (TRICKY, "1(0)", "1"),
    (TRICKY, "b", "b"),
    (TRICKY, "B", "B"),
    (CHECKLIST, "√ ×\n√", "√×√"),
    (CHECKLIST, "是、否，是", "√×√"),
    (CHECKLIST, "✅❌☑", "√×√"),
    (CHECKLIST, "✔️、✖️，✔️", "√×√"),
    (CHECKLIST, "ＹｎＹ", "√×√"),
    (VETO, "ＹＥＳ", "是"),
    (VETO, "✅", "是"),
    (VETO, " 否", "否"),
]
UNCLEAR = [
    (POINTS, "8，5"),
    (POINTS, "8。5"),
    (POINTS, "8,5"),
    (POINTS, "8 5"),
    (POINTS, "8/9"),
    (POINTS, "8²"),
    (POINTS, "⑧"),
    (POINTS, "½"),
    (POINTS, "八"),
    (POINTS, "八分"),
    (POINTS, "٨"),
    (POINTS, "8.5分左右"),
    (POINTS, "约8"),
    (POINTS, "分"),
    (POINTS, "NaN"),
    (POINTS, "1e1"),
    (POINTS, "85%"),
    (POINTS, "Ａ"),
    (COUNT, "3分"),
    (COUNT, "３次"),
    (LEVELS, "优秀"),
    (LEVELS, "优(9)"),
    (LEVELS, "优(10"),
    (LEVELS, "优良"),
    (LEVELS, "优，Ｂ级"),
    (LEVELS, "级"),
    (TRICKY, "0.5分"),
    (TRICKY, "ｂ"),
    (ALIKE, "5分"),
    (CHECKLIST, "√√"),
    (CHECKLIST, "是是无"),
    (CHECKLIST, "☒☒☒"),
    (VETO, "是否"),
]


def criterion(marking: dict[str, Any]) -> Criterion:
    """Return a criterion of 10 points that is marked so."""
    return Criterion.model_validate({"id": "A1", "title": "指标", "points": 10, "marking": marking})


@pytest.mark.parametrize(("marking", "text", "plain"), TYPED)
def test_what_is_plainly_meant(marking: dict[str, Any], text: str, plain: str) -> None:
    """It is put as the reader of marks takes it, and what is right stays right."""
    leaf = criterion(marking)
    assert meant(text, leaf, leaf.rule) == plain
    assert meant(plain, leaf, leaf.rule) == plain


@pytest.mark.parametrize(("marking", "text"), UNCLEAR)
def test_what_is_unclear(marking: dict[str, Any], text: str) -> None:
    """It comes back as it was typed, without the space around it, and is no mark."""
    leaf = criterion(marking)
    assert meant(f" {text}\n", leaf, leaf.rule) == text
    assert isinstance(read_mark(text, leaf, leaf.rule), Mark) is False


def test_points_of_two_levels() -> None:
    """The number itself is a mark (the first level's); which level is meant by it is not said."""
    leaf = criterion(ALIKE)
    assert meant("5", leaf, leaf.rule) == "5"
