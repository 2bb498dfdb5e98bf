"""A score sheet as a workbook: cover, pages, seal."""

from __future__ import annotations

from typing import BinaryIO

from rubrics import say
from scoring.sheets.agency_page import write_agency_page
from scoring.sheets.blank import Blank
from scoring.sheets.cover import Cover
from scoring.sheets.layout import MATRIX
from scoring.sheets.matrix import write_matrix
from scoring.sheets.paper import FormBook
from submissions.seal import SEAL_SHEET


def write_score_sheet(blank: Blank, stream: BinaryIO) -> None:
    """Write one rater's workbook. The same blank gives the same bytes."""
    scoring, _ = blank.printed.prints.short
    below = say(
        "Fingerprint {code} · issue {number} · rubric {scoring}", code=blank.code, number=blank.number, scoring=scoring
    )
    book = FormBook(
        stream,
        blank.translate,
        title=blank.round.title,
        above=blank.statement,
        below=below.render(blank.translate),
    )
    cover = Cover(book, blank)
    if blank.layout == MATRIX:
        states = write_matrix(book, blank)
    else:
        states = {page.agency: write_agency_page(book, blank, page) for page in blank.asked.pages}
    cover.write(states)
    book.hidden(SEAL_SHEET, blank.seal.cells(blank.key))
    book.close()
