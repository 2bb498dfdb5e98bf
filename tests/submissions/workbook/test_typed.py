"""What people type into a form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from submissions.workbook.typed import compared, day_meant, files_meant, number_meant


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        *(("8", None, "8"), ("8.50", None, "8.50"), (" ８．５ ", None, "8.5"), ("8.5分", None, "8.5")),
        *(("1,200", None, "1200"), ("1，200,000.5", None, "1200000.5"), ("-0", None, "0"), ("+3", None, "3")),
        *(
            ("1200 人次", "人次", "1200"),
            ("85％", "%", "85"),
            ("0.1000000000000000000000001", None, "0.1000000000000000000000001"),
        ),
    ],
)
def test_numbers_are_read_as_they_are_meant(text: str, unit: str | None, number: str) -> None:
    """Full-width digits, points behind a number, groups of thousands, the fact's own unit."""
    assert number_meant(text, unit) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "八", "8-9", "1,20", "12,00", "8.", ".5", "1e5", "NaN", "85%", "8 9", "约8", "9" * 29, "8件"]
)
def test_what_could_mean_two_things_is_no_number(text: str) -> None:
    """Nothing is guessed."""
    assert number_meant(text) is None


@pytest.mark.parametrize(
    "text", ["2026-03-05", "2026年3月5日", "2026.3.5", "2026/03/5", "２０２６年3月5日", "2026 年 3 月 5 日"]
)
def test_days_are_read_in_every_usual_form(text: str) -> None:
    """As offices write them."""
    assert day_meant(text) == "2026-03-05"


@pytest.mark.parametrize("text", ["", "2026-02-30", "2026-3", "3月5日", "5/3/2026", "2026-03-05 9:00"])
def test_what_is_no_day_is_none(text: str) -> None:
    """Days that are not there, and parts of days."""
    assert day_meant(text) is None


def test_a_cell_may_name_several_files() -> None:
    """One a line, or with either semicolon between them."""
    assert files_meant(" 甲.pdf；乙 .pdf;\n丙.pdf\n") == ("甲.pdf", "乙 .pdf", "丙.pdf")
    assert files_meant("") == ()


def test_names_are_compared_loosely() -> None:
    """Width, case and white space make no difference."""
    assert compared("Ａ1　责任 清单（一）") == compared("a1责任清单(一)")
