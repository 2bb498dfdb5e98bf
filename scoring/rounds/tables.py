"""Tables of marks and of given values to entries: the two shapes of a sheet, and imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from rubrics import Message, Place, Problem, Rubric, say, tree
from scoring.rounds.model import Round
from scoring.rounds.numbers import plain_number
from scoring.rounds.sheets import Entry
from submissions import Row, Table

_LONG = ("agency", "rater", "criterion", "mark")


def entries_from(table: Table) -> tuple[list[Entry], list[Problem]]:
    """Return a table's marks: `agency,rater,criterion,mark[,remark]` or `agency,rater,<criterion ids…>`.

    An empty cell says nothing: the mark is awaited.
    """
    if not table.rows:
        return [], [_empty(table)]
    header, *rows = table.rows
    problems = [*_header(table, header, ("agency", "rater"))]
    if problems:
        return [], problems
    problems = [*_unnamed(table, header, rows)]
    column = {name: at for at, name in enumerate(header.cells)}
    if set(_LONG) <= set(header.cells):
        extra = [name for name in header.cells if name not in (*_LONG, "remark", "")]
        problems += [_column(table, header, name, (*_LONG, "remark")) for name in extra]
        return [_entry(table, row, column) for row in rows if row.cells[column["mark"]]], problems
    criteria = [name for name in header.cells if name not in ("agency", "rater", "")]
    return [
        Entry(
            row.cells[column["agency"]],
            row.cells[column["rater"]],
            name,
            row.cells[column[name]],
            _marked(table, row, column[name], name),
            agency_at=table.place(row.number, column["agency"]),
            rater_at=table.place(row.number, column["rater"]),
            criterion_at=table.place(header.number, column[name]),
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


def values_from(table: Table, source: str, rubric: Rubric, round_: Round) -> tuple[dict[str, Decimal], list[Problem]]:
    """Return the values of imports/<source>.csv by agency, and all problems."""
    if not table.rows:
        return {}, [_empty(table)]
    header, *rows = table.rows
    problems = [*_header(table, header, ("agency", "value"))]
    if problems:
        return {}, problems
    column = {name: at for at, name in enumerate(header.cells)}
    scales = [
        leaf.combined_earnable
        for leaf in tree(rubric).leaves()
        if leaf.leaf and leaf.leaf.rule.given and leaf.leaf.rule.given.source == source
    ]
    most = min((scale for scale in scales if scale is not None), default=None)
    values: dict[str, Decimal] = {}
    seen: set[str] = set()
    for row in rows:
        agency, text = row.cells[column["agency"]], row.cells[column["value"]]
        faults = [
            Problem(code, table.place(row.number, column[at]), rule, remedy)
            for code, at, rule, remedy in _value_faults(agency, text, most, seen, round_)
        ]
        number = plain_number(text)
        if number is not None and not faults:
            values[agency] = number
        if text:
            seen.add(agency)
        problems += faults
    return values, problems


def _value_faults(
    agency: str, text: str, most: Fraction | None, seen: set[str], round_: Round
) -> Iterator[tuple[str, str, Message, Message]]:
    number = plain_number(text)
    if agency not in round_.names:
        yield (
            "AGENCY-UNKNOWN",
            "agency",
            say("the {what} “{name}” is not part of this round.", what=say("agency"), name=agency),
            say("Known: {known}.", known=tuple(round_.names)),
        )
    if text and agency in seen:
        yield (
            "VALUE-TWICE",
            "agency",
            say("“{agency}” has a second value.", agency=agency),
            say("Keep one of the two."),
        )
    if text and number is None:
        yield (
            "VALUE-NUMBER",
            "value",
            say("“{mark}” is not a plain number.", mark=text[:40]),
            say("Enter a number with plain digits, such as 91.25."),
        )
    if number is not None and most is not None and not 0 <= number <= most:
        yield (
            "VALUE-RANGE",
            "value",
            say("{value} is outside the scale, 0 to {most}.", value=text, most=most),
            say("Enter a number from 0 to {most}.", most=most),
        )


def _header(table: Table, header: Row, wanted: tuple[str, ...]) -> list[Problem]:
    place = table.place(header.number, 0)
    missing = tuple(name for name in wanted if name not in header.cells)
    faults = []
    if missing:
        faults.append(
            Problem(
                "TABLE-HEADER",
                place,
                say("the columns {missing} are missing.", missing=missing),
                say("The first row names the columns: {wanted}, …", wanted=wanted),
            )
        )
    named = [name for name in header.cells if name]
    faults += [
        Problem(
            "TABLE-TWICE",
            place,
            say("the column “{name}” stands twice.", name=name),
            say("Keep one of the two."),
        )
        for name in sorted({name for name in named if named.count(name) > 1})
    ]
    return faults


def _unnamed(table: Table, header: Row, rows: Sequence[Row]) -> list[Problem]:
    return [
        Problem(
            "TABLE-UNNAMED",
            table.place(header.number, at),
            say("column {n} holds something, but the first row does not name it.", n=at + 1),
            say("Name the column, or empty it."),
        )
        for at, name in enumerate(header.cells)
        if not name and any(row.cells[at] for row in rows)
    ]


def _column(table: Table, header: Row, name: str, known: tuple[str, ...]) -> Problem:
    return Problem(
        "TABLE-COLUMN",
        table.place(header.number, header.cells.index(name)),
        say("the column “{name}” is not known.", name=name),
        say("Known: {known}.", known=known),
    )


def _empty(table: Table) -> Problem:
    return Problem("TABLE-EMPTY", table.place(1), say("the table is empty."), say("Fill it in or remove the file."))
