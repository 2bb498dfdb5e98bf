"""A filled workbook as bytes that depend on nothing but what is in it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from scoring.reports.archives import archived

# The same for every file, so that the same template and results give the same bytes.
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl refuses a moment with a zone


def packed(book: Workbook) -> bytes:
    """Return a workbook as .xlsx: no moment of writing in it, and programs work its formulas out when they open it."""
    book.calculation.fullCalcOnLoad = True
    book.properties.created = book.properties.modified = CREATED
    book.properties.lastModifiedBy = None
    if book.properties.creator == "openpyxl":  # its own name, where nobody's stands
        book.properties.creator = None
    for sheet in book.worksheets:
        _exact_numbers(sheet)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(written) as archive:
        return archived({name: archive.read(name) for name in archive.namelist()})


def _exact_numbers(sheet: Worksheet) -> None:
    """Let numbers be written as they are: openpyxl's 16 digits make 88.40000000000001 of 88.4."""
    for cell in list(sheet._cells.values()):  # noqa: SLF001 - iter_rows would create a million empty cells
        if not isinstance(cell, MergedCell) and isinstance(cell.value, float):
            digits = repr(cell.value)
            cell.value = digits
            cell.data_type = "n"
