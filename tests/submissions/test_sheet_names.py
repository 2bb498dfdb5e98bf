"""Names of sheets: legal everywhere and told apart."""

from __future__ import annotations

import pytest

from submissions.sheet_names import legal, sheet_names


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (" : ", ""),
        ("\u202e反\u200b转\x07局", "反转局"),
        ("公安局/交警[支队]：一*?\\", "公安局 交警 支队 一"),
        ("'引号局'", "引号局"),
        ("示例市\n司法局\t二科", "示例市 司法局 二科"),
    ],
)
def test_what_no_sheet_may_be_called_is_left_out(name: str, found: str) -> None:
    """Forbidden signs, quotes at the edges, what cannot be seen; empty where nothing is left."""
    assert legal(name) == found


def test_names_do_not_depend_on_later_ones() -> None:
    """Any wanted names can be made different, in their order, and from those that are taken."""
    assert sheet_names({"x": "甲", "y": "甲", "z": "甲 (2)"}, ()) == {"x": "甲", "y": "甲 (2)", "z": "甲 (2) (2)"}
    assert sheet_names({"x": "ａ", "y": "History"}, ("A",)) == {"x": "ａ (2)", "y": "History (2)"}


def test_a_long_name_is_cut_to_what_excel_counts() -> None:
    """31 units of UTF-16; a rare character has two."""
    assert sheet_names({"x": "长" * 32, "y": "𠮷" * 16, "z": "长" * 40}, ()) == {
        "x": "长" * 30 + "…",
        "y": "𠮷" * 15 + "…",
        "z": "长" * 26 + "… (2)",
    }
