"""字数: how long a text is."""

from __future__ import annotations

import pytest

from submissions import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \t\n\u3000\ufeff\u200b", 0),
        ("普法责任清单", 6),
        ("普法，责任。", 6),
        ("2020年", 2),
        ("99.5%", 1),
        ("state of the art", 4),
        ("don’t stop", 2),
        ("“八五”普法——实效……", 12),
        ("he said “yes”", 3),
        ("第①条", 3),
        ("①", 1),
        ("中,文", 3),
        ("ＡＢ１２", 4),
        ("αβγ Россия", 2),
        ("안녕 하세요", 2),
        ("カタカナ", 4),
        ("e\u0301tude", 1),
        ("𠮷野家", 3),
        ("普\u200b法", 2),
        ("word\u00adbreak", 1),
    ],
)
def test_a_text_is_counted_as_chinese_offices_count(text: str, count: int) -> None:
    """Han characters and their marks one by one, what other scripts write word by word, white space not at all."""
    assert word_count(text) == count


def test_long_reports_are_counted_quickly() -> None:
    """A million characters; the figure is the sum of its parts."""
    assert word_count("普法责任abc制 2020年，" * 100_000) == 900_000
