"""Documents taken apart and put together again, so that a test can change one part of a sound one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from scoring.reports.archives import archived
from scoring.reports.documents import Paper

MAIN, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_paper(*texts: str) -> bytes:
    """Return a paper with these paragraphs."""
    paper = Paper("反馈意见书", "示例市普法办公室")
    for text in texts or ("正文",):
        paper.text(text)
    return paper.packed()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """Return a document with these parts added, or in the place of those of the same names."""
    new = {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}
    return archived({**parts_of(data), **new})


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return a document in one part of which `old`, which must be there, is `new`."""
    text = parts_of(data)[name].decode()
    assert old in text
    return with_parts(data, {name: text.replace(old, new)})


def in_body(data: bytes, xml: str) -> bytes:
    """Return a document with markup in front of everything else in its body."""
    return changed(data, MAIN, "<w:body>", f"<w:body>{xml}")


def related(data: bytes, kind: str, target: str, *, external: bool = False) -> bytes:
    """Return a document with one more relationship; `kind` is the last word of its type."""
    mode = ' TargetMode="External"' if external else ""
    added = f'<Relationship Id="rId77" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'
    return changed(data, RELATIONS, "</Relationships>", f"{added}</Relationships>")


def typed(data: bytes, part: str, kind: str) -> bytes:
    """Return a document that declares the type of one more part; `kind` is the last word of it."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    added = f'<Override PartName="/{part}" ContentType="{word}.{kind}+xml"/>'
    return changed(data, TYPES, "</Types>", f"{added}</Types>")
