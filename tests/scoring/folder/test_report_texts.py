"""The text of reports."""

from __future__ import annotations

import time

import pytest

from scoring.folder import report_texts
from scoring.folder.report_texts import text_of
from tests.pdfs import pdf


def test_every_kind_of_report_is_read() -> None:
    """A PDF by another process, a scan among them; what is no report has no text."""
    assert text_of("履职".encode(), "text") == "履职"
    assert text_of(pdf("履职报告（2026）𠮷"), "pdf") == "履职报告（2026）𠮷"
    assert text_of(pdf(""), "pdf") == ""
    assert text_of(b"%PDF-1.4\n%%EOF", "pdf") is None
    assert text_of(b"", "png") is None


def test_a_pdf_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process is stopped."""
    monkeypatch.setattr(report_texts, "SECONDS", 0.5)
    monkeypatch.setattr(report_texts, "_CHILD", "import time; time.sleep(60)")
    begun = time.monotonic()
    assert text_of(pdf("报告"), "pdf") is None
    assert time.monotonic() - begun < 10
