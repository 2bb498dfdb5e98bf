"""The text of a PDF."""

from __future__ import annotations

import io

import pytest

from submissions import pdf_text
from tests.pdfs import pdf


def test_the_text_is_taken_out_page_by_page() -> None:
    """Chinese as word processors save it, rare characters included."""
    assert pdf_text(io.BytesIO(pdf("履职报告（2026）", "二、𠮷成效。"))) == "履职报告（2026）\n二、𠮷成效。"


def test_a_scan_has_none() -> None:
    """It can be read, and says nothing."""
    assert pdf_text(io.BytesIO(pdf("", ""))) == ""


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n%%EOF\n", b"PK\x03\x04", pdf("报告")[:200]])
def test_what_cannot_be_read_is_told(data: bytes) -> None:
    """Whatever error it runs into."""
    assert pdf_text(io.BytesIO(data)) is None


def test_endless_reports_are_not_read_to_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither beyond so many pages nor beyond so many letters."""
    data = pdf("一", "二", "三")
    monkeypatch.setitem(pdf_text.__globals__, "MOST_PAGES", 2)
    assert pdf_text(io.BytesIO(data)) == "一\n二"
    monkeypatch.setitem(pdf_text.__globals__, "MOST_LETTERS", 0)
    assert pdf_text(io.BytesIO(data)) == "一"
