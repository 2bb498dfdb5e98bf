"""Tables of marks to entries: the two shapes of a sheet."""

from __future__ import annotations

from rubrics import Place, Problem
from scoring.rounds.headings import Headings, empty_table
from scoring.rounds.sheets import Entry
from submissions import Row, Table

_LONG = ("agency", "rater", "criterion", "mark")


def entries_from(table: Table) -> tuple[list[Entry], list[Problem]]:
    """Return a table's marks: `agency,rater,criterion,mark[,remark]` or `agency,rater,<criterion ids…>`.

    The names of columns may be Chinese. An empty cell says nothing: the mark is awaited.
    """
    if not table.rows:
        return [], [empty_table(table)]
    headings = Headings(table)
    if problems := headings.faults(("agency", "rater")):
        return [], problems
    problems = headings.unnamed()
    column, rows = headings.column, table.rows[1:]
    if set(_LONG) <= column.keys():
        problems += headings.unknown((*_LONG, "remark"))
        return [_entry(table, row, column) for row in rows if row.cells[column["mark"]]], problems
    criteria = [name for name in column if name not in ("agency", "rater")]
    return [
        Entry(
            row.cells[column["agency"]],
            row.cells[column["rater"]],
            name,
            row.cells[column[name]],
            _marked(table, row, column[name], name),
            agency_at=table.place(row.number, column["agency"]),
            rater_at=table.place(row.number, column["rater"]),
            criterion_at=headings.place(name),
        )
        for row in rows
        for name in criteria
        if row.cells[column[name]]
    ], problems


def _marked(table: Table, row: Row, column: int, criterion: str) -> Place:
    """Return the place of a mark; a line of a CSV file holds many, so the column's name goes along."""
    return table.place(row.number, column) if table.sheet else Place(table.file, row.number, criterion)


def _entry(table: Table, row: Row, column: dict[str, int]) -> Entry:
    cells = row.cells
    agency, rater, criterion, mark = (cells[column[name]] for name in _LONG)
    remark = cells[column["remark"]] if "remark" in column else ""
    places = [table.place(row.number, column[name]) for name in _LONG]
    return Entry(agency, rater, criterion, mark, places[3], remark, places[0], places[1], places[2])
