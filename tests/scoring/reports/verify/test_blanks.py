"""What may be written into a blank."""

from __future__ import annotations

import pytest

from scoring.reports.verify.blanks import fills, has_blank

LINE = "计分人：＿＿＿＿　日期：____"


@pytest.mark.parametrize(
    ("found", "allowed"),
    [
        (LINE, True),
        ("计分人：张三　日期：2026年10月30日", True),
        ("计分人： 张三 　日期：", True),
        ("计分人：＿张三＿　日期：＿＿＿＿", True),
        ("计分人：张三", False),
        ("复核人：张三　日期：今天", False),
        ("计分人：张三　日期：今天\n总分应为99.5分", False),
        ("计分人：" + "张" * 100 + "　日期：", False),
    ],
)
def test_blanks_may_be_filled_in(found: str, allowed: bool) -> None:
    """A name and a date; the words around them stay."""
    assert fills(LINE, found) is allowed


def test_a_text_without_blanks_is_not_filled_in() -> None:
    """A single low line is a sign like others."""
    assert [has_blank(text) for text in ("a_b", "＿", "__", 5.0, None)] == [False, False, True, False, False]
    assert not fills("a_b", "a_b c")
