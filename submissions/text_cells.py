"""Workbooks whose text is text: what people wrote never becomes a formula, a link, markup or a page's command.

XlsxWriter takes a text that begins with <r> and ends with </r> for markup of its own, leaves out a text that is too
long for a cell, and leaves out a header with &G in it, which is where a picture would stand.
"""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.worksheet import Worksheet

from submissions.plain_text import printable

# In a cell, in units of UTF-16. A header may have 255 of these with its commands.
LONGEST_TEXT = 32_767
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class TextSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet whose texts are without what cannot be seen, as long as a cell can hold, and never markup."""

    def _write_string(self, row: int, col: int, string: str, cell_format: object = None) -> int:
        return int(super()._write_string(row, col, _fitting(printable(string)), cell_format))

    def _xml_rich_inline_string(self, string: str, attributes: list[Any]) -> None:
        self._xml_inline_string(string, preserve=True, attributes=attributes)

    def set_header(self, header: str = "", options: object = None, margin: object = None) -> None:
        """Set what stands above every page; people's words in it went through `in_header`."""
        super().set_header("", options, margin)
        self.header = header

    def set_footer(self, footer: str = "", options: object = None, margin: object = None) -> None:
        """Set what stands below every page; people's words in it went through `in_header`."""
        super().set_footer("", options, margin)
        self.footer = footer


class TextWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]  # XlsxWriter has no types
    """A workbook of text sheets, written to a binary stream; `choices` are XlsxWriter's own."""

    def __init__(self, stream: object, **choices: object) -> None:
        super().__init__(stream, {**_PLAIN, **choices})

    def add_worksheet(self, name: str | None = None, worksheet_class: type[TextSheet] | None = None) -> Any:  # noqa: ANN401 - XlsxWriter has no types
        """Return a new text sheet."""
        return super().add_worksheet(name, worksheet_class=worksheet_class or TextSheet)

    def _get_packager(self) -> _TextPackager:
        return _TextPackager()


class _TextPackager(Packager):  # type: ignore[misc]  # XlsxWriter has no types
    def _write_shared_strings_file(self) -> None:
        if not self.workbook.str_table.count:
            return
        texts = _Texts()
        texts.string_table = self.workbook.str_table
        texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # noqa: SLF001 - as XlsxWriter's own packager
        texts._assemble_xml_file()  # noqa: SLF001 - as XlsxWriter's own packager


class _Texts(SharedStrings):  # type: ignore[misc]  # XlsxWriter has no types
    def _xml_rich_si_element(self, string: str) -> None:
        self._xml_si_element(string, [])


def in_header(text: str, most: int = 110) -> str:
    """Return people's words for a header or footer, where & begins a command: at most so many letters."""
    shown = printable(text)
    return (shown if len(shown) <= most else f"{shown[: most - 1]}…").replace("&", "&&")


def _fitting(text: str) -> str:
    """Return a text as long as a cell can hold, its end cut where it must be; XlsxWriter would leave it out."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
