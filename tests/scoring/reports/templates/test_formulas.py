"""Tests of scoring.reports.templates.formulas: row 5 of the sheet 表 becomes four lines."""

from __future__ import annotations

import pytest

from scoring.reports.templates.formulas import Shift, Unclear
from scoring.reports.templates.growth import Growth

GROWTHS = {"表": Growth(5, 4), "o'b": Growth(2, 4)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=C4", "=C4"),
        ("=C5", "=C5"),
        ("=C6+$C$6", "=C9+$C$9"),
        ("=SUM(C5)", "=SUM(C5:C8)"),
        ("=SUM( $C$5 , C7)", "=SUM( $C$5:$C$8 , C10)"),
        ("=AVERAGE(C5:C5)", "=AVERAGE(C5:C8)"),
        ("=SUM(C4:C6)", "=SUM(C4:C9)"),
        ("=SUM(C9:C2)", "=SUM(C2:C12)"),
        ("=SUM(5:5)-SUM(C:C)", "=SUM(5:8)-SUM(C:C)"),
        ("=ROUND(AVERAGE(C5),2)", "=ROUND(AVERAGE(C5:C8),2)"),
        ("=ROUND(C5,2)", "=ROUND(C5,2)"),
        ('=COUNTIF(F5,"A5")&"C6"', '=COUNTIF(F5:F8,"A5")&"C6"'),
        ("=OFFSET(A5,1,1)", "=OFFSET(A5,1,1)"),
        ("=表!C6+另!C6", "=表!C9+另!C6"),
        ("=SUM('o''b'!C2)", "=SUM('o''b'!C2:C5)"),
        ("=总分*2+{1,2}", "=总分*2+{1,2}"),
        ("=#REF!+C6", "=#REF!+C9"),
        ("=IFERROR(_xlfn.STDEV.S(C5),0)", "=IFERROR(_xlfn.STDEV.S(C5:C8),0)"),
    ],
)
def test_formulas_outside_the_row(before: str, after: str) -> None:
    """Ranges, and cells that are among many, take in all lines; single cells below move; text stays."""
    assert Shift(GROWTHS, "表").formula(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=C5*2", "=C7*2"),
        ("=SUM(C5:F5)", "=SUM(C7:F7)"),
        ("=C5/C$4", "=C7/C$4"),
        ("=C5/$C$6", "=C7/$C$9"),
        ("=RANK(C5,C$5:C$5)", "=RANK(C7,C$5:C$8)"),
        ("=SUM(C$5:C5)", "=SUM(C$5:C7)"),
        ("=C5/SUM(C$5)", "=C7/SUM(C$5:C$8)"),
        ("=C5-C$5", "=C7-C$5"),
        ("=另!C$6+'o''b'!C2", "=另!C$6+'o''b'!C4"),
        ("=ROW()-4", "=ROW()-4"),
    ],
)
def test_formulas_of_the_row(before: str, after: str) -> None:
    """In the third line the row's own number is the line, with $ it is all lines."""
    assert Shift(GROWTHS, "表", 2).formula(before) == after


@pytest.mark.parametrize(
    ("formula", "piece"),
    [
        ("=SUM(IF(C5>90,1))", "C5"),
        ("=SUM(-C5)", "C5"),
        ('=INDIRECT("C5")', "INDIRECT("),
        ("=SUM(A1:INDEX(B1:B9,2))", "A1:INDEX("),
        ("=SUM(一:三!C5)", "一:三!C5"),
        ("=SUM(T[分])", "T[分]"),
        ("=A1:B2:C3", "A1:B2:C3"),
        ("=(A1):(B2)", ":("),
        ('=LEN("x', '=LEN("x'),
    ],
)
def test_what_cannot_be_told_outside_the_row(formula: str, piece: str) -> None:
    """The piece is named, whatever it may have meant."""
    with pytest.raises(Unclear) as raised:
        Shift(GROWTHS, "表").formula(formula)
    assert str(raised.value) == piece


@pytest.mark.parametrize(
    ("formula", "piece"), [("=C5/C4", "C4"), ("=C5/C6", "C6"), ("=SUM(C4:C5)", "C4:C5"), ("=另!C6", "另!C6")]
)
def test_other_rows_need_a_dollar_in_the_row(formula: str, piece: str) -> None:
    """Excel would go along with each line, which nobody means."""
    with pytest.raises(Unclear) as raised:
        Shift(GROWTHS, "表", 0).formula(formula)
    assert str(raised.value) == piece


def test_names_stand_for_all_lines() -> None:
    """A name for one cell of the row; within a longer definition it is the first line."""
    texts = [Shift(GROWTHS).formula(text, name=True) for text in ("=表!$C$5", "=表!$C$5*2", "=表!$C$6", "=0.5")]
    assert texts == ["=表!$C$5:$C$8", "=表!$C$5*2", "=表!$C$9", "=0.5"]
