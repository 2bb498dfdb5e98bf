"""Characters that nobody sees."""

from __future__ import annotations

import pytest

from rubrics import revealed
from rubrics.invisible import first_invisible, is_blank, unprintable_lines

FAMILIES = ("👨\u200d👩", "👩🏽\u200d🏫", "🏳\ufe0f\u200d🌈", "👩\u200d⚖\ufe0f", "👨\u200d👩\u200d👧\u200d👦")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "市 教育局",
        "市　教育局\n第二行\t三",
        "\ue000\U00020000",
        "é e\u0301",
        "👍🏽",
        "✔\ufe0f",
        "a\u00a0b",
        *FAMILIES,
    ],
)
def test_what_may_stand_in_a_name(text: str) -> None:
    """Spaces of any width, new lines, rare characters and those that are put together of several."""
    assert (first_invisible(text), revealed(text)) == (None, text)


@pytest.mark.parametrize(
    ("text", "expected", "shown"),
    [
        ("甲\u202e局", ("U+202E", 2), "甲[U+202E]局"),
        ("\ufeff甲\u200b", ("U+FEFF", 1), "[U+FEFF]甲[U+200B]"),
        ("甲\u200d乙👨\u200d👩", ("U+200D", 2), "甲[U+200D]乙👨\u200d👩"),
        ("👨\u200d👩👨\u200d", ("U+200D", 5), "👨\u200d👩👨[U+200D]"),
        ("👨\u200d\u200d👩", ("U+200D", 2), "👨[U+200D][U+200D]👩"),
        ("■\u200d■", ("U+200D", 2), "■[U+200D]■"),
        ("甲\x1b[0m", ("U+001B", 2), "甲[U+001B][0m"),
        ("甲\u3164", ("U+3164", 2), "甲[U+3164]"),
        ("甲\u2028", ("U+2028", 2), "甲[U+2028]"),
        ("\U000e0041", ("U+E0041", 1), "[U+E0041]"),
        ("a\r\n", ("U+000D", 2), "a[U+000D]\n"),
    ],
)
def test_what_cannot_be_seen(text: str, expected: tuple[str, int], shown: str) -> None:
    """The first is told with its place, counted from 1; all of them are shown."""
    assert (first_invisible(text), revealed(text)) == (expected, shown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        (" \u3000\n\t", True),
        ("\u0301", True),
        ("\ufe0f", True),
        ("\u200b", True),
        ("一", False),
        ("-", False),
    ],
)
def test_what_is_blank(text: str, expected: bool) -> None:
    """Nothing but spaces and marks upon nothing."""
    assert is_blank(text) is expected


def test_lines_with_what_yaml_leaves_out() -> None:
    """Each line once, however much of it stands there."""
    assert list(unprintable_lines("a\x01\x02\n二\n\ufffe")) == [(1, "U+0001"), (3, "U+FFFE")]
