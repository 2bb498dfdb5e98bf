"""A file as a browser sent it."""

from __future__ import annotations

from io import BytesIO

import pytest

from rubrics import Problem
from tests.portal_data import data_folder

data_folder()

from scoring.actions.sent_files import SentFile, looked_at
from scoring.folder.opening import MEGABYTE
from submissions import Content
from tests.agency_desks import PNG


@pytest.mark.parametrize(
    ("data", "declared", "found"),
    [
        (PNG, None, ("png", None)),
        (PNG, len(PNG), ("png", None)),
        ("好".encode(), None, ("text", None)),
        (b"", 0, ("FILE-EMPTY", "“a.png” is empty.")),
        (PNG, len(PNG) + 1, ("FILE-CUT", "“a.png” did not arrive whole.")),
        (bytes(MEGABYTE + 1), None, ("FILE-SIZE", "“a.png” is larger than 1 MB.")),
        (PNG[: len(PNG) // 2], None, ("FILE-UNREADABLE", "“a.png” cannot be used: it is cut off or damaged.")),
    ],
)
def test_what_is_wrong_is_told(data: bytes, declared: int | None, found: tuple[str, str | None]) -> None:
    """Empty, cut off on the way, too large, damaged; else what it holds."""
    read = looked_at(SentFile("a.png", BytesIO(data), size=declared), MEGABYTE)
    told = (read.code, read.rule.render()) if isinstance(read, Problem) else (read.kind, read.fault)
    assert told == found


def test_a_file_just_as_large_as_it_may_be() -> None:
    """The limit itself is allowed."""
    assert looked_at(SentFile("a.txt", BytesIO(b"a" * MEGABYTE)), MEGABYTE) == Content("text", None)


def test_folders_are_no_part_of_a_name() -> None:
    """As Windows writes them, as others do, and where nothing is left."""
    paths = ("C:\\DCIM\\窗口.png", "/home/a/b.pdf", "c.txt", "folder/")
    assert [SentFile(path, BytesIO()).name for path in paths] == ["窗口.png", "b.pdf", "c.txt", "—"]
