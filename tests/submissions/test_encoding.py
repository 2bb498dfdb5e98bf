"""Text in the encodings that offices use."""

from __future__ import annotations

import pytest

from rubrics import Place, Problems
from submissions.encoding import decode

TEXT = "单位,评分\n市教育局,8.5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_text_reads_alike_in_every_encoding(encoding: str) -> None:
    """UTF-8 with and without mark, UTF-16 with one, and what a Windows Excel writes."""
    assert decode(TEXT.encode(encoding), "a.csv") == TEXT


def test_big_endian_text_is_read() -> None:
    """The byte order mark says in which order bytes stand."""
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.csv") == TEXT


def lines(data: bytes) -> list[tuple[str, Place]]:
    """Return code and place of every problem that `data` raises."""
    with pytest.raises(Problems) as raised:
        decode(data, "a.csv")
    return [(problem.code, problem.place) for problem in raised.value.items]


def test_every_line_that_is_no_text_is_named() -> None:
    """Neither UTF-8 nor GB18030: all such lines at once."""
    assert lines(b"a,b\n\xff\xff\n1,2\n\xff\n") == [
        ("TEXT-ENCODING", Place("a.csv", 2)),
        ("TEXT-ENCODING", Place("a.csv", 4)),
    ]


def test_a_damaged_utf_8_file_is_not_read_as_something_else() -> None:
    """One broken byte must not turn every name of the file into other characters."""
    data = "单位\n教育局\n民政局\n".encode()
    broken = data[:-4] + b"\x80" + data[-1:]
    assert broken.decode("gb18030", "ignore") != data.decode()
    assert lines(broken) == [("TEXT-ENCODING", Place("a.csv", 3))]


def test_a_mark_of_utf_8_is_believed() -> None:
    """With a byte order mark, what is not UTF-8 is damaged."""
    assert lines(b"\xef\xbb\xbf" + "市".encode("gbk")) == [("TEXT-ENCODING", Place("a.csv", 1))]


def test_a_cut_off_utf_16_file_is_damaged() -> None:
    """Half a character at the end is found with its line."""
    assert lines("a\nb".encode("utf-16") + b"\0") == [("TEXT-ENCODING", Place("a.csv", 2))]


@pytest.mark.parametrize("text", ["a,r1,缺席\n", "a,r1,缺席\nb,r1,缺席\nc,r1,回避\n", "联通\n移动\n"])
def test_gb18030_that_happens_to_be_utf_8(text: str) -> None:
    """缺席 in GB18030 is ȱϯ in UTF-8; who reads a sheet of marks must not fall for it."""
    assert decode(text.encode("gb18030"), "a.csv") == text


def test_everyday_letters_of_two_bytes_are_utf_8() -> None:
    """A file whose only letters beyond ASCII are those of names and measures stays what it is."""
    text = "阿·b,5×3\nα,β\nЖ,é\n"
    assert [decode(line.encode(), "a.csv") for line in text.splitlines()] == text.splitlines()
