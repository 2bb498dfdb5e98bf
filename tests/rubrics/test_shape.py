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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("text:", None),
        ("text: 3", "“3” cannot stand here. Write text; a number or true and false need quotation marks to be text."),
        ("text: [a]", "a list cannot stand here. Write text."),
        ("text: ''", "nothing stands here. Write at least one character."),
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
        (
            "id: a b",
            (
                "“a b” cannot stand here. "
                "Begin with a letter or digit; go on with letters, digits, “_”, “-” and “.” only, without spaces."
            ),
        ),
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


@pytest.mark.parametrize("text", ["", "word", "- 1", "5"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    """An empty file, a word or a list is one problem on line 1, not one for each field."""
    stands: dict[str, Any] = {"": "nothing stands here", "- 1": "a list cannot stand here"}
    sentence = stands.get(text, f"“{text}” cannot stand here")
    assert told(text, Rubric) == [f"f:1: {sentence}. Write a mapping (key: value). [SHAPE-VALUE]"]


def test_what_is_missing_is_told_where_it_belongs() -> None:
    """The line is that of the mapping that lacks it."""
    assert told("places: 2", Rounding) == ["f:1 mode: “mode” is missing. Add it; there is no default. [SHAPE-MISSING]"]
