"""How long the list of a zip's members is."""

from __future__ import annotations

import io
import zipfile

import pytest

from submissions import listing
from submissions.listing import too_many


def archive(members: int, comment: bytes = b"") -> bytes:
    """Return a zip with so many empty members; more than 65,535 make it a large one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        written.comment = comment
        for number in range(members):
            written.writestr(f"{number}", b"")
    return stream.getvalue()


@pytest.fixture
def short_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the list have room for twenty members."""
    monkeypatch.setattr(listing, "LONGEST_LIST", 20 * 48)


@pytest.mark.usefixtures("short_list")
@pytest.mark.parametrize("comment", [b"", b"c" * 65_535, b"PK\x05\x06"])
def test_a_list_that_is_too_long(comment: bytes) -> None:
    """Whatever comment stands behind it, one with another end in it included."""
    assert [too_many(io.BytesIO(archive(n, comment))) for n in (0, 20, 30)] == [False, False, True]


@pytest.mark.usefixtures("short_list")
def test_a_list_of_a_large_zip() -> None:
    """Its end of the older kind says nothing; the other is found where it is said to be, and in front of it."""
    data = archive(65_536)
    assert too_many(io.BytesIO(data))
    end = data.rindex(b"PK\x05\x06")
    silent = data[: end + 12] + b"\xff" * 4 + data[end + 16 :]
    elsewhere = silent[: end - 12] + b"\xff" * 8 + silent[end - 4 :]
    gone = elsewhere.replace(b"PK\x06\x06", b"PK\x06\x00")
    assert [too_many(io.BytesIO(one)) for one in (silent, elsewhere, gone)] == [True, True, False]


def test_what_is_no_zip_has_no_list() -> None:
    """An empty file, and one that only begins like a zip."""
    assert [too_many(io.BytesIO(data)) for data in (b"", b"PK\x03\x04" * 9)] == [False, False]
