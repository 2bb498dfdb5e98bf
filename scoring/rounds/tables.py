"""Tables of marks to entries: the two shapes of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rubrics import Place, Problem
from scoring.rounds.headings import Headings, empty_table
from scoring.rounds.sheets import Entry
from submissions import Row, Table

_LONG = ("agency", "rater", "criterion", "mark")
_WIDE = ("agency", "rater")


@dataclass(frozen=True)
class Marks:
    """A table's marks, made anew each time they are gone through: a large round has millions of them."""

    table: Table
    headings: Headings

    def __iter__(self) -> Iterator[Entry]:
        """Yield every cell that is not empty."""
        column, rows = self.headings.column, self.table.rows[1:]
        if set(_LONG) <= column.keys():
            return (_entry(self.table, row, column) for row in rows if row.cells[column["mark"]])
        return self._wide(rows, column)

    def _wide(self, rows: tuple[Row, ...], column: dict[str, int]) -> Iterator[Entry]:
        criteria = [(name, at, self.headings.place(name)) for name, at in column.items() if name not in _WIDE]
        for row in rows:
            agency, rater = (row.cells[column[name]] for name in _WIDE)
            agency_at, rater_at = (self.table.place(row.number, column[name]) for name in _WIDE)
            for name, at, criterion_at in criteria:
                if text := row.cells[at]:
                    place = _marked(self.table, row, at, name)
                    yield Entry(agency, rater, name, text, place, "", agency_at, rater_at, criterion_at)


def entries_from(table: Table) -> tuple[list[Entry], list[Problem]]:
    """Return a table's marks: `agency,rater,criterion,mark[,remark]` or `agency,rater,<criterion ids…>`.

    The names of columns may be Chinese. An empty cell says nothing: the mark is awaited.
    """
    marks, problems = marks_of(table)
    return list(marks), problems


def marks_of(table: Table) -> tuple[Iterable[Entry], list[Problem]]:
    """Return what `entries_from` does, without holding all of it at a time."""
    if not table.rows:
        return (), [empty_table(table)]
    headings = Headings(table)
    if problems := headings.faults(_WIDE):
        return (), problems
    problems = headings.unnamed()
    if set(_LONG) <= headings.column.keys():
        problems += headings.unknown((*_LONG, "remark"))
    return Marks(table, headings), problems


def _marked(table: Table, row: Row, column: int, criterion: str) -> Place:
    """Return the place of a mark; a line of a CSV file holds many, so the column's name goes along."""
    return table.place(row.number, column) if table.sheet else Place(table.file, row.number, criterion)


def _entry(table: Table, row: Row, column: dict[str, int]) -> Entry:
    cells = row.cells
    agency, rater, criterion, mark = (cells[column[name]] for name in _LONG)
    remark = cells[column["remark"]] if "remark" in column else ""
    places = [table.place(row.number, column[name]) for name in _LONG]
    return Entry(agency, rater, criterion, mark, places[3], remark, places[0], places[1], places[2])
