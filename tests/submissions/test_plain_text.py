"""Text that people wrote loses what cannot be seen, and nothing else."""

from __future__ import annotations

import pytest

from submissions.plain_text import one_line, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("示例市司法局", "示例市司法局"),
        ("=1+1", "=1+1"),
        ("乙\u202e局\u202c、\u2066丙\u2069\u200f\u061c", "乙局、丙"),
        ("零\u200b宽\u200d连\u2060接\ufeff软\u00ad", "零宽连接软"),
        ("响\a铃\x00\x1b[31m\x7f\x9b", "响铃[31m"),
        ("一\r\n二\r三\u2028四\x85五\v六", "一\n二\n三\n四\n五\n六"),
        ("一\t二\n三", "一\t二\n三"),
        ("𠮷\U000e0100\ue000", "𠮷\U000e0100\ue000"),
        ("\ud800\uffff\ufffe\U0001ffff", ""),
        ("全角\u3000空格", "全角\u3000空格"),
        ("老师👩🏽\u200d🏫、一家👨\u200d👩\u200d👧\u200d", "老师👩🏽\u200d🏫、一家👨\u200d👩\u200d👧"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, shown: str) -> None:
    """Bidi and zero-width characters and controls go; new lines are one kind; everything visible stays."""
    assert printable(text) == shown


def test_one_line_has_no_breaks() -> None:
    """A name for a heading or a file keeps its words and one space between them."""
    assert one_line("  示例市\r\n司法局\t（\u202e公）\u3000 ") == "示例市 司法局 （公）"
