"""What is found in a list by words."""

from __future__ import annotations

import pytest

from scoring.actions.searching import holding


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        (" 　", True),
        ("地铁", True),
        ("ＭＥＴＲＯ", True),
        ("Metro 集团", True),
        ("集团 示例", True),
        ("地铁 交通", False),
        ("地铁metro", False),
    ],
)
def test_every_word_must_be_in_one_of_the_texts(words: str, *, found: bool) -> None:
    """In any case, width and order; a word is not made of two texts."""
    assert holding(words)("metro", "示例地铁集团") is found
