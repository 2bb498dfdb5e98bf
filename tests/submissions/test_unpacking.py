"""Members of a zip in memory, as they declare themselves and as they are."""

from __future__ import annotations

import io
import zipfile

import pytest

from submissions.unpacking import unpacked


def zipped(content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of one member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.xml", content)
    return stream.getvalue()


def told(data: bytes) -> zipfile.ZipInfo:
    """Return what the directory says of the only member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.infolist()[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("before", [b"", b"#!/bin/sh\n"])
@pytest.mark.parametrize("content", [b"", b"<a/>" * 1000])
def test_what_a_member_holds(method: int, before: bytes, content: bytes) -> None:
    """Packed or not, and with a program in front of the zip."""
    data = before + zipped(content, method)
    assert unpacked(data, told(data)) == content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("file_size", 3999),
        ("file_size", 4001),
        ("CRC", 1),
        ("flag_bits", 1),
        ("compress_size", 5),
        ("compress_type", zipfile.ZIP_BZIP2),
        ("header_offset", 1),
        ("header_offset", 10**9),
    ],
)
def test_a_member_that_is_not_what_it_declares(name: str, value: int) -> None:
    """More or less than it says, changed, encrypted, cut off, packed in another way, not where it should be."""
    data = zipped(b"<a/>" * 1000)
    info = told(data)
    setattr(info, name, value)
    with pytest.raises(zipfile.BadZipFile):
        unpacked(data, info)


def test_a_member_that_is_damaged() -> None:
    """A byte changed on the way; where nothing is packed, the checksum tells."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = bytearray(zipped(b"<a/>" * 1000, method))
        info = told(bytes(data))
        data[38] ^= 0xFF
        with pytest.raises(zipfile.BadZipFile):
            unpacked(bytes(data), info)
