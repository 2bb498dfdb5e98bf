"""What is known of a file that was found."""

from __future__ import annotations

import hashlib
import io

from submissions import Content, StoredFile, report_text, stored_file


def test_a_file_is_hashed_measured_and_looked_into() -> None:
    """In pieces, so that a film of any length fits."""
    data = "履职 报告".encode() * 200_000
    assert stored_file("报告.txt", io.BytesIO(data)) == StoredFile(
        "报告.txt", len(data), hashlib.sha256(data).hexdigest(), Content("text")
    )


def test_the_text_of_a_report_is_taken_out_where_it_is_asked_for() -> None:
    """And counted; of a file that cannot be opened there is none."""
    text = stored_file("报告.txt", io.BytesIO("履职 报告".encode()), text_of=report_text)
    cut = stored_file("报告.docx", io.BytesIO(b"PK\x03\x04"), text_of=report_text)
    assert (text.text, text.length, cut.content.kind, cut.text, cut.length) == ("履职 报告", 4, "zip", None, None)


def test_an_empty_file_is_a_file() -> None:
    """Phones send them."""
    assert stored_file("a", io.BytesIO(b"")).content == Content("empty")
