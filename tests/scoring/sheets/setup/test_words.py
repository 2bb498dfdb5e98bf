"""Tests of scoring.sheets.setup.words: fields in Chinese words, and back."""

from __future__ import annotations

import pytest

from rubrics import Path, Rubric
from scoring.rounds import Round
from scoring.sheets.setup.names import Names
from scoring.sheets.setup.words import RULE, WHOLE, field_path, field_words, known_words

GROUPS = Names({"panel": "评议团", "x": "a/b"})


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("修约／位数", ("rounding", "places")),
        ("等次／各等次／第2项／分数线", ("grades", "bands", 1, "from")),
        ("计分取值／评议主体／评议团", ("pool", "groups", "panel")),
        ("计分取值／评议主体／x", ("pool", "groups", "x")),
    ],
)
def test_there_and_back(words: str, path: Path) -> None:
    """A path and its words lead to each other."""
    assert (field_words(Rubric, (), path, GROUPS), field_path(Rubric, (), words, GROUPS)) == (words, path)


def test_other_words_for_a_field() -> None:
    """Aliases, keys of the plain files and a plain slash are understood."""
    assert field_path(Rubric, (), "取位 / places", GROUPS) == ("rounding", "places")
    assert field_path(Round, (), "评议周期／从", GROUPS) == ("period", "from")


@pytest.mark.parametrize(
    "words", ["", "满分值", "修约／位数／位数", "等次／各等次／第0项／标题", "等次／各等次／分数线"]
)
def test_words_that_lead_nowhere(words: str) -> None:
    """What is not known at its place is no path."""
    assert field_path(Rubric, (), words, GROUPS) is None


def test_fields_of_the_workbook_alone() -> None:
    """They are understood below whatever they belong to."""
    base: Path = ("parts", 0)
    assert field_path(Rubric, base, f"计分取值／{RULE}", GROUPS) == ("pool", RULE)
    assert field_path(Rubric, base, WHOLE, GROUPS) == (WHOLE,)


def test_the_words_that_are_known() -> None:
    """They are listed for whoever wrote another."""
    assert known_words(Rubric, ("rounding",)) == ("位数", "方式")
