"""A member of a zip file in memory to its contents: as many bytes as it declares, and never one beyond."""

from __future__ import annotations

import zipfile
import zlib

_HEADER = b"PK\x03\x04"
_HEADER_BYTES = 30


def unpacked(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return what a member of the zip `data` holds.

    zipfile takes the declared size for true once it has unpacked all there is: here a member that holds more is
    given up at that size. Raises BadZipFile for it, for one that is cut off, changed, encrypted, or packed in a way
    that office programs do not know.
    """
    start = info.header_offset
    header = data[start : start + _HEADER_BYTES]
    if not header.startswith(_HEADER) or len(header) < _HEADER_BYTES or info.flag_bits & 1:
        raise zipfile.BadZipFile(info.filename)
    start += _HEADER_BYTES + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[start : start + info.compress_size]
    content = _inflated(packed, info)
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise zipfile.BadZipFile(info.filename)
    return content


def _inflated(packed: memoryview, info: zipfile.ZipInfo) -> bytes:
    if info.compress_type == zipfile.ZIP_STORED:
        return bytes(packed[: info.file_size + 1])
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(info.filename)
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, info.file_size + 1)
    except zlib.error as error:
        raise zipfile.BadZipFile(info.filename) from error
