"""The workbook while it is being written: sheets with their page set-up, styles, and figures as live formulas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rubrics import Message, Translate, fingerprints, say
from scoring.engine.results import Results
from scoring.reports.workbook.expressions import LONGEST
from scoring.reports.workbook.styles import MARKED, STYLES, numbers

# Beyond so many agencies figures are written as values: ranking formulas grow with their square.
MOST_LIVE = 60
A4 = 9
# The same for every workbook, so that the same results give the same bytes.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_HEADER = 110

Figure = Fraction | int | str
# XlsxWriter has no types: a worksheet, and a format.
Sheet = Any
Look = Any


@dataclass(frozen=True)
class Fixed:
    """A cell that holds a value where others hold formulas, and why."""

    sheet: str
    cell: str
    why: Message


class _Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that takes formulas as they are.

    XlsxWriter looks through every formula for thirty newer functions; none is used here, and that search takes
    as long as everything else together.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's signature
        return formula.removeprefix("=")


class Book:
    """One workbook in the language of `translate`; `fixed` fills while figures are put in."""

    def __init__(self, results: Results, stream: BinaryIO, translate: Translate) -> None:
        self.results = results
        self.translate = translate
        self.live = len(results.rows) <= MOST_LIVE
        self.fixed: list[Fixed] = []
        self.workbook = xlsxwriter.Workbook(
            stream,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.workbook.set_properties({"title": results.round.title, "created": CREATED})
        self.workbook.set_calc_mode("auto")
        self._formats: dict[str, Any] = {}

    def say(self, text: str, /, **values: object) -> str:
        """Return the sentence for an English msgid."""
        return Message(text, tuple(values.items())).render(self.translate)

    def words(self, message: Message | str) -> str:
        """Return a message in words."""
        return message.render(self.translate) if isinstance(message, Message) else message

    def style(self, name: str) -> Look:
        """Return the format of a kind of cell."""
        if name not in self._formats:
            places = numbers(self.results.rubric.rounding.places)
            settings = {
                key: places.get(value, value) if isinstance(value, str) else value
                for key, value in STYLES[name].items()
            }
            self._formats[name] = self.workbook.add_format(settings)
        return self._formats[name]

    def mark_style(self, name: str, words: str = "") -> Look:
        """Return what is laid over a rater's value of this kind; `words` has a {mark} where the figure stands."""
        if f"*{name}" not in self._formats:
            exact = numbers(self.results.rubric.rounding.places)["{exact}"]
            before, _, after = self.translate(words).partition("{mark}")
            worded = {"num_format": f'"{before}"{exact}"{after}"'.replace('""', "")} if words else {}
            self._formats[f"*{name}"] = self.workbook.add_format({**MARKED[name], **worded})
        return self._formats[f"*{name}"]

    def legend(self, name: str) -> Look:
        """Return the look of a legend cell for raters' values of this kind."""
        if f"?{name}" not in self._formats:
            self._formats[f"?{name}"] = self.workbook.add_format({**STYLES["text"], "font_size": 9, **MARKED[name]})
        return self._formats[f"?{name}"]

    def sheet(self, name: str) -> Sheet:
        """Return a new A4 landscape sheet with the sample statement above and page and 校验码 below."""
        sheet = self.workbook.add_worksheet(name, worksheet_class=_Sheet)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        statement = self.statement
        if len(statement) > _LONGEST_HEADER:
            statement = f"{statement[: _LONGEST_HEADER - 1]}…"
        if statement:
            sheet.set_header(f"&C&9 {_plain(statement)}")
        page = self.say("page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L&9 {_plain(self.results.round.title[:40])}&C&9 {page}&R&9 {_plain(self.short_prints)}")
        return sheet

    @cached_property
    def statement(self) -> str:
        """Say where a rubric is a sample or a round is made up; empty for real ones."""
        found = []
        if self.results.round.fictional:
            found.append(self.say("Fictional round: all agencies, raters and marks are invented."))
        if self.results.rubric.sample:
            found.append(self.say("Sample rubric: {statement}", statement=self.results.rubric.sample))
        return " ".join(found)

    @cached_property
    def short_prints(self) -> str:
        """Return both 校验码 as they stand on paper."""
        scoring, text = fingerprints(self.results.rubric).short
        return self.say("Fingerprints: scoring {scoring}, text {text}", scoring=scoring, text=text)

    def put(  # noqa: PLR0913, PLR0917 - a cell is a place, a formula, a value and a style
        self, sheet: Sheet, row: int, column: int, formula: str, value: Figure, style: str, *, sound: bool = True
    ) -> None:
        """Write a figure as a formula with its exact value beside it; as the value alone where that is safer.

        `sound` is False where doubles might not arrive at the exact value.
        """
        look = self.style(style)
        if self.live and sound and len(formula) < LONGEST:
            sheet.write_formula(row, column, f"={formula}", look, value if isinstance(value, str) else float(value))
            return
        if self.live:
            why = (
                say("too near a boundary for a spreadsheet to decide")
                if not sound
                else say("the formula would be too long")
            )
            self.fixed.append(Fixed(sheet.get_name(), xl_rowcol_to_cell(row, column), why))
            if value == "":
                # An empty cell reads as 0 where another sheet looks it up; an empty text does not.
                sheet.write_formula(row, column, '=""', look, "")
                return
        self.value(sheet, row, column, value, style)

    def value(self, sheet: Sheet, row: int, column: int, value: Figure, style: str) -> None:
        """Write a number or text that is an input and not worked out; text never becomes a formula."""
        if isinstance(value, str):
            sheet.write_string(row, column, value, self.style(style))
        else:
            sheet.write_number(row, column, float(value), self.style(style))

    def merged(  # noqa: PLR0913, PLR0917 - a rectangle, a text and a style
        self, sheet: Sheet, top: int, left: int, bottom: int, right: int, text: str, style: str
    ) -> None:
        """Write text over a rectangle of cells, which may be a single one."""
        if (top, left) != (bottom, right):
            sheet.merge_range(top, left, bottom, right, "", self.style(style))
        sheet.write_string(top, left, text, self.style(style))

    def templated(self, text: str, /, **cells: str) -> str:
        """Return the translated sentence as a formula that puts cells into its {named} places."""
        pieces: list[str] = []
        rest = self.translate(text)
        while rest:
            literal, brace, rest = rest.partition("{")
            if literal:
                pieces.append('"{}"'.format(literal.replace('"', '""')))
            if brace:
                name, _, rest = rest.partition("}")
                pieces.append(cells[name])
        return "&".join(pieces)


def _plain(text: str) -> str:
    """Return text for a header, where & begins a command."""
    return text.replace("&", "&&")


def wide(text: str) -> int:
    """Return how many columns of a digit's width a text takes: two for each Chinese character."""
    return sum(1 if ord(letter) < 0x2E80 else 2 for letter in text)  # noqa: PLR2004 - where the CJK blocks begin
