"""Cells of marks: what was typed comes back as it was typed."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.sheets.mark_cells import points_of, put_number, put_typed
from scoring.sheets.paper import FormBook
from submissions.spreadsheet import read_worksheets
from tests.scoring.sheets.blanks import leaf_of

SHOWN = {
    "8": "n", "8.5": "n", "-3": "n", "0": "n", "123456789012345": "n", "0.000012": "n",
    "8.50": "s", "1234567890123456.5": "s", "08": "s", "1e5": "s", "８": "s", "+8": "s", ".5": "s", "5.": "s",
    "8.5分": "s", "优": "s", "√×√": "s", "-0": "s", "²": "s", "nan": "s", "=1+1": "s",
}  # fmt: skip


def cell_of(text: str) -> tuple[str, str]:
    """Return the kind of a cell that a text is put into, n or s, and what is read from it again."""
    stream = io.BytesIO()
    book = FormBook(stream, str, title="t", above="", below="")
    sheet = book.page("p", "page", (10,), landscape=False)
    put_typed(sheet, 3, 1, text, book.style("mark"))
    kind = type(sheet.table[3][1]).__name__
    book.close()
    (read,) = read_worksheets(stream.getvalue(), "f")
    return {"Number": "n", "String": "s", "Blank": "-"}[kind], str(read.cells.get((4, 1), ""))


@pytest.mark.parametrize(("text", "kind"), SHOWN.items())
def test_a_number_is_one_where_every_digit_of_it_is_kept(text: str, kind: str) -> None:
    """Then formulas work with it; else it stays text, to the last zero."""
    assert cell_of(text) == (kind, text)


def test_an_open_cell_is_empty() -> None:
    """It is unlocked and holds nothing."""
    assert cell_of("") == ("-", "")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9).map(str))
def test_every_number_comes_back(text: str) -> None:
    """As it was typed, whatever its places."""
    assert cell_of(text)[1] == text


@pytest.mark.parametrize(
    ("criterion", "text", "points"),
    [
        ("points: 10", "8.5", Fraction(17, 2)),
        ("points: 10", "", None),
        ("points: 10", "11", None),
        ("marking: {levels: [{title: a, points: 8}]}", "a", Fraction(8)),
        ("marking: {deductions: {rated: true, start: 9, each: 2}}", "3", Fraction(3)),
        ("marking: {veto: {rated: any, score: 0}}", "是", None),
    ],
)
def test_what_is_in_force_is_worth_its_points(criterion: str, text: str, points: Fraction | None) -> None:
    """Nothing where nothing is given, and a veto is worth nothing."""
    assert points_of(leaf_of(criterion), text) == points


def test_a_number_that_nobody_gave_is_an_empty_cell() -> None:
    """No figure stands there for it."""
    book = FormBook(io.BytesIO(), str, title="t", above="", below="")
    sheet = book.page("p", "page", (10,), landscape=False)
    put_number(sheet, 3, 1, None, book.style("points"))
    put_number(sheet, 3, 2, Fraction(1, 4), book.style("points"))
    assert (type(sheet.table[3][1]).__name__, sheet.table[3][2].number) == ("Blank", 0.25)
