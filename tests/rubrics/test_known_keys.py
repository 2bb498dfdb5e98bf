"""Tests of rubrics.known_keys."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field

from rubrics import Rounding, Rubric, Settings, parse
from rubrics.field_names import words_for
from rubrics.known_keys import known_keys, standing, translated
from scoring.rounds import Round
from submissions import Submission


class Holder(Settings):
    """A shape with what no file has yet: models behind keys that are data, and a choice that may also be text."""

    table: dict[str, Rounding] = Field(default={}, alias="facts")
    free: dict[str, object] | Rounding = Field(default={}, alias="self")
    text: Literal["half_up"] | str = Field(default="", alias="title")  # noqa: PYI051 - the choice is the point


def test_keys_are_known_by_the_place() -> None:
    """A path leads through fields, lists and mappings of data to the model that stands there."""
    assert list(known_keys(Rubric, ("parts", 0, "parts", 3, "round"))) == ["places", "mode"]
    assert known_keys(Rubric, ("rank", "ties", 0))["untrimmed"] == words_for("TieKey", "untrimmed")
    assert known_keys(Rubric, ("pool", "groups")) == {}
    assert known_keys(Rubric, ("nowhere", 1, "at_all")) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("评分细则: a", {"rubric": "a"}),
        ("被评议单位: [{名称: 名称}]", {"agencies": [{"name": "名称"}]}),
        ("回避: [{被评议单位: a}]", {"recusals": [{"agency": "a"}]}),
        ("评议安排: [{单位: [a]}]", {"assignments": [{"agencies": ["a"]}]}),
        ("虚构: 是", {"fictional": True}),
        ("虚构: 否", {"fictional": False}),
        ("虚构: 对", {"fictional": "对"}),
        ("格式版本: 是", {"pingyi": "是"}),
        ("标题: 是", {"title": "是"}),
        ("不知道: {标题: a}", {"不知道": {"标题": "a"}}),
        ("评议期间: [标题]", {"period": ["标题"]}),
        ("标题: {编号: a}", {"title": {"编号": "a"}}),
    ],
)
def test_a_word_is_read_by_its_place(text: str, value: object) -> None:
    """One word is one field here and another there; what is unknown and what is text stays."""
    assert translated(Round, parse(text, "f")) == (value, [])


def test_keys_that_are_data_stay() -> None:
    """An id that is also a word is an id, in a submission and in the groups of a pool."""
    assert translated(Submission, parse("自评: {标题: 1}\n事实数据: {编号: 2}", "f"))[0] == {
        "self": {"标题": 1},
        "facts": {"编号": 2},
    }
    assert translated(Rubric, parse("计分取值: {评议主体: {标题: 60}, 各组取值: {平均值: {}}}", "f"))[0] == {
        "pool": {"groups": {"标题": 60}, "each": {"mean": {}}}
    }


def test_what_stands_behind_keys_that_are_data_is_translated() -> None:
    """The keys stay and the models behind them are read by their fields; where keys may be data, they are."""
    assert translated(Holder, parse("事实: {位数: {位数: 1, 方式: 截尾}}\n自评: {位数: 1}\n标题: 四舍五入", "f"))[
        0
    ] == {
        "facts": {"位数": {"places": 1, "mode": "truncate"}},
        "self": {"位数": 1},
        "title": "四舍五入",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("取位: {方式: 舍去}", {"rounding": {"mode": "truncate"}}),
        ("等次: {各等次: [{名额: {取整: 舍去}}]}", {"grades": {"bands": [{"quota": {"round": "down"}}]}}),
        ("计分取值: {法定人数: 过半}", {"pool": {"quorum": "majority"}}),
        ("计分取值: {法定人数: 任一}", {"pool": {"quorum": "任一"}}),
        ("系数: {导入: 是}", {"factor": {"from": "是"}}),
        ("一级指标: [{已有得分: {导入: 满分}}]", {"parts": [{"given": {"from": "满分"}}]}),
    ],
)
def test_a_set_value_is_read_by_its_place(text: str, value: object) -> None:
    """A word stands for a set value only where that value may stand, and never for text."""
    assert translated(Rubric, parse(text, "f"))[0] == value


@pytest.mark.parametrize(
    ("below", "key"),
    [
        ("[{编号: a, 三级指标: []}]", "parts"),
        ("[{编号: a}, {编号: b, criteria: []}]", "parts"),
        ("[{编号: a, 分项: []}]", "parts"),
        ("[{编号: a}, b]", "criteria"),
        ("[]", "criteria"),
        ("a", "criteria"),
    ],
)
def test_a_level_is_branches_or_leaves(below: str, key: str) -> None:
    """二级指标 are parts where something is below one of them, else criteria; below the rubric all are parts."""
    found, _ = translated(Rubric, parse(f"一级指标: [{{二级指标: {below}}}]", "f"))
    assert isinstance(found, dict)
    assert [list(part) for part in found["parts"]] == [[key]]


def test_a_field_under_two_names_is_told_with_both_lines() -> None:
    """English and Chinese, or two Chinese words: the first holds, and the others are told."""
    value, faults = translated(Rubric, parse("title: a\n标题: b\n名次:\n  并列: 是\n  允许并列: 否\n名称: c\n", "f"))
    assert value == {"title": "a", "rank": {"share": True}}
    assert [fault.render() for fault in faults] == [
        "f:2 标题: “标题” and “title” on line 1 are the same field. Keep one of the two. [SHAPE-TWICE]",
        "f:5 名次.允许并列: “允许并列” and “并列” on line 4 are the same field. Keep one of the two. [SHAPE-TWICE]",
        "f:6 名称: “名称” and “title” on line 1 are the same field. Keep one of the two. [SHAPE-TWICE]",
    ]


def test_what_may_stand_at_a_place() -> None:
    """Models, lists, keys that are data, plain types and set values are told apart."""
    quorum, groups, items = (standing(Rubric, path) for path in (("pool", "quorum"), ("pool", "groups"), ("parts",)))
    assert (quorum.scalars, quorum.choices, quorum.models) == ((int,), ("majority",), ())
    assert (groups.entries, groups.items, items.entries, items.items) == (True, False, False, True)
    assert standing(Rubric, ("rounding",)).models == (Rounding,)
    assert standing(Rubric, ("rank", "share")).choices == (True, False)
    assert standing(Rubric, ("parts", 0, "no")).scalars == (int, str)
    assert standing(Rubric, ("nowhere",)).scalars == ()
