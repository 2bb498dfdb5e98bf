"""The text of a PDF. It may take for ever, or all memory there is: whoever asks lets another process do it."""

from __future__ import annotations

from typing import BinaryIO

MOST_PAGES = 2_000
MOST_LETTERS = 5_000_000


def pdf_text(stream: BinaryIO) -> str | None:
    """Return the text of a PDF page by page, "" where it is all pictures; None where it cannot be read.

    At most 2,000 pages and 5,000,000 characters are looked at. Headers and footers count: a PDF does not tell them
    from the rest.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - costs 200 ms, and only reports that are PDFs need it

    pages: list[str] = []
    letters = 0
    try:
        for page in PdfReader(stream).pages[:MOST_PAGES]:
            pages.append(page.extract_text())
            letters += len(pages[-1])
            if letters > MOST_LETTERS:
                break
    except Exception:  # noqa: BLE001 - pypdf answers bad content with whatever error it ran into
        return None
    return "\n".join(pages).strip()
