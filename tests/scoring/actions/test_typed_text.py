"""What people type into boxes."""

from __future__ import annotations

from scoring.actions.typed_text import plain


def test_plain() -> None:
    """Lines end alike, nothing unseen stays; what makes one picture of several does."""
    assert plain(" 一\r\n二\r三\u202e\x00\ufeff\t四 \n") == "一\n二\n三\t四"
    assert plain("👩\u200d⚖\ufe0f甲\u200d乙") == "👩\u200d⚖\ufe0f甲乙"


def test_letters_that_show_nothing_are_nothing() -> None:
    """A reason of Hangul fillers is none."""
    assert plain("\u3164 \u115f\n") == ""
