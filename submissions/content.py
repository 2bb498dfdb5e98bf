"""What a file is by its content, never by its name, and whether it can be opened."""

from __future__ import annotations

import codecs
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from rubrics import Message, say
from submissions.integrity import DAMAGED, FAULTS, PASSWORD, find
from submissions.listing import too_many
from submissions.paths import inside

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (8, b"WEBP", "webp"),
    (4, b"ftyphei", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftyp", "mp4"),
    (0, b"ID3", "mp3"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, OLE, "ole"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"{\\rtf", "rtf"),
)
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")
_MEMBERS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
    ("mimetype", "odf"),
)
_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
_TOO_MANY = say("it holds far too many files")
_UNSAFE = say("it holds files whose names leave their folder")


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: a type such as `pdf`, `empty` or `unknown`, and why it cannot be opened."""

    kind: str
    fault: Message | None = None


def content_type(head: bytes) -> str:
    """Return the type that the first 4096 bytes of a file show; `zip` and `ole` are containers of several."""
    if not head:
        return "empty"
    for at, signature, kind in _SIGNATURES:
        if head.startswith(signature, at):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "text"
    text = head.removeprefix(codecs.BOM_UTF8)
    if text.lstrip().lower().startswith(_PAGES):
        return "html"
    return "text" if _is_text(text) else "unknown"


def examine(stream: BinaryIO) -> Content:
    """Return what a seekable stream holds, containers opened, and whether it is whole; text is taken as it is."""
    stream.seek(0)
    kind = content_type(stream.read(HEAD))
    if kind == "zip":
        return _zip(stream)
    if kind == "ole":
        return _ole(stream)
    fault = FAULTS.get(kind)
    return Content(kind, fault(stream) if fault else None)


def _is_text(head: bytes) -> bool:
    if any(sign < ord(" ") and sign not in b"\t\n\r\f" for sign in head):
        return False
    return any(_decodes(head, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _zip(stream: BinaryIO) -> Content:
    if too_many(stream):
        return Content("zip", _TOO_MANY)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return Content("zip", DAMAGED)
    names = {member.filename for member in members}
    kind = next((kind for name, kind in _MEMBERS if name in names), "zip")
    if any(inside(name) is None for name in names):
        return Content(kind, _UNSAFE)
    return Content(kind, PASSWORD if any(member.flag_bits & 1 for member in members) else None)


def _ole(stream: BinaryIO) -> Content:
    if find(stream, "EncryptedPackage".encode("utf-16-le")) is not None:
        return Content("ole", PASSWORD)
    for name, kind in _STREAMS:
        if find(stream, name.encode("utf-16-le")) is not None:
            return Content(kind)
    return Content("ole")
