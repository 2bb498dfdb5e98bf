"""Sizes, spacings and indents of GB/T 9704-2012."""

from __future__ import annotations

import io

import docx
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from scoring.reports.documents.styles import PARAGRAPHS
from tests.scoring.reports.documents.packages import a_paper


def style(name: str) -> ParagraphStyle:
    """Return a style of a paper as python-docx reads it."""
    found = docx.Document(io.BytesIO(a_paper())).styles[name]
    assert isinstance(found, ParagraphStyle)
    return found


def test_the_page_is_that_of_the_standard() -> None:
    """A4 with margins of 37, 35, 28 and 26 mm, to the twentieth of a point."""
    section = docx.Document(io.BytesIO(a_paper())).sections[0]
    found = (
        section.page_width, section.page_height,
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin,
    )  # fmt: skip
    wanted = (Mm(210), Mm(297), Mm(37), Mm(35), Mm(28), Mm(26))
    assert [abs((length or 0) - exact) < Pt(0.1) for length, exact in zip(found, wanted, strict=True)] == [True] * 6


def test_body_and_title() -> None:
    """3号仿宋 from line to line 28 points, two characters in; the title 2号小标宋, centred."""
    body, title = style("PaperText"), style("PaperTitle")
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28))
    assert body.paragraph_format.first_line_indent == Pt(32)
    assert (title.font.size, title.paragraph_format.alignment) == (Pt(22), 1)


def test_every_kind_of_paragraph_is_a_style() -> None:
    """Whoever changes the looks of a template finds them by their names."""
    found = {item.name for item in docx.Document(io.BytesIO(a_paper())).styles}
    assert found == {*PARAGRAPHS, "Normal", "Default Paragraph Font", "Normal Table", "Table of a paper"}
