"""Tests of scoring.reports.templates.headers."""

from __future__ import annotations

import pytest

from scoring.reports.templates.headers import escaped, with_note


@pytest.mark.parametrize(
    ("text", "room", "written"),
    [("甲&乙", 9, "甲&&乙"), ("甲\n乙  丙", 9, "甲 乙 丙"), ("甲乙丙", 2, "甲…"), ("&&&", 4, "&&…"), ("甲", 0, "")],
)
def test_text_in_a_header(text: str, room: int, written: str) -> None:
    """An ampersand begins no code, also where the text is cut."""
    assert escaped(text, room) == written


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("", "&R送审稿"),
        ("题", "&C题&R送审稿"),
        ("&L左&C中", "&L左&C中&R送审稿"),
        ('&R&"黑体"&12第&P页&L左', '&L左&R&"黑体"&12第&P页　送审稿'),
        ("&LA&&R", "&LA&&R&R送审稿"),
        ("&L" + "长" * 250, "&L" + "长" * 250),
    ],
)
def test_a_note_goes_to_the_right(header: str, written: str) -> None:
    """Behind what stands there; a header that is full stays as it is."""
    assert with_note(header, "送审稿") == written
