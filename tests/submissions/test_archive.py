"""Zip files as Windows, macOS and WPS pack them, and as nobody should."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterable

import pytest

from rubrics import Problems
from submissions import archive
from submissions.archive import is_junk, members

UTF_8 = 0x800


class Named(zipfile.ZipInfo):
    """A member whose name is written in an encoding that its program did not tell."""

    encoding = "gbk"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode(self.encoding), self.flag_bits & ~UTF_8


def packed(names: Iterable[str | zipfile.ZipInfo], encoding: str = "") -> io.BytesIO:
    """Return a zip of files with these names; `encoding` is how they are written, told by a flag where it is ""."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in names:
            info = Named(name) if encoding and isinstance(name, str) else name
            if isinstance(info, Named):
                info.encoding = encoding
            target.writestr(info, b"x")
    return stream


def found(stream: io.BytesIO) -> list[str]:
    """Return the names of all members."""
    with zipfile.ZipFile(stream) as opened:
        return [member.name for member in members(opened, len(stream.getvalue()), "a.zip")]


def codes(stream: io.BytesIO) -> list[tuple[str, str]]:
    """Return code and file of every problem."""
    with pytest.raises(Problems) as raised:
        found(stream)
    return [(problem.code, problem.place.file) for problem in raised.value.items]


NAMES = ["公开/评分表.xlsx", "缺席.csv", "佐证/会议 照片(1).jpg", "𠮷局.xlsx"]


@pytest.mark.parametrize("encoding", ["", "utf-8", "gb18030"])
def test_chinese_names(encoding: str) -> None:
    """Told or not: 公开 in GBK has a byte that is a backslash elsewhere, 缺席 happens to be UTF-8 too."""
    assert found(packed(NAMES, encoding)) == sorted(NAMES)


def test_a_name_told_in_a_field_of_its_own() -> None:
    """Info-ZIP writes the name once for old programs and once in UTF-8; other fields stand beside it."""
    info = Named("???.txt")
    told = b"\1\0\0\0\0" + "察看记录.txt".encode()
    info.extra = struct.pack("<HHI", 0x9901, 4, 7) + struct.pack("<HH", 0x7075, len(told)) + told
    info.extra += struct.pack("<HHI", 0x9902, 4, 7)
    assert found(packed([info, "重要.txt"], "gbk")) == sorted(["察看记录.txt", "重要.txt"])


def test_names_that_are_no_text() -> None:
    """They are shown as far as they can be read."""
    stream = packed(["甲.txt", "???.txt"], "gbk")
    data = stream.getvalue().replace(b"???.txt", b"\xff\xff\xff.txt")
    assert found(io.BytesIO(data)) == ["甲.txt", "\ufffd\ufffd\ufffd.txt"]


def test_names_lead_nowhere_else() -> None:
    """What would leave the folder is cut to its last step; letters that macOS takes apart are put together."""
    apart = unicodedata.normalize("NFD", "ガ.txt")
    names = ["../../etc/passwd", "C:\\windows\\a.xlsx", "/root/b.xlsx", "./c//d.xlsx", apart, "..", "folder/"]
    assert found(packed(names)) == ["a.xlsx", "b.xlsx", "c/d.xlsx", "passwd", "ガ.txt"]


@pytest.mark.parametrize(
    ("name", "junk"),
    [
        ("__MACOSX/._a.xlsx", True),
        ("a/.DS_Store", True),
        ("a/Thumbs.db", True),
        ("Desktop.ini", True),
        ("~$评分表.xlsx", True),
        (".git/config", True),
        (".~lock.评分表.xlsx#", True),
        ("评分表.xlsx", False),
        ("a.b/Thumbs.db.xlsx", False),
        ("~评分表.xlsx", False),
    ],
)
def test_what_only_a_computer_put_there(name: str, junk: bool) -> None:
    """Hidden files, locks, lists of pictures, what macOS adds; nothing that a person named."""
    assert is_junk(name) is junk
    assert found(packed([name])) == ([] if junk else [name])


def test_a_sign_that_nobody_sees_loses_no_file() -> None:
    """It is shown as a line in its place."""
    assert found(packed(["a\x1b[31mb.xlsx"])) == ["a_[31mb.xlsx"]


def test_passwords_and_names_twice_are_all_told() -> None:
    """A name is the same in both spellings that Unicode has for it."""
    apart = unicodedata.normalize("NFD", "é.txt")
    data = bytearray(packed(["é.txt", apart, "c.txt"]).getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert codes(io.BytesIO(bytes(data))) == [("ARCHIVE-PASSWORD", "a.zip"), ("ARCHIVE-TWICE", "a.zip/é.txt")]


def test_bombs_are_refused_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many members, or far more in them than such a file can hold; nothing is unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("a.csv", b" " * (65 * 1024 * 1024))
    assert codes(stream) == [("ARCHIVE-SIZE", "a.zip")]
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    assert codes(packed("abc")) == [("ARCHIVE-SIZE", "a.zip")]
    assert found(packed("ab")) == ["a", "b"]
