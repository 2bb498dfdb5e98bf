"""A sheet of the set-up workbook as it came back: rows of cells by column, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rubrics import Message, Place, Problem, say
from rubrics.field_names import words_for
from scoring.sheets.setup.pages import COLUMNS, FIELD, LEVEL, NOTE, TITLES, VALUE
from submissions import FormPage, Worksheet
from submissions.cell_text import as_day
from submissions.table import clean

_DAY = "date"
_DAYS, _PERIODS = {_DAY, *words_for("Site", _DAY)}, {"period", *words_for("Round", "period")}


@dataclass(frozen=True)
class Row:
    """One row with an entry: texts by column, "" where empty, and the place of each."""

    texts: Mapping[str, str]
    places: Mapping[str, Place]

    def __getitem__(self, column: str) -> str:
        """Return what stands in a column."""
        return self.texts.get(column, "")

    @property
    def place(self) -> Place:
        """The first cell of the row that says something."""
        return next((self.places[column] for column, text in self.texts.items() if text), _first(self.places))


@dataclass(frozen=True)
class Sheet:
    """One page: its rows, and where it is."""

    page: FormPage
    faults: list[Problem] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """The sheet as a whole."""
        return Place(self.page.worksheet.file, sheet=self.page.worksheet.title)

    def rows(self) -> Iterator[Row]:
        """Yield the rows with an entry; those above the headings and those that say nothing are none."""
        held = self.page.worksheet.cells
        above = {row for (row, column), text in held.items() if column == 0 and str(text).startswith(("~", "pingyi:"))}
        columns = {name: at for name, at in self.page.columns.items() if name != NOTE}
        for number in sorted({row for row, column in held if column} - above):
            row = self._row(number, columns)
            if any(clean(text) for text in row.texts.values()):
                yield row

    def lacking(self) -> Iterator[Problem]:
        """Yield every column that is no longer there."""
        for column in COLUMNS[self.page.id]:
            name = f"{LEVEL}1" if column == LEVEL else column
            if name not in self.page.columns and name != NOTE:
                rule = say("the column “{column}” is missing.", column=name)
                yield Problem("SETUP-COLUMN", self.place, rule, _FROM_EARLIER)

    def _row(self, number: int, columns: Mapping[str, tuple[int, ...]]) -> Row:
        texts, places = {}, {}
        for name, positions in columns.items():
            day = self._is_day(number, name)
            said = [(at, text) for at in positions if self._says(text := self._text(number, at, day=day))]
            at, text = said[0] if said else (positions[0], "")
            texts[name], places[name] = text, self.page.worksheet.place(number, at)
            for other, different in said[1:]:
                if clean(different) != clean(text):
                    rule = say(
                        "this column is there twice, and cell {cell} says something else.", cell=places[name].cell
                    )
                    self._fault("SETUP-COLUMN", number, other, rule, say("Delete one of the two columns."))
        return Row(texts, places)

    def _says(self, text: str) -> bool:
        return bool(clean(text))

    def _is_day(self, row: int, column: str) -> bool:
        """Return whether a cell is asked for a day; elsewhere a date is what a program made of something else."""
        if column != VALUE:
            return column == _DAY
        named = self.page.worksheet.cells.get((row, self.page.columns[FIELD][0]), "")
        *around, last = (clean(word) for word in re.split("[／/]", str(named)))
        return last in _DAYS or not _PERIODS.isdisjoint(around)

    def _text(self, row: int, column: int, *, day: bool) -> str:
        text = self.page.worksheet.cells.get((row, column), "")
        text = as_day(text) if day else text
        if isinstance(text, Message):
            rule = say("the cell holds {held}.", held=text)
            self._fault("CELL-VALUE", row, column, rule, say("Format the cell as text and type what is meant."))
            return ""
        return text

    def _fault(self, code: str, row: int, column: int, rule: Message, remedy: Message) -> None:
        self.faults.append(Problem(code, self.page.worksheet.place(row, column), rule, remedy))


def find_sheets(worksheets: tuple[Worksheet, ...], file: str) -> tuple[dict[str, Sheet], list[Problem]]:
    """Return the pages of a set-up workbook by their ids, and what is missing or there twice."""
    found: dict[str, Sheet] = {}
    faults: list[Problem] = []
    for page in filter(lambda page: page.id in COLUMNS, map(FormPage, worksheets)):
        sheet = Sheet(page)
        if page.id in found:
            rule = say("this sheet is a copy of the sheet “{sheet}”.", sheet=found[page.id].place.sheet)
            faults.append(Problem("SETUP-SHEET", sheet.place, rule, say("Delete one of the two.")))
            continue
        found[page.id] = sheet
        faults += sheet.lacking()
    if not found:
        return {}, [Problem("SETUP-NONE", Place(file), *_NONE)]
    for page_id in COLUMNS:
        if page_id not in found:
            rule = say("the sheet “{sheet}” is missing.", sheet=TITLES[page_id])
            faults.append(Problem("SETUP-SHEET", Place(file), rule, _FROM_EARLIER))
    return found, faults


def _first(places: Mapping[str, Place]) -> Place:
    return next(iter(places.values()))


_FROM_EARLIER = say("Copy it from an earlier copy of the workbook, or write the workbook anew.")
_NONE = (
    say("this is no set-up workbook: none of its sheets is one."),
    say("Name the workbook that “pingyi setup make” wrote."),
)
