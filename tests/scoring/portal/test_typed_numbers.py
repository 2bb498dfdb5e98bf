"""Whole numbers that forms and addresses hold."""

from __future__ import annotations

import pytest

from scoring.portal.typed_numbers import whole


@pytest.mark.parametrize(
    ("text", "meant"),
    [("7", 7), ("007", 7), ("9" * 15, 10**15 - 1), ("9" * 16, None), ("9" * 6000, None), ("²", None), ("７", None)]
    + [(text, None) for text in ("", "-1", "1.0", " 1", "1e9", "1_0", "\0")],
)
def test_digits_are_a_number_and_nothing_else_is(text: str, meant: int | None) -> None:
    """Neither a superscript nor thousands of digits, which Python refuses to read, break a page."""
    assert whole(text) == meant
