"""Numbers, texts and formats of cells, as people see them."""

from __future__ import annotations

import pytest

from rubrics import say
from submissions.cell_text import DATE, PERCENT, PLAIN, as_day, day_text, format_kind, number_text, string_text

BEYOND, MOMENT = "a number beyond all bounds", "a date or time"


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, None, PLAIN),
        (1, None, PLAIN),
        (9, None, PERCENT),
        (10, None, PERCENT),
        (14, None, DATE),
        (22, None, DATE),
        (23, None, PLAIN),
        (27, None, DATE),
        (36, None, DATE),
        (45, None, DATE),
        (49, None, PLAIN),
        (57, None, DATE),
        (9, "0", PLAIN),
        (164, "General", PLAIN),
        (164, "GENERAL;@", PLAIN),
        (164, '0.0"分"', PLAIN),
        (164, '0"%"', PLAIN),
        (164, r"0\%", PLAIN),
        (164, "[Red]0.00%", PERCENT),
        (164, "[$-804]yyyy年m月d日", DATE),
        (164, "[DBNum1][$-804]0", PLAIN),
        (164, "[h]:00", DATE),
        (164, "[mm]", DATE),
        (164, r"0\d_d*d", PLAIN),
        (164, "hh:mm", DATE),
        (164, "[" * 1_000_000, PLAIN),
        (164, "#,##0.00_);[Red](#,##0.00)", PLAIN),
    ],
)
def test_how_a_number_is_shown(number: int, code: str | None, kind: str) -> None:
    """By the format's own words, or by its number where it has none; what is in quotation marks is no format."""
    assert format_kind(number, code) == kind


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        ("8", PLAIN, "8"),
        (" 8.50\n", PLAIN, "8.5"),
        ("-0012", PLAIN, "-12"),
        ("8.1999999999999993", PLAIN, "8.2"),
        ("266.50000000000006", PLAIN, "266.5"),
        ("1E-05", PLAIN, "0.00001"),
        ("1.2345678901234567E+19", PLAIN, "12345678901234600000"),
        ("12345678901234567890", PLAIN, "12345678901234567890"),
        ("-.5", PLAIN, "-0.5"),
        ("+5", PLAIN, "5"),
        ("0.28999999999999998", PERCENT, "29%"),
        ("1", PERCENT, "100%"),
        ("1e999", PLAIN, BEYOND),
        ("-1e999", DATE, BEYOND),
        ("NaN", PLAIN, BEYOND),
        ("Infinity", PLAIN, BEYOND),
        ("1_000", PLAIN, BEYOND),
        ("８", PLAIN, BEYOND),
        ("0x10", PLAIN, BEYOND),
        ("1" * 401, PLAIN, BEYOND),
        ("1e1000000000", PLAIN, BEYOND),
        ("one", DATE, BEYOND),
        ("46000.5", DATE, MOMENT),
        ("60", DATE, MOMENT),
        ("61", DATE, "the date 1900-03-01"),
        ("46148.0", DATE, "the date 2026-05-06"),
        ("2958465", DATE, "the date 9999-12-31"),
        ("2958466", DATE, MOMENT),
        ("-1", DATE, MOMENT),
    ],
)
def test_numbers_as_people_type_them(written: str, kind: str, text: str) -> None:
    """At most fifteen digits that count, never an exponent; and nothing that only a programmer takes for a number."""
    found = number_text(written, kind)
    assert (found if isinstance(found, str) else found.render()) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  甲\n乙 ", "  甲\n乙 "),
        ("甲_x000D_\n乙_x000d_丙\r丁", "甲\n乙\n丙\n丁"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x005F_x005F_x005F_x000D_", "_x005F_x000D_"),
        ("_xD83D__xDC4D_", "👍"),
        ("_xD83D_", "_xD83D_"),
        ("_x00e9_", "é"),
        ("_X000D_ _x000_ _x000G_ x", "_X000D_ _x000_ _x000G_ x"),
        ("👩🏽\u200d🏫𠮷\ue000", "👩🏽\u200d🏫𠮷\ue000"),
    ],
)
def test_texts_to_the_last_sign(written: str, text: str) -> None:
    """Signs that XML cannot hold are written as their numbers; what merely looks like one is written so as well."""
    assert string_text(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [("0", "the date 1904-01-01"), ("44686", "the date 2026-05-06"), ("-1", MOMENT), ("2957004", MOMENT)],
)
def test_days_counted_from_1904(written: str, text: str) -> None:
    """As a workbook says of itself that began on an old Mac."""
    found = number_text(written, DATE, since_1904=True)
    assert not isinstance(found, str)
    assert found.render() == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (" 2026-05-06 ", "the date 2026-05-06"),
        ("2026-05-06T00:00:00.000Z", "the date 2026-05-06"),
        ("2026-05-06T08:00:00", MOMENT),
        ("2026-02-30", MOMENT),
        ("08:00:00", MOMENT),
    ],
)
def test_days_that_are_written_out(written: str, text: str) -> None:
    """A moment of a day is more than the day."""
    assert day_text(written).render() == text


def test_a_field_that_asks_for_a_day_understands_one() -> None:
    """Whatever else a cell holds stays what it is."""
    day, moment = number_text("46148", DATE), number_text("46148.5", DATE)
    assert [as_day(held) for held in (day, moment, "下周", say("true or false"))] == [
        "2026-05-06",
        say("a date or time"),
        "下周",
        say("true or false"),
    ]


def test_a_text_that_no_cell_can_hold() -> None:
    """Spreadsheet programs would cut it off."""
    found = string_text("字" * 40_000)
    assert not isinstance(found, str)
    assert found.render() == "40000 characters, more than the 32767 that fit into one"
