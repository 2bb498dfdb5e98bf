"""What a file is that somebody took for an Excel workbook, and how it becomes one."""

from __future__ import annotations

import io
import zipfile

from rubrics import Message, say
from submissions.content import HEAD, content_type, examine

_AGAIN = say("Save it once more as an Excel workbook (.xlsx).")
_OPEN = say("Open it in WPS or Excel, and save it as an Excel workbook (.xlsx).")
_NUMBERS = say("Open it in Numbers, and export it to Excel (.xlsx).")
_COPY = say("Copy what is in it into the workbook that was issued, or into a new one.")
_UNPACK = say("Unpack it, and name the workbooks in it.")
_COMPLETE = say("Have the file sent once more; nothing is in this one.")

_KINDS: dict[str, tuple[Message, Message]] = {
    "ods": (say("an OpenDocument workbook (.ods)"), _OPEN),
    "xlsb": (say("a binary workbook (.xlsb)"), _OPEN),
    "numbers": (say("a Numbers document (.numbers)"), _NUMBERS),
    "text": (say("a text or CSV file"), _OPEN),
    "html": (say("a web page"), _OPEN),
    "rtf": (say("a text document"), _COPY),
    "doc": (say("a Word document"), _COPY),
    "docx": (say("a Word document"), _COPY),
    "odf": (say("an OpenDocument file"), _COPY),
    "ppt": (say("a presentation"), _COPY),
    "pptx": (say("a presentation"), _COPY),
    "pdf": (say("a PDF file"), _COPY),
    "ofd": (say("an OFD file"), _COPY),
    "zip": (say("a zip file"), _UNPACK),
    "rar": (say("a packed file"), _UNPACK),
    "empty": (say("an empty file"), _COMPLETE),
} | dict.fromkeys(("png", "jpeg", "gif", "tiff", "webp", "heic"), (say("a picture"), _COPY))
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def no_workbook(data: bytes) -> tuple[Message, Message]:
    """Return the rule that a file breaks which is no .xlsx, told by its content, and what to do about it."""
    kind, remedy = _KINDS.get(_kind(data), (None, _AGAIN))
    if kind is None:
        return say("this is not an Excel workbook."), remedy
    return say("this is {kind}, not an Excel workbook.", kind=kind), remedy


def _kind(data: bytes) -> str:
    kind = content_type(data[:HEAD])
    if kind not in {"zip", "ole"}:
        return kind
    kind = examine(io.BytesIO(data)).kind
    return _packed(data) if kind in {"zip", "odf"} else kind


def _packed(data: bytes) -> str:
    """Return what a zip is by the names in it; `examine` was able to list them, or it is a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "zip"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.endswith(".iwa") for name in names) or "Index.zip" in names:
        return "numbers"
    if "mimetype" in names:
        # It stands first and unpacked, so that every program sees it.
        return "ods" if _SPREADSHEET in data[:HEAD] else "odf"
    return "zip"
