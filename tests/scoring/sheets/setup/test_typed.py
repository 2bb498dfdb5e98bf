"""Tests of scoring.sheets.setup.typed: single values in cells, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics import Path, Rubric
from rubrics.known_keys import standing
from scoring.rounds import Round
from scoring.sheets.setup.typed import Value, fits, listed, meant, parted, typed

POINTS: Path = ("parts", 0, "points")
NO: Path = ("parts", 0, "no")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8.50", Decimal("8.50")),
        (" ８．５分 ", Decimal("8.5")),
        ("-0", 0),
        ("-0.0", Decimal("0.0")),
        ("1" * 28, int("1" * 28)),
        ("1" * 29, "1" * 29),
        ("010", "010"),
        ("1e3", "1e3"),
        ("八分", "八分"),
    ],
)
def test_numbers(text: str, value: Value) -> None:
    """A number is what the plain files take for one, however wide its digits; anything else is left to be refused."""
    assert repr(meant(text, standing(Rubric, POINTS), POINTS)) == repr(value)


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("四舍五入", ("rounding", "mode"), "half_up"),
        ("half_up", ("rounding", "mode"), "half_up"),
        ("五舍六入", ("rounding", "mode"), "五舍六入"),
        ("是", ("rank", "share"), True),
        ("false", ("rank", "share"), False),
        ("过半", ("pool", "quorum"), "majority"),
        ("3", ("pool", "quorum"), 3),
        ("是", ("pool", "mean"), {}),
        ("否", ("pool", "mean"), "否"),
        ("是", ("parts",), []),
        ("６０％", ("reason_below",), "60%"),
        ("是", ("title",), "是"),
        ("1", NO, 1),
        ("1.10", NO, "1.10"),
        ('"1"', NO, "1"),
        ('"一"', NO, '"一"'),
        ('" 一"', ("title",), " 一"),
        ('"一', ("title",), '"一'),
        ('"\\"一"', ("title",), '"\\"一"'),
    ],
)
def test_what_a_cell_means_at_its_place(text: str, path: Path, value: Value) -> None:
    """Choices are words, texts are texts; quotation marks are taken off only where they were needed."""
    found = meant(text, standing(Rubric, path), path)
    assert (found, type(found)) == (value, type(value))
    if value != text and isinstance(value, str | bool) and text.isascii() is False:
        assert meant(typed(value, standing(Rubric, path)), standing(Rubric, path), path) == value


@pytest.mark.parametrize("text", ["2026-05-06", "2026年5月6日", "2026/5/6", "2026.05.06", "２０２６-５-６"])
def test_days(text: str) -> None:
    """A day may be typed as people write it."""
    for path in (("date",), ("period", "from"), ("sites", 0, "date")):
        assert meant(text, standing(Round, path), path) == "2026-05-06"


def test_a_title_that_looks_like_a_day_stays() -> None:
    """Only days are made days."""
    assert meant("2026年5月6日", standing(Round, ("title",)), ("title",)) == "2026年5月6日"


def test_lists() -> None:
    """Names side by side, whatever stands between them."""
    assert parted(" 甲，乙、丙;丁\n戊；") == ("甲", "乙", "丙", "丁", "戊")
    assert listed(("甲", "乙")) == "甲、乙"


def test_what_fits_into_a_cell() -> None:
    """A cell counts characters beyond the first plane twice."""
    assert (fits("x" * 32_767), fits("x" * 32_768), fits("𠮷" * 16_383), fits("𠮷" * 16_384)) == (
        True,
        False,
        True,
        False,
    )
