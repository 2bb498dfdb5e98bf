"""The text of a report, taken out of the file that an agency wrote it in."""

from __future__ import annotations

import io
import zipfile

from rubrics import Problems
from submissions.encoding import decode
from submissions.unpacking import unpacked
from submissions.xml_events import walk

LARGEST = 32 * 1024 * 1024

_MAIN = "word/document.xml"
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "p": "\n"}
_UNREADABLE = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError)


def report_text(data: bytes, kind: str) -> str | None:
    """Return the text of a report whose content is of the type `kind`, paragraph by paragraph.

    None where it cannot be taken out: that is done for text (.txt, .md) and .docx; a PDF takes a process of its own
    (`pdf_text`). Of a .docx the body counts with its tables and text boxes; deleted text, headers, footers and notes
    do not.
    """
    if kind == "text":
        try:
            return decode(data, "")
        except Problems:
            return None
    return _docx(data) if kind == "docx" else None


def _docx(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = archive.getinfo(_MAIN)
        if main.file_size > LARGEST:
            return None
        body = _Body()
        walk(unpacked(data, main), body.start, body.end, body.text, spaces=True)
    except _UNREADABLE:
        return None
    return "".join(body.pieces)


class _Body:
    """The text of a document; what lies in a Fallback is the same text box once more, for older programs."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._fallbacks = 0
        self._inside = False

    def start(self, name: str, _: dict[str, str]) -> None:
        self._fallbacks += name == _FALLBACK
        self._inside = _local(name) == "t"

    def end(self, name: str) -> None:
        self._fallbacks -= name == _FALLBACK
        self._inside = False
        if not self._fallbacks:
            self.pieces.append(_MARKS.get(_local(name), ""))

    def text(self, piece: str) -> None:
        if self._inside and not self._fallbacks:
            self.pieces.append(piece)


def _local(name: str) -> str:
    """Return the name of an element of the words themselves; "" for one of anything else."""
    space, _, local = name.partition(" ")
    return local if space in _WORDS else ""
