"""The public list as a .docx file: a notice with a paragraph of agencies for each grade."""

from __future__ import annotations

from typing import BinaryIO

from scoring.reports.documents import Paper
from scoring.reports.public.listing import PublicList


def write_public_document(listed: PublicList, stream: BinaryIO) -> None:
    """Write the list as an official paper; the same list gives the same bytes."""
    paper = Paper(listed.title, listed.organizer)
    paper.title(listed.title)
    if listed.draft:
        paper.draft(listed.status)
    else:
        paper.status(listed.status)
    for text in listed.about:
        paper.about(text)
    if listed.statement:
        paper.about(listed.statement)
    for block in listed.blocks:
        paper.heading(block.heading)
        paper.text(listed.comma.join(block.names))
    stream.write(paper.packed())
