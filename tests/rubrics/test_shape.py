"""Tests of rubrics.shape."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from rubrics import Date, Flag, Id, Number, Problems, Rounding, Rubric, Settings, Text, Whole, build, parse


class Inner(Settings):
    """A shape within a shape."""

    weight: Number | None = None
    date: Date | None = None


class Outer(Settings):
    """A shape with one field of each kind."""

    id: Id | None = None
    text: Text | None = None
    flag: Flag | None = None
    whole: Whole | None = Field(default=None, ge=1, le=9)
    choice: Literal["one", "two", "three"] | None = None
    inner: Inner | None = None
    items: Annotated[tuple[Inner, ...], Field(min_length=2)] | None = None
    table: dict[str, Inner] | None = None
    free: dict[str, object] | Inner | None = None
    even: Annotated[int, Field(multiple_of=2)] | None = None


def told(text: str, shape: type[Settings] = Outer) -> list[str]:
    """Return the rendered problems of `text` as a `shape`."""
    with pytest.raises(Problems) as caught:
        build(shape, parse(text, "f"))
    return [problem.render() for problem in caught.value.items]


def test_values_that_fit_are_built() -> None:
    """Values in, a frozen model out."""
    assert build(Outer, parse("{id: a, items: [{}, {weight: 1.5}]}", "f")) == Outer.model_validate(
        {"id": "a", "items": [{}, parse("{weight: 1.5}", "f").value]}
    )


ID = "Begin with a letter or digit; go on with letters, digits, “_”, “-” and “.” only, without spaces."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("text:", None),
        ("text: 3", "“3” cannot stand here. Write text; a number or true and false need quotation marks to be text."),
        ("text: [a]", "a list cannot stand here. Write text."),
        ("text: ''", "nothing stands here. Write at least one character."),
        ("text: ' '", "“ ” cannot stand here. Write at least one character that can be seen."),
        ("id: 甲\u200b", "“甲[U+200B]” cannot stand here. " + ID),
        ("text: " + "a" * 32_768, f"“{'a' * 40}…” cannot stand here. Write at most 32767 characters."),
        ("flag: yes", "“yes” cannot stand here. Write true or false."),
        ("whole: 2.5", "“2.5” cannot stand here. Write a whole number."),
        ("whole: 0", "“0” cannot stand here. Write 1 or more."),
        ("whole: 10", "“10” cannot stand here. Write 9 or less."),
        ("whole: true", "“true” cannot stand here. Write a whole number."),
        ("choice: four", "“four” cannot stand here. Write one of: one, two, three."),
        ("inner: 5", "“5” cannot stand here. Write a mapping (key: value)."),
        ("items: {}", "a mapping (key: value) cannot stand here. Write a list."),
        ("items: []", "the list is empty. Write at least 2 of them."),
        ("items: [{}]", "a list cannot stand here. Write at least 2 of them."),
        ("table: 5", "“5” cannot stand here. Write a mapping (key: value)."),
        ("even: 3", "“3” cannot stand here. Look up in the reference what may stand here."),
        ("id: a b", "“a b” cannot stand here. " + ID),
        ("id: " + "a" * 65, f"“{'a' * 40}…” cannot stand here. Write at most 64 characters."),
    ],
)
def test_a_misfit_says_what_stands_there_and_what_to_write(text: str, sentence: str | None) -> None:
    """The value is quoted as it was written, and the remedy says what fits."""
    if sentence is None:
        assert build(Outer, parse(text, "f")) == Outer()
    else:
        key = text.partition(":")[0]
        assert told(text) == [f"f:1 {key}: {sentence} [SHAPE-VALUE]"]


def test_what_cannot_be_seen_is_named() -> None:
    """A text with the character and its place in it; an unknown key with the character in it."""
    with pytest.raises(Problems) as raised:
        build(Outer, parse('{id: a, text: "甲\\u202E局", "fla\\u200Bg": true}', "f"))
    assert [(item.code, item.rule.render()) for item in raised.value.items] == [
        ("SHAPE-UNKNOWN", "the key “fla[U+200B]g” is not known here."),
        ("TEXT-INVISIBLE", "character 2 of this text, U+202E, cannot be seen."),
    ]


def test_a_misfit_further_in() -> None:
    """Dates and numbers are explained by example."""
    assert told("inner:\n  date: 2026-1-1\n  weight: ten\n") == [
        "f:2 inner.date: “2026-1-1” cannot stand here. Write a date as 2026-01-31. [SHAPE-VALUE]",
        "f:3 inner.weight: “ten” cannot stand here. Write a plain number such as 8 or 8.5. [SHAPE-VALUE]",
    ]


def test_a_list_is_not_called_short_because_its_items_misfit() -> None:
    """One mistake, one problem."""
    assert told("items:\n  - {weight: x}\n  - {weight: 1}\n") == [
        "f:2 items[0].weight: “x” cannot stand here. Write a plain number such as 8 or 8.5. [SHAPE-VALUE]"
    ]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("whol: 3", "whol: the key “whol” is not known here. Did you mean “whole”?"),
        ("inner: {wieght: 3}", "inner.wieght: the key “wieght” is not known here. Did you mean “weight”?"),
        ("items: [{}, {dat: 3}]", "items[1].dat: the key “dat” is not known here. Did you mean “date”?"),
        ("inner: {choice: 3}", "inner.choice: the key “choice” is not known here. Remove it; known are: date, weight."),
        ("table: {a: {xyz: 3}}", "table.a.xyz: the key “xyz” is not known here. Remove it; known are: date, weight."),
        (
            "inner: {公示: }",
            (
                "inner.公示: the key “公示” is not known here. "
                "If it continues the text before the comma, put that text in quotation marks; else remove it."
            ),
        ),
    ],
)
def test_an_unknown_key_gets_the_nearest_that_is_known_there(text: str, remedy: str) -> None:
    """Only keys that may stand at this place are proposed."""
    assert told(text) == [f"f:1 {remedy} [SHAPE-UNKNOWN]"]


@pytest.mark.parametrize(
    ("text", "told_at"),
    [
        ("事实数剧: []", "f:1 事实数剧: the key “事实数剧” is not known here. Did you mean “事实数据”?"),
        ("名次:\n  允许并: 是\n", "f:2 名次.允许并: the key “允许并” is not known here. Did you mean “允许并列”?"),
        (
            "rounding:\n  取: 1\n",
            "f:2 rounding.取: the key “取” is not known here. Remove it; known are: mode 方式, places 位数.",
        ),
        ("名次:\n  byy: 精确\n", "f:2 名次.byy: the key “byy” is not known here. Did you mean “by”?"),
    ],
)
def test_an_unknown_key_is_answered_in_its_language(text: str, told_at: str) -> None:
    """A Chinese key gets the nearest Chinese word that is known there, or every key with its word beside it."""
    assert [line for line in told(text, Rubric) if "SHAPE-UNKNOWN" in line] == [f"{told_at} [SHAPE-UNKNOWN]"]


def test_a_misfit_in_chinese_is_told_as_it_was_written() -> None:
    """Line and path are those of the Chinese words; what is missing is named in both languages."""
    text = "名次:\n  并列: 对\n  比较依据: 准确\n修约:\n  位数: 二\n一级指标:\n  -\n    标题: 3\n    下级指标: 无\n"
    assert told(text, Rubric) == [
        "f:1 basis: “basis 依据” is missing. Add it; there is no default. [SHAPE-MISSING]",
        "f:1 id: “id 编号” is missing. Add it; there is no default. [SHAPE-MISSING]",
        "f:1 pingyi: “pingyi 格式版本” is missing. Add it; there is no default. [SHAPE-MISSING]",
        "f:1 title: “title 标题” is missing. Add it; there is no default. [SHAPE-MISSING]",
        "f:2 名次.并列: “对” cannot stand here. Write true or false. [SHAPE-VALUE]",
        "f:3 名次.比较依据: “准确” cannot stand here. Write one of: exact, shown. [SHAPE-VALUE]",
        "f:4 修约.mode: “mode 方式” is missing. Add it; there is no default. [SHAPE-MISSING]",
        "f:5 修约.位数: “二” cannot stand here. Write a whole number. [SHAPE-VALUE]",
        "f:8 一级指标[0].id: “id 编号” is missing. Add it; there is no default. [SHAPE-MISSING]",
        (
            "f:8 一级指标[0].标题: “3” cannot stand here. "
            "Write text; a number or true and false need quotation marks to be text. [SHAPE-VALUE]"
        ),
        "f:9 一级指标[0].下级指标: “无” cannot stand here. Write a list. [SHAPE-VALUE]",
    ]


def test_a_field_under_two_names_is_told_with_everything_else() -> None:
    """A shape that fits otherwise is refused too, and so is one that does not."""
    twice = "f:2 位数: “位数” and “places” on line 1 are the same field. Keep one of the two. [SHAPE-TWICE]"
    assert told("places: 2\n位数: 2\nmode: half_up\n", Rounding) == [twice]
    assert told("places: 2\n位数: 2\n方式: 随意\n", Rounding) == [
        twice,
        "f:3 方式: “随意” cannot stand here. Write one of: half_up, half_even, truncate. [SHAPE-VALUE]",
    ]


def test_chinese_words_are_built() -> None:
    """Keys and set values in Chinese make the same model."""
    assert build(Rounding, parse("{小数位数: 2, 修约方式: 四舍五入}", "f")) == Rounding(places=2, mode="half_up")


@pytest.mark.parametrize("text", ["", "word", "- 1", "5"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    """An empty file, a word or a list is one problem on line 1, not one for each field."""
    stands: dict[str, Any] = {"": "nothing stands here", "- 1": "a list cannot stand here"}
    sentence = stands.get(text, f"“{text}” cannot stand here")
    assert told(text, Rubric) == [f"f:1: {sentence}. Write a mapping (key: value). [SHAPE-VALUE]"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pool: {quorum: all}", "pool.quorum: “all” cannot stand here. Write a whole number from 1 on, or majority."),
        (
            "grades: {bands: [{quota: {share: 40}}]}",
            "grades.bands[0].quota.share: “40” cannot stand here. Write a share above 0% and up to 100%, such as 40%.",
        ),
    ],
)
def test_settings_with_a_form_of_their_own_are_explained(text: str, sentence: str) -> None:
    """A quorum and a share say what they look like."""
    assert [line for line in told(text, Rubric) if "SHAPE-VALUE" in line] == [f"f:1 {sentence} [SHAPE-VALUE]"]


def test_what_is_missing_is_told_where_it_belongs() -> None:
    """The line is that of the mapping that lacks it."""
    assert told("places: 2", Rounding) == ["f:1 mode: “mode” is missing. Add it; there is no default. [SHAPE-MISSING]"]
