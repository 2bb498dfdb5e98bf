"""How much room a text takes on paper."""

from __future__ import annotations

import pytest

from scoring.sheets.room import height, letters, lines, papers, wide


def test_a_chinese_character_is_two_digits_wide() -> None:
    """Punctuation of Chinese text too."""
    assert [wide(text) for text in ("", "ab1", "评议", "（一）a")] == [0, 3, 4, 7]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("abcdef", 5), ("评议ab", 3), ("评议", 2), ("评议议", 2)])
def test_as_many_letters_as_fit(text: str, count: int) -> None:
    """Into five columns: half a Chinese character is none."""
    assert letters(text, 5) == count


@pytest.mark.parametrize(
    ("text", "count"), [("", 1), ("评" * 10, 1), ("评" * 11, 2), ("a" * 20, 1), ("a" * 21, 2), ("评\n\n议", 3)]
)
def test_lines_break_where_the_column_ends(text: str, count: int) -> None:
    """A column of 20 digits has room for ten characters of 10 points; a line break always begins a new line."""
    assert lines(text, 20, 10) == count


def test_the_narrowest_column_has_room_for_one_character() -> None:
    """Nothing is divided by nothing."""
    assert lines("评议", 0.5, 20) == 2


def test_a_row_is_as_high_as_its_lines() -> None:
    """With room for a font whose lines stand far apart."""
    assert height(2, 10) == 31


def test_rows_stay_whole_at_the_end_of_a_page() -> None:
    """A row that does not fit any more begins the next page."""
    assert [papers(rows, 100) for rows in ([], [50, 50], [60, 60, 40], [60, 60, 41])] == [1, 1, 2, 3]
