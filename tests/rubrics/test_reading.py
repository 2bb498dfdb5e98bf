"""Tests of rubrics.reading."""

from __future__ import annotations

import pytest

from rubrics import Problems, read_rubric

NAMES = "pingyi: 1\nid: r\ntitle: 示例\nbasis: 示例\n"
HEAD = NAMES + "rounding: {places: 2, mode: half_up}\nrank: {by: exact, share: true}\n"
PANEL = "parts:\n  - {id: panel, title: 评议团评分, points: 10, by: panel, pool: {mean: {}}}\n"


def codes(text: str) -> list[str]:
    """Return the codes of the problems of `text`."""
    with pytest.raises(Problems) as caught:
        read_rubric(text, "r.yaml")
    return [problem.code for problem in caught.value.items]


def test_a_sound_rubric_is_returned() -> None:
    """Text in, rubric out."""
    assert [part.id for part in read_rubric(HEAD + PANEL, "r.yaml").parts] == ["panel"]


def test_syntax_comes_before_shape_and_shape_before_soundness() -> None:
    """What is told first is what the rest depends on."""
    unsound, misshapen = PANEL.replace("by: panel, ", ""), "colour: red\n"
    assert codes(HEAD + unsound + misshapen + "a: 1\na: 2\n") == ["YAML-TWICE"]
    assert codes(HEAD + unsound + misshapen) == ["SHAPE-UNKNOWN"]
    assert codes(HEAD + unsound) == ["GROUP-MISSING"]
