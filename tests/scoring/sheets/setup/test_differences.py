"""Tests of scoring.sheets.setup.differences: what a set-up would change, line by line."""

from __future__ import annotations

from typing import Any

from rubrics import Rubric
from scoring.rounds import Round
from scoring.sheets.setup import Setup, differences
from tests.scoring.sheets.setup.workbooks import setup_of


def _changed(rubric: dict[str, Any] | None = None, round_: dict[str, Any] | None = None) -> list[str]:
    held = setup_of()
    values = [one.model_dump(by_alias=True, exclude_defaults=True) for one in (held.rubric, held.round)]
    after = Setup(Rubric.model_validate(values[0] | (rubric or {})), Round.model_validate(values[1] | (round_ or {})))
    return [line.render() for line in differences(held, after)]


def test_nothing() -> None:
    """A set-up does not differ from itself."""
    assert _changed() == []


def test_fields_of_the_round() -> None:
    """Added, removed and changed, in words; items by their ids."""
    agencies = [
        {"id": "b", "name": "乙局", "class": "office", "presents": 1},
        {"id": "a", "name": "甲委", "class": "office"},
    ]
    sites = [{"id": "s1", "agency": "c", "place": "文化站"}]
    assert _changed(round_={"agencies": agencies, "sites": sites, "recusals": (), "date": "2026-05-06"}) == [
        "评议活动 被评议单位／a／名称: 甲局 → 甲委",
        "评议活动 被评议单位／a／汇报顺序: removed: 2",
        "评议活动 被评议单位／c: removed: c 丙镇",
        "评议活动 被评议单位: a、b → b、a",
        "评议活动 回避: removed: r3，b，曾任职",
        "评议活动 评议点位／s1／地点: 村委会 → 文化站",
        "评议活动 评议点位／s1／日期: removed: 2026-05-06",
        "评议活动 评议点位／s1／评议主体: removed: panel",
        "评议活动 日期: added: 2026-05-06",
    ]


def test_the_order_of_items() -> None:
    """It is told of those that stay."""
    held = setup_of().round.model_dump(by_alias=True, exclude_defaults=True)
    moved = [held["agencies"][at] for at in (2, 0, 1)]
    assert _changed(round_={"agencies": moved}) == ["评议活动 被评议单位: a、b、c → c、a、b"]


def test_fingerprints() -> None:
    """Whoever changes what counts is told that sheets which were issued no longer do; wording is another thing."""
    wording, scoring = _changed({"title": "新的名称"}), _changed({"rounding": {"places": 3, "mode": "half_up"}})
    assert wording[0] == "评分细则 标题: 示例评分细则 → 新的名称"
    assert wording[1].startswith("Only wording changes: the text fingerprint goes from ")
    assert scoring[0] == "评分细则 修约／位数: 2 → 3"
    assert scoring[1].startswith("The scoring fingerprint changes from ")


def test_long_texts_are_cut() -> None:
    """A line stays a line."""
    assert _changed({"basis": "很" * 100})[0] == f"评分细则 依据: 示例市评议办法 → {'很' * 60}…"
