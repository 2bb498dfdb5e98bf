"""Rows written straight to a sheet's file: read again they are what was put in."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from scoring.reports.large.book import large_book
from scoring.reports.large.rows import Cell, Rows
from tests.scoring.reports.large.large_rounds import findings, large

FOUND = findings(large())


def read_again(*rows: list[Cell]) -> list[list[object]]:
    """Return rows that were written below one that went the usual way."""
    stream = io.BytesIO()
    with large_book(FOUND, stream) as book:
        sheet = book.sheet("S")
        sheet.write_string(0, 0, "above")
        lines = Rows(sheet, [book.style("word")] * len(rows[0]))
        for at, row in enumerate(rows, start=1):
            lines.write(at, row)
        sheet.write_string(len(rows) + 1, 0, "below")
    first, *held, last = load_workbook(io.BytesIO(stream.getvalue()))["S"].iter_rows(values_only=True)
    assert (first[0], last[0]) == ("above", "below")
    return [list(row) for row in held]


@pytest.mark.parametrize("figure", [0.0, -3.0, 93.44, 0.1 + 0.2, 1e-7, 2.0**500, 123456789.125])
def test_figures_are_the_very_same_doubles(figure: float) -> None:
    """All seventeen digits where it takes them."""
    assert read_again([figure, -figure]) == [[figure, -figure]]


@pytest.mark.parametrize("text", ["a&b<c>\"d'", " spaces ", "two\nlines", "<r><t>x</t></r>", "_x41_", "=1+1", "𠮷"])
def test_text_is_text(text: str) -> None:
    """No markup, no formula; spaces and lines stay."""
    assert read_again([text, None, text]) == [[text, None, text]]


def test_text_too_long_for_a_cell_is_cut() -> None:
    """Excel would refuse the whole file."""
    assert read_again(["𠮷" * 20_000]) == [["𠮷" * 16_383]]


def test_what_cannot_be_seen_is_left_out() -> None:
    """Marks that turn a line around, and what XML cannot hold."""
    assert read_again(["甲\u202e乙\x01\ud800丙"]) == [["甲乙丙"]]


def test_text_that_looks_like_an_escape() -> None:
    """Excel would show an A; openpyxl shows what stands in the file."""
    assert read_again(["_x0041_"]) == [["_x005F_x0041_"]]


def test_very_many_texts() -> None:
    """More than are kept ready."""
    rows: list[list[Cell]] = [[f"{at}-{seat}" for seat in range(30)] for at in range(1_700)]
    assert read_again(*rows) == [*rows]
