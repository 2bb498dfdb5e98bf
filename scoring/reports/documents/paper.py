"""A paper of the round as a .docx file: title, status, text, tables and signature, in the manner of GB/T 9704-2012."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Twips
from docx.table import Table, _Cell, _Row

from scoring.reports.documents.blank import blank_paper
from scoring.reports.documents.packing import pack, set_properties
from scoring.reports.documents.styles import TABLE
from submissions.plain_text import one_line, printable

# Between the margins, in twentieths of a point.
TEXT_WIDTH = 8844


class Paper:
    """A document while it is being written, from top to bottom; any text may be given, and none becomes markup."""

    def __init__(self, title: str, author: str) -> None:
        """Begin an empty paper. `title` and `author` (the organizer) are its only properties; nothing is printed."""
        self.document = docx.Document(io.BytesIO(blank_paper()))
        set_properties(self.document, title, author)

    def title(self, text: str) -> None:
        """Write the title: 2号小标宋, centred."""
        self._paragraph(text, "PaperTitle")

    def status(self, text: str) -> None:
        """Write how far the round has come, below the title."""
        self._paragraph(text, "PaperStatus")

    def draft(self, text: str) -> None:
        """Write prominently that a paper is not final."""
        self._paragraph(text, "PaperDraft")

    def about(self, text: str) -> None:
        """Write a centred line below the title: organizer, period, who decided, that a round is made up."""
        self._paragraph(text, "PaperAbout")

    def statement(self, text: str) -> None:
        """Write in small type below the title that a round is made up or a rubric a sample."""
        self._paragraph(text, "PaperStatement")

    def line(self, text: str) -> None:
        """Write text that begins at the margin, as the addressee of a letter does."""
        self._paragraph(text, "PaperLine")

    def text(self, text: str) -> None:
        """Write a paragraph of the body: 3号仿宋, 28 points from line to line, first line two characters in."""
        self._paragraph(text, "PaperText")

    def last(self, text: str) -> None:
        """Write the last paragraph of the body, whose end stays on the page of the signature."""
        self._paragraph(text, "PaperLast")

    def heading(self, text: str) -> None:
        """Write a heading in the body, which stays on the page of what follows it."""
        self._paragraph(text, "PaperHeading")

    def note(self, text: str) -> None:
        """Write a note in smaller type."""
        self._paragraph(text, "PaperNote")

    def signature(self, organizer: str, date: str) -> None:
        """Write 落款, a line free above it: the organizer and the date at the right, never torn apart."""
        self._paragraph(f"{one_line(organizer)}\n{one_line(date)}", "PaperSigned")

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[int],
        *,
        texts: Sequence[int] = (0,),
        total: bool = False,
    ) -> None:
        """Write a table as wide as the text; its headings are repeated on every page, and no row is torn apart.

        `shares` are the widths of the columns in proportion to each other. The columns `texts` are aligned to the
        left, all others are centred. With `total` the last row is set in bold.
        """
        widths = [TEXT_WIDTH * share // sum(shares) for share in shares]
        made = self.document.add_table(0, len(headings))
        made.style, made.autofit = TABLE, False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Twips(width)
        head = self._row(made, headings, widths, dict.fromkeys(range(len(headings)), "TableHead"))
        _mark(head, "w:tblHeader")
        for number, row in enumerate(rows, start=1):
            kind = "TableTotal" if total and number == len(rows) else "Table"
            styles = {at: f"{kind}{'Text' if at in texts else 'Figure'}" for at in range(len(headings))}
            self._row(made, row, widths, styles)

    def packed(self) -> bytes:
        """Return the .docx file; the same paper gives the same bytes."""
        return pack(self.document)

    def _row(self, made: Table, texts: Sequence[str], widths: Sequence[int], styles: dict[int, str]) -> _Row:
        row: _Row = made.add_row()  # type: ignore[no-untyped-call]  # python-docx left this one without types
        _mark(row, "w:cantSplit")
        for at, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.width = Twips(width)
            _fill(cell, text, styles[at])
        return row

    def _paragraph(self, text: str, style: str) -> None:
        self.document.add_paragraph(printable(text), style)


def _fill(cell: _Cell, text: str, style: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(printable(text))


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row that python-docx has no word for."""
    held = row._tr.get_or_add_trPr()  # noqa: SLF001 - there is no other way in
    held.append(OxmlElement(name))
