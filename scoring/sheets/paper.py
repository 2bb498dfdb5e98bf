"""The workbook of a score sheet while it is being written: its sheets, their page set-up, its styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any, BinaryIO

from xlsxwriter.utility import xl_rowcol_to_cell

from rubrics import Message, Translate
from scoring.sheets.room import letters
from scoring.sheets.styles import STYLES
from submissions.form_pages import PAGE
from submissions.plain_text import one_line
from submissions.text_cells import TextSheet, TextWorkbook, in_header

A4 = 9
# The same for every workbook, so that the same sheet gives the same bytes.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
LISTS_SHEET = "pingyi-lists"
# XlsxWriter has no types: a worksheet, and a format.
Sheet = Any
Look = Any
# Columns are as wide as so many digits of this font: wherever it is not, there is one with the same digits.
_DEFAULT: dict[str, object] = {"default_format_properties": {"font_name": "Arial", "font_size": 10}}
# What stands above every page in one line, in columns of a digit's width.
_ROOM_ABOVE = 116
# In a drop-down that is written out, and in the title and the text of a message on the screen.
_LONGEST_LIST, _LONGEST_TITLE, _LONGEST_MESSAGE = 255, 32, 255


class FormSheet(TextSheet):
    """A page of a form; rows that are `growing` become higher by themselves when more is typed into them."""

    growing: frozenset[int] = frozenset()

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's signature
        # XlsxWriter looks through every formula for thirty newer functions; none is used here.
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        # What XlsxWriter is told the height of, Excel never changes.
        if tag == "row" and attributes and int(str(attributes[0][1])) - 1 in self.growing:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class FormBook:
    """One workbook that somebody fills in: protected without a password, only cells to fill in are unlocked."""

    def __init__(self, stream: BinaryIO, translate: Translate, *, title: str, above: str, below: str) -> None:
        self.translate = translate
        # A copy: XlsxWriter writes into what it is given, and the next workbook would be another.
        self.workbook = TextWorkbook(stream, in_memory=True, **deepcopy(_DEFAULT))
        self.workbook.set_properties({"title": one_line(title), "created": CREATED})
        self.workbook.set_calc_mode("auto")
        self._above, self._below = above, below
        self._formats: dict[tuple[str, tuple[tuple[str, object], ...]], Look] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def say(self, text: str, /, **values: object) -> str:
        """Return the sentence for an English msgid."""
        return Message(text, tuple(values.items())).render(self.translate)

    def words(self, message: Message | str) -> str:
        """Return a message in words."""
        return message.render(self.translate) if isinstance(message, Message) else message

    def style(self, name: str, **more: object) -> Look:
        """Return the format of a kind of cell, `more` laid over it."""
        key = (name, tuple(more.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**STYLES[name], **more})
        return self._formats[key]

    def page(self, title: str, page: str, widths: Sequence[float], *, landscape: bool) -> Sheet:
        """Return a new protected A4 page with its id in A1; `widths` are those of the columns from B on."""
        sheet = self.workbook.add_worksheet(title, worksheet_class=FormSheet)
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.35, right=0.35, top=0.55, bottom=0.55)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if self._above:
            sheet.set_header(f"&C&9 {in_header(self._above, letters(self._above, _ROOM_ABOVE))}", {"margin": 0.25})
        page_of = self.say("page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L&9 {in_header(self._below, 90)}&R&9 {page_of}", {"margin": 0.3})
        sheet.protect("", {"format_rows": True})
        sheet.set_column(0, 0, 2, None, {"hidden": True})
        for column, width in enumerate(widths, start=1):
            sheet.set_column(column, column, width)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(0, 0, f"{PAGE}{page}", self.style("id"))
        return sheet

    def merged(  # noqa: PLR0913, PLR0917 - a rectangle, a text and a style
        self, sheet: Sheet, top: int, left: int, bottom: int, right: int, text: str, look: Look
    ) -> None:
        """Write text over a rectangle of cells, which may be a single one."""
        if (top, left) != (bottom, right):
            sheet.merge_range(top, left, bottom, right, "", look)
        if text:
            sheet.write_string(top, left, text, look)
        else:
            sheet.write_blank(top, left, None, look)

    def choice(self, sheet: Sheet, row: int, column: int, choices: tuple[str, ...], *, told: Message) -> None:
        """Let a cell take one of some texts only, from a drop-down."""
        written = ",".join(choices)
        plain = all(text == text.strip() and not set(text) & {",", '"'} for text in choices)
        source = list(choices) if plain and len(written) <= _LONGEST_LIST else self._listed(choices)
        sheet.data_validation(row, column, row, column, {"validate": "list", "source": source, **self._told(told)})

    def check(self, sheet: Sheet, row: int, column: int, formula: str, *, told: Message) -> None:
        """Let a cell take what a formula allows."""
        held = {"validate": "custom", "value": f"={formula}", **self._told(told)}
        sheet.data_validation(row, column, row, column, held)

    def hidden(self, title: str, cells: Iterable[str]) -> None:
        """Write a very hidden sheet with texts in column A."""
        sheet = self.workbook.add_worksheet(title)
        for row, text in enumerate(cells):
            sheet.write_string(row, 0, text)
        sheet.protect()
        sheet.very_hidden()

    def close(self) -> None:
        """Write the workbook to its stream; the drop-downs that are too long to be written out are the last sheet."""
        if self._lists:
            sheet = self.workbook.add_worksheet(LISTS_SHEET)
            for column, texts in enumerate(self._lists):
                for row, text in enumerate(texts):
                    sheet.write_string(row, column, text)
            sheet.protect()
            sheet.very_hidden()
        self.workbook.close()

    def _listed(self, choices: tuple[str, ...]) -> str:
        if choices not in self._lists:
            column = len(self._lists)
            first, last = (xl_rowcol_to_cell(row, column, True, True) for row in (0, len(choices) - 1))  # noqa: FBT003 - XlsxWriter's signature
            self._lists[choices] = f"='{LISTS_SHEET}'!{first}:{last}"
        return self._lists[choices]

    def _told(self, told: Message) -> dict[str, str]:
        text = _cut(self.words(told), _LONGEST_MESSAGE)
        return {
            "input_message": text,
            "error_title": _cut(self.say("This cannot be entered here"), _LONGEST_TITLE),
            "error_message": text,
        }


def there(title: str, address: str) -> str:
    """Return an address on the sheet of a title."""
    return "'{}'!{}".format(title.replace("'", "''"), address)


def _cut(text: str, most: int) -> str:
    shown = one_line(text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
