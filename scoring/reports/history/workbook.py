"""The record as an .xlsx file: agencies by rounds, who is due, the last two evaluations, and the rounds themselves."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, BinaryIO

from rubrics import Message, Translate, say
from rubrics.messages import shown
from scoring.reports.history.record import AgencyHistory, RecordOfRounds
from scoring.reports.history.tables import Cell, Table, by_round, due, rounds, side_by_side
from scoring.reports.history.wording import NOTHING, comparison_notes, due_title, notes, title_words
from scoring.reports.workbook.book import A4, CREATED, Sheet, wide
from scoring.reports.workbook.styles import STYLES
from submissions.plain_text import one_line
from submissions.text_cells import TextWorkbook, in_header

SHEETS = {
    "record": say("Record"),
    "due": say("Due"),
    "compared": say("Last two evaluations"),
    "rounds": say("Rounds"),
}
# Where totals stand in `side_by_side`, behind the number of the row.
_FIGURES = (7, 8, 9)
# Widths of columns in digits of 11 points; those of other columns follow from what stands in them.
_NUMBER, _NAME, _LEAST, _MOST = 5, 34, 9, 60
# So many columns stand beside the names on a page; how wide a page is at 100 per cent, missing fonts considered.
_COLUMNS_ACROSS, _PAGE = 13, 105
_LINE, _HIGHEST = 17, 400
_LOOKS: dict[str, dict[str, Any]] = {
    **{name: STYLES[name] for name in ("title", "head", "text", "note")},
    "name": {**STYLES["text"], "align": "left", "indent": 1},
    "due": {**STYLES["text"], "bold": True, "bg_color": "#D9D9D9"},
}


def write_history_workbook(record: RecordOfRounds, stream: BinaryIO, translate: Translate) -> None:
    """Write the record as A4 landscape sheets; sheets without a row are left out. The same record, the same bytes."""
    _Book(record, stream, translate).write()


class _Book:
    """The workbook while it is being written."""

    def __init__(self, record: RecordOfRounds, stream: BinaryIO, translate: Translate) -> None:
        self.record = record
        self.translate = translate
        self.book = TextWorkbook(stream, in_memory=True)
        self.title = self.text(title_words(record))
        self.book.set_properties({"title": self.title, "created": CREATED})
        self.looks = {name: self.book.add_format(look) for name, look in _LOOKS.items()}

    def text(self, cell: Cell) -> str:
        """Return a cell in words, as one line."""
        return one_line(shown(cell, self.translate))

    def write(self) -> None:
        """Write every sheet that has a row."""
        record = self.record
        self.agencies(self.sheet("record"))
        if record.due:
            self.table(self.sheet("due"), due(record), self.text(due_title(record)), ())
        if record.comparisons:
            title = self.text(SHEETS["compared"])
            self.table(self.sheet("compared"), side_by_side(record), title, comparison_notes(record), figures=_FIGURES)
        self.table(self.sheet("rounds"), rounds(record), self.text(SHEETS["rounds"]), ())
        self.book.close()

    def agencies(self, sheet: Sheet) -> None:
        """Write agencies by rounds; many rounds go over several pages beside each other, with the names on each."""
        table = by_round(self.record)
        columns = len(table.headings) - 1
        across = ceil(columns / _COLUMNS_ACROSS)
        each = ceil(columns / across)
        named = Table(table.headings, self.with_former_names(table))
        # Titles and notes stand on the first of those pages.
        widths = self.table(sheet, named, self.title, notes(self.record), span=each + 2 if across > 1 else None)
        if across > 1:
            parts = [widths[start : start + each] for start in range(2, len(widths), each)]
            sheet.set_print_scale(max(10, min(100, int(100 * _PAGE / (_NUMBER + _NAME + max(map(sum, parts)))))))
            sheet.repeat_columns(0, 1)
            sheet.set_v_pagebreaks([2 + each * part for part in range(1, across)])
        sheet.freeze_panes(2, 2)

    def with_former_names(self, table: Table) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows with the earlier names behind the name of today."""
        pairs = zip(table.rows, self.record.agencies, strict=True)
        return tuple((_full_name(item), *row[1:]) for row, item in pairs)

    def sheet(self, key: str) -> Sheet:
        """Return a new A4 landscape sheet with what is fictional above, and the page below."""
        sheet = self.book.add_worksheet(self.text(SHEETS[key])[:31])
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if said := self.fictional():
            sheet.set_header(f"&C&9 {in_header(said)}")
        page = self.text(say("page {page} of {pages}", page="&P", pages="&N"))
        sheet.set_footer(f"&L&9 {in_header(self.title)}&C&9 {page}")
        return sheet

    def fictional(self) -> str:
        """Say which rounds are made up; "" where none is."""
        rounds_ = self.record.rounds
        labels = tuple(recorded.label for recorded in rounds_ if recorded.past.fictional)
        if len(labels) == len(rounds_):
            return self.text(say("All rounds are fictional."))
        return self.text(say("Fictional: {labels}", labels=labels)) if labels else ""

    def table(  # noqa: PLR0913 - what stands above, in and below a table
        self,
        sheet: Sheet,
        table: Table,
        title: str,
        below: Sequence[Message],
        *,
        figures: Sequence[int] = (),
        span: int | None = None,
    ) -> list[float]:
        """Write a title, a numbered table whose first column holds names, and notes; returns the columns' widths.

        `figures` are the columns of those; title and notes stand over `span` columns, else over all.
        """
        heads = [self.text(say("No.")), *map(self.text, table.headings)]
        rows = [[str(number), *map(self.text, row)] for number, row in enumerate(table.rows, start=1)]
        widths = [
            _NUMBER,
            _NAME,
            *(_width(column) for column in zip(*(row[2:] for row in [heads, *rows]), strict=True)),
        ]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        over = widths[:span]
        self.across(sheet, 0, title, "title", over)
        sheet.set_row(0, 40)
        sheet.set_row(1, _height(heads, widths) + 10)
        for column, text in enumerate(heads):
            sheet.write_string(1, column, text, self.looks["head"])
        sheet.repeat_rows(1)
        strong = self.text(say("due"))
        for at, row in enumerate(rows, start=2):
            sheet.set_row(at, _height(row, widths))
            for column, text in enumerate(row):
                if column in figures and text != NOTHING:
                    self.figure(sheet, at, column, text)
                    continue
                look = "name" if column == 1 else "due" if text == strong else "text"
                sheet.write_string(at, column, text, self.looks[look])
        for at, message in enumerate(below, start=len(rows) + 2):
            text = self.text(message)
            self.across(sheet, at, text, "note", over)
            sheet.set_row(at, min(_LINE * ceil(wide(text) * 1.1 / sum(over)) + 4, _HIGHEST))
        return widths

    def across(self, sheet: Sheet, row: int, text: str, look: str, widths: Sequence[float]) -> None:
        """Write a text over several columns."""
        sheet.merge_range(row, 0, row, len(widths) - 1, "", self.looks[look])
        sheet.write_string(row, 0, text, self.looks[look])

    def figure(self, sheet: Sheet, row: int, column: int, text: str) -> None:
        """Write a total or a difference of totals as a number with the places and the sign that it has."""
        places = len(text.partition(".")[2])
        plain = f"0.{'0' * places}" if places else "0"
        shape = f"+{plain};-{plain};{plain}" if text.startswith("+") else plain
        if shape not in self.looks:
            self.looks[shape] = self.book.add_format({**_LOOKS["text"], "num_format": shape})
        sheet.write_number(row, column, float(text), self.looks[shape])


def _full_name(item: AgencyHistory) -> Cell:
    if not item.former_names:
        return item.name
    return say("{name} (formerly {names})", name=item.name, names=item.former_names)


def _width(texts: Sequence[str]) -> float:
    return max(_LEAST, min(_MOST, max(wide(text) for text in texts) + 2))


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return how high a row is, in points, with every text folded to its column."""
    lines = max(ceil(wide(text) * 1.05 / (width - 1)) for text, width in zip(texts, widths, strict=True))
    return min(_LINE * max(lines, 1) + 3, _HIGHEST)
