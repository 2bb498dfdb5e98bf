"""A score sheet as a whole: its sheets, its seal, what stands on every page."""

from __future__ import annotations

import pytest

from submissions.seal import read_seal
from submissions.spreadsheet import read_worksheets
from tests.scoring.sheets.blanks import KEY, blank_of, opened, written

PAGES = ["Tax Office", "Gardens Office", "Mint", "Guards", "North Town", "South Town", "East Town", "West Town"]


@pytest.mark.parametrize(("layout", "pages"), [("per-agency", PAGES), ("matrix", ["Score sheet"])])
def test_cover_pages_and_a_very_hidden_seal(layout: str, pages: list[str]) -> None:
    """All of them locked; the seal is that of the blank."""
    blank = blank_of(layout=layout)
    book = opened(blank)
    assert book.sheetnames == ["Cover", *pages, "pingyi"]
    assert [sheet.sheet_state for sheet in book] == [*["visible"] * (len(pages) + 1), "veryHidden"]
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in book)
    assert read_seal(read_worksheets(written(blank), "p2.xlsx"), KEY, "p2.xlsx") == blank.seal


def test_every_page_says_what_it_is_sealed_with() -> None:
    """校验码, number of issue and the rubric's fingerprint below, the statement above."""
    blank = blank_of()
    scoring, _ = blank.printed.prints.short
    for sheet in opened(blank).worksheets[:-1]:
        assert sheet.oddFooter.left.text == f"Fingerprint {blank.code} · issue 7 · rubric {scoring}"
        assert sheet.oddFooter.right.text == "page &P of &N"
        assert sheet.oddHeader.center.text == blank.statement


def test_the_same_blank_gives_the_same_bytes() -> None:
    """Another number gives others."""
    assert written(blank_of()) == written(blank_of())
    assert written(blank_of()) != written(blank_of(number=8))
