"""A table of text cells, each with its place."""

from __future__ import annotations

import pytest

from rubrics import Place
from submissions.table import Row, Table, clean, letters, table


def test_a_line_of_a_csv_file_is_its_place() -> None:
    """A CSV file has lines and no cells."""
    assert Table("sheets/a.csv", "", ()).place(7, 3) == Place("sheets/a.csv", 7)


def test_a_cell_of_a_sheet_is_its_place() -> None:
    """A workbook has sheets and cells; without a column the row's first cell stands for it."""
    found = Table("a.xlsx", "评分", ())
    assert found.place(14, 3) == Place("a.xlsx", sheet="评分", cell="D14")
    assert found.place(14) == Place("a.xlsx", sheet="评分", cell="A14")


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(column: int, name: str) -> None:
    """Columns are counted from 0 and named as spreadsheets do."""
    assert letters(column) == name


def test_cells_lose_the_white_space_around_them() -> None:
    """Full-width spaces, no-break spaces and byte order marks are white space; inside a cell it stays."""
    assert clean("\ufeff\u3000 市 教育局\u00a0\u3000\n") == "市 教育局"


def test_what_came_along_when_a_cell_was_copied_is_left_out() -> None:
    """Marks of direction and zero-width spaces around a cell; within it they stay, and are told."""
    assert clean("\u200e\u202a 8.5\u202c\u200f\u2060 ") == "8.5"
    assert clean("教\u200b育") == "教\u200b育"
    assert (clean("\u200b\ufeff"), clean("")) == ("", "")


def test_blank_rows_and_empty_columns_at_the_end_are_cut_off() -> None:
    """What is left is a rectangle whose rows keep their numbers."""
    found = table("a.csv", "", [(1, ["a", "b", "", ""]), (2, ["\u3000"]), (3, ["1"])])
    assert found.rows == (Row(1, ("a", "b")), Row(3, ("1", "")))


def test_a_table_may_be_empty() -> None:
    """Nothing in, nothing out."""
    assert table("a.csv", "", [(1, [""])]).rows == ()
