"""A document as bytes that depend on nothing but the document: no moment, no machine, no person."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document

from scoring.reports.archives import archived
from submissions.plain_text import one_line

# The same for every file, so that the same results give the same bytes.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
# Office programs refuse longer ones.
_LONGEST_PROPERTY = 255


def pack(document: Document) -> bytes:
    """Return the .docx file of a document; the same document gives the same bytes."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return archived({name: archive.read(name) for name in archive.namelist()})


def set_properties(document: Document, title: str, author: str) -> None:
    """Give a document its title and its author, and clear every other property that could name a person or a day."""
    held = document.core_properties
    held.title, held.author = one_line(title)[:_LONGEST_PROPERTY], one_line(author)[:_LONGEST_PROPERTY]
    held.created = held.modified = CREATED
    held.last_modified_by = held.comments = held.subject = held.keywords = held.category = ""
    held.content_status = held.identifier = held.version = held.language = ""
    held.revision = 1
