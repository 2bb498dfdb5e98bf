"""What a file is by its content."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from rubrics import Message, say
from submissions import Content, content_type, examine
from submissions.content import OLE

Zipped = Callable[[dict[str, bytes]], bytes]
UNSAFE = say("it holds files whose names leave their folder")
DAMAGED = say("it is cut off or damaged")
PASSWORD = say("it is protected by a password")


def holds(data: bytes) -> tuple[str, Message | None]:
    """Return type and fault of what `data` holds."""
    content = examine(io.BytesIO(data))
    return content.kind, content.fault


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF87a", "gif"),
        (b"GIF89a", "gif"),
        (b"II*\0", "tiff"),
        (b"MM\0*", "tiff"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"\0\0\0\x18ftypmif1", "heic"),
        (b"\0\0\0\x18ftypisom", "mp4"),
        (b"ID3\x04", "mp3"),
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),
        (OLE, "ole"),
        (b"Rar!\x1a\x07\x00", "rar"),
        (b"{\\rtf1", "rtf"),
        (b"%PDF-1.7", "pdf"),
        (b"\0scanner noise\n%PDF-1.7", "pdf"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html>", "html"),
        (b"<ScRiPt>alert(1)</script>", "html"),
        ("普法 责任清单".encode(), "text"),
        ("普法责任清单".encode()[:-1], "text"),
        ("普法责任清单".encode("gbk"), "text"),
        ("普法".encode("utf-16"), "text"),
        (b"a\0b", "unknown"),
        (b"\xff\xff\xff", "unknown"),
    ],
)
def test_the_first_bytes_tell_the_type(head: bytes, kind: str) -> None:
    """Names are not asked; a text may be cut off within a character."""
    assert content_type(head) == kind


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
        ("OFD.xml", "ofd"),
        ("mimetype", "odf"),
        ("照片/1.png", "zip"),
    ],
)
def test_the_members_of_a_zip_tell_what_it_is(zipped: Zipped, member: str, kind: str) -> None:
    """Office files are zip files with known members."""
    assert holds(zipped({"[Content_Types].xml": b"", member: b"x"})) == (kind, None)


def test_a_zip_must_be_whole_and_open(zipped: Zipped) -> None:
    """Cut off, with a password, or with members that would land elsewhere."""
    data = zipped({"[Content_Types].xml": b"", "word/document.xml": b"x" * 100})
    locked = bytearray(data)
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert holds(data[:-10]) == ("zip", DAMAGED)
    assert holds(bytes(locked)) == ("docx", PASSWORD)
    assert holds(zipped({"word/document.xml": b"", "../../evil": b""})) == ("docx", UNSAFE)


@pytest.mark.parametrize(
    ("stream", "found"),
    [
        ("WordDocument", ("doc", None)),
        ("Workbook", ("xls", None)),
        ("PowerPoint Document", ("ppt", None)),
        ("EncryptedPackage", ("ole", PASSWORD)),
        ("Something", ("ole", None)),
    ],
)
def test_old_office_files_are_told_apart(stream: str, found: tuple[str, Message | None]) -> None:
    """By the names of the streams in their container."""
    assert holds(OLE + b"\0" * 2_000_000 + stream.encode("utf-16-le")) == found


def test_text_is_always_whole() -> None:
    """There is no telling where a text should end."""
    assert examine(io.BytesIO("清单".encode())) == Content("text")


def test_a_zip_of_far_too_many_files_is_not_opened(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of a million would take a gigabyte of memory."""
    data = zipped({str(number): b"" for number in range(30)})
    monkeypatch.setattr("submissions.listing.LONGEST_LIST", 1000)
    assert holds(data) == ("zip", say("it holds far too many files"))
