"""Whether a number format prints the figure, or something else."""

from __future__ import annotations

import pytest

from scoring.reports.verify.number_formats import printed, shows


@pytest.mark.parametrize(
    ("value", "code", "other"),
    [
        (87.65, "0.00", "General"),
        (87.65, "0.00", "0.000"),
        (87.65, "0.00", "#,##0.00"),
        (87.65, "0.00", "_ 0.00_ "),
        (87.65, "0.00", "[Red]0.00"),
        (87.65, "0.00", "[$-804]0.00"),
        (87.6543, "0.00####", "General"),
        (-3.0, "0.####;-0.####;0", r"0.####;\-0.####;0"),
        (0.0, "0.####;-0.####;0", r"0.####;\-0.####;0"),
        (-1e15, '[<-1E+14]"—";0.00##', r"[<-100000000000000]\—;0.00##"),
        (5.0, '[<-1E+14]"—";0.00##', r"[<-100000000000000]\—;0.00##"),
        (87.65, '0.00##"低"', r"0.00##\低"),
        (0.5, "0%", "0.0%"),
        (45000.0, "yyyy-mm-dd", "yyyy-mm-dd"),
        ("优秀", "General", "@"),
        ("优秀", "0.00", "General"),
        (7.0, "[>9]0", "0"),
        (87.65, "0.00", "0." + "0" * 99),
        (1e300, "0.00", "0.000"),
        (7.0, "0", "[<1.2.3]0"),
    ],
)
def test_the_same_is_read(value: float | str, code: str, other: str) -> None:
    """More places, separators, spaces, colours, other spellings of the same format."""
    assert shows(value, code, other)


@pytest.mark.parametrize(
    ("value", "code", "other"),
    [
        (87.65, "0.00", "0.0"),
        (87.65, "0.00", '"99.99"'),
        (87.65, "0.00", "99.99"),
        (87.65, "0.00", r"0.00\9"),
        (87.65, "0.00", '"9"0.00'),
        (87.65, "0.00", ";;;"),
        (87.65, "0.00", "0.00%"),
        (87.65, "0.00", "0.00,"),
        (87.65, "0.00", "yyyy-mm-dd"),
        (87.65, "0.00", "0.00E+00"),
        (87.65, "0.00", "# ?/?"),
        (87.65, "0.00", "-0.00"),
        (87.65, "0.00", "[$¥-804]0.00"),
        (87.65, "0.00", '[>80]"优秀";0.00'),
        (87.65, "0.00", "[<>0]1;0.00"),
        (87.6543, "0.00##", "0.00"),
        (-1.0, "0", "0;0"),
        (0.0, "0", "0;-0;"),
        (87.65, "0.00", "0%" + "%" * 999),
        (87.65, "0.00", "0" + "," * 999),
        ("优秀", "General", ";;;"),
        ("优秀", "General", '0;0;0;"良好"'),
        ("优秀", "General", '@"秀"'),
    ],
)
def test_something_else_is_read(value: float | str, code: str, other: str) -> None:
    """Fewer places, words and digits of the format's own, percent and thousands, dates, nothing at all."""
    assert not shows(value, code, other)


def test_what_is_printed() -> None:
    """As it stands on paper."""
    assert [str(printed(*case)) for case in ((-2.5, "0"), (2.0, "=0.00"), ("x", '"甲"@'), (1.0, "[=2]0"))] == [
        "-3", "=2.00", "甲x", "1",
    ]  # fmt: skip
