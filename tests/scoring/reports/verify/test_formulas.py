"""Formulas that mean the same are equal, and others are not."""

from __future__ import annotations

import pytest

from scoring.reports.verify.formulas import normal


def alike(one: str, two: str) -> bool:
    """Return whether two formulas of a sheet are taken for the same."""
    return normal(one, "表", {}, lambda _, row: row) == normal(two, "表", {}, lambda _, row: row)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("='计算过程'!$H$17", "=计算过程!H17"),
        ("=SUM($A$1:$B$2, 3)", "=sum(a1:B2,3)"),
        ("=IF(A1>1E-9,TRUE,FALSE)", "=IF(A1>0.000000001,TRUE(),FALSE())"),
        ("=_xlfn.STDEV.S(A1:A3)", "=STDEV.S(A1:A3)"),
        ("=ROUND(200*A1,7)", "=ROUND(200.0*A1,7)"),
        ("='a''b'!A1", "='a''b'!$A1"),
        ("=SUM (A1)", "=SUM(A1)"),
    ],
)
def test_spelling_does_not_matter(one: str, two: str) -> None:
    """Quotation marks, $, spaces, case, numbers, prefixes."""
    assert alike(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("=A1+1", "=A1+2"),
        ("=A1+1", "=A1-1"),
        ("=A1", "=A2"),
        ("=甲!A1", "=乙!A1"),
        ('="a b"', '="ab"'),
        ('="TRUE"', "=TRUE"),
        ('="A1"', '="a1"'),
        ("=ROUND(A1,2)", "=ROUNDUP(A1,2)"),
        ("=A1>1", "=A1>=1"),
        ('=A1&"优秀"', '=A1&"良好"'),
        ("=1E-9", "=1E-8"),
        ("{=A1}", "=A1"),
    ],
)
def test_meaning_does(one: str, two: str) -> None:
    """Another constant, operator, cell, sheet, text or function."""
    assert not alike(one, two)


def test_renamed_sheets_and_moved_rows() -> None:
    """Both ends of a range are on the sheet that stands before it; what follows is on the formula's own."""

    def rows(sheet: str, row: int) -> int:
        return row - 1 if sheet == "新" and row > 5 else row

    assert normal("=SUM(新!A5:A9)+A9", "表", {"新": "旧"}, rows) == "=SUM('旧'!A5:A8)+A9"
    assert normal("=SUM(A5:A9)*'别'!A9", "新", {"新": "旧"}, rows) == "=SUM(A5:A8)*'别'!A9"


def test_quotation_marks_without_an_end() -> None:
    """They are gone through once, however many there are."""
    assert alike("=" + "'" * 30_000, "=" + "'" * 30_000)
    assert not alike("='a", "='b")
