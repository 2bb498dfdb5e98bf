"""What is known of a file that was found."""

from __future__ import annotations

import hashlib
import io

from submissions import Content, StoredFile, stored_file


def test_a_file_is_hashed_measured_and_looked_into() -> None:
    """In pieces, so that a film of any length fits."""
    data = "履职 报告".encode() * 200_000
    assert stored_file("报告.txt", io.BytesIO(data)) == StoredFile(
        "报告.txt", len(data), hashlib.sha256(data).hexdigest(), Content("text")
    )


def test_the_length_of_a_report_is_counted_where_it_is_asked_for() -> None:
    """A file that cannot be opened is not counted."""
    text = stored_file("报告.txt", io.BytesIO("履职 报告".encode()), count=True)
    cut = stored_file("报告.docx", io.BytesIO(b"PK\x03\x04"), count=True)
    assert (text.characters, cut.content.kind, cut.characters) == (4, "zip", None)


def test_an_empty_file_is_a_file() -> None:
    """Phones send them."""
    assert stored_file("a", io.BytesIO(b"")).content == Content("empty")
