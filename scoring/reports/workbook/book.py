"""The workbook while it is being written: sheets with their page set-up, styles, and figures as live formulas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any, BinaryIO

from xlsxwriter.utility import xl_rowcol_to_cell

from rubrics import Message, fingerprints, say
from scoring.reports.findings import Findings
from scoring.reports.rater_labels import rater_labels
from scoring.reports.workbook.blocks import on_sheet
from scoring.reports.workbook.expressions import LONGEST
from scoring.reports.workbook.styles import MARKED, STYLES, numbers
from submissions.plain_text import one_line, printable
from submissions.text_cells import TextSheet, TextWorkbook, in_header

A4 = 9
# The same for every workbook, so that the same results give the same bytes.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)

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


class _Sheet(TextSheet):
    """A worksheet that takes formulas as they are.

    XlsxWriter looks through every formula for thirty newer functions; none is used here, and that search takes
    as long as everything else together.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's signature
        return printable(formula.removeprefix("="))

    def _write_formula(self, row: int, col: int, formula: str, cell_format: Look = None, value: object = 0) -> int:
        shown = printable(value) if isinstance(value, str) else value
        return int(super()._write_formula(row, col, formula, cell_format, shown))


class Book:
    """One workbook; `fixed` and `carried` fill while figures are put in.

    `lacking` are the names of sheets that other editions have and this one has not: a formula that needs one of
    their cells is written as its value, and `carried` is true from then on. With `names` seats show who sits there.
    """

    def __init__(
        self, findings: Findings, stream: BinaryIO, *, lacking: Collection[str] = (), names: bool = False
    ) -> None:
        self.findings = findings
        self.results = findings.results
        self.translate = findings.translate
        self.live = findings.live
        self.fixed: list[Fixed] = []
        self.carried = False
        self._lacking = tuple(on_sheet(name, "") for name in lacking)
        self._named = names
        self.workbook = TextWorkbook(stream, in_memory=True)
        self.workbook.set_properties({"title": one_line(self.results.round.title), "created": CREATED})
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
        status = self.words(self.findings.status.title)
        sheet.set_header(f"&C&9 &B{in_header(status)}&B    {in_header(self.statement)}".rstrip())
        page = self.say("page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(
            f"&L&9 {in_header(one_line(self.results.round.title), 40)}&C&9 {page}&R&9 {in_header(self.short_prints)}"
        )
        return sheet

    @cached_property
    def seats(self) -> dict[str, str]:
        """What every rater is called: the seat, and who sits there where names are shown."""
        return rater_labels(self.results, names=self._named)

    def lacks(self, formula: str) -> bool:
        """Return whether a formula needs a cell of a sheet that this edition has not."""
        return any(sheet in formula for sheet in self._lacking)

    @property
    def statement(self) -> str:
        """That the round is made up, or the rubric a sample; empty for real ones."""
        return self.findings.statement

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
        if self.live and self.lacks(formula):
            self.carried = True
            self._instead(sheet, row, column, value, style)
            return
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
        self._instead(sheet, row, column, value, style)

    def _instead(self, sheet: Sheet, row: int, column: int, value: Figure, style: str) -> None:
        """Write a value where others have a formula; an empty cell would be looked up as 0, an empty text is not."""
        if value == "" and self.live:
            sheet.write_formula(row, column, '=""', self.style(style), "")
        else:
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


def wide(text: str) -> int:
    """Return how many columns of a digit's width a text takes: two for each Chinese character."""
    return sum(1 if ord(letter) < 0x2E80 else 2 for letter in text)  # noqa: PLR2004 - where the CJK blocks begin
