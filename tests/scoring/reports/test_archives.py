"""Archives that tell nothing but what is in them."""

from __future__ import annotations

import io
import zipfile

from scoring.reports.archives import archived


def test_no_member_tells_when_and_where_it_was_packed() -> None:
    """One moment for all, no operating system; the part that says what the file is comes first."""
    with zipfile.ZipFile(io.BytesIO(archived({"b": b"1", "a": b"2", "[Content_Types].xml": b"3"}))) as archive:
        members = [(item.filename, item.date_time, item.create_system) for item in archive.infolist()]
        assert archive.read("a") == b"2"
    moment = (2000, 1, 1, 0, 0, 0)
    assert members == [("[Content_Types].xml", moment, 0), ("a", moment, 0), ("b", moment, 0)]
