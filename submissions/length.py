"""How long a report is: characters without white space, as the rubric counts them."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree as ET

from rubrics import Problems
from submissions.encoding import decode

LARGEST = 32 * 1024 * 1024

_INVISIBLE = str.maketrans("", "", "\ufeff\u200b")
_TEXT = tuple(
    f"{{{namespace}}}t"
    for namespace in (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def characters(text: str) -> int:
    """Return how many characters a text has, white space and invisible marks not counted."""
    return len("".join(text.translate(_INVISIBLE).split()))


def report_length(data: bytes, kind: str) -> int | None:
    """Return the length of a file whose content is of the type `kind`.

    None where it cannot be told: only text (.txt, .md) and .docx can be counted; scans and PDF cannot. Of a
    .docx the body counts with its tables and text boxes; deleted text, headers, footers and notes do not.
    """
    if kind == "text":
        try:
            return characters(decode(data, ""))
        except Problems:
            return None
    return _docx(data) if kind == "docx" else None


def _docx(data: bytes) -> int | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > LARGEST:
                return None
            xml = archive.read("word/document.xml")
        if b"<!DOCTYPE" in xml.replace(b"\0", b""):
            return None
        root = ET.fromstring(xml)  # noqa: S314 - without a DOCTYPE there are no entities to expand
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, NotImplementedError, RuntimeError, ET.ParseError):
        return None
    length, waiting = 0, [root]
    while waiting:
        node = waiting.pop()
        if node.tag in _TEXT:
            length += characters(node.text or "")
        elif node.tag != _FALLBACK:  # the same text box once more, for older programs
            waiting.extend(node)
    return length
