"""The list of all bodies of a place, so that those are known which no round has evaluated yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rubrics import Problem, Problems, say
from scoring.rounds.headings import Headings, empty_table
from submissions import Row, Table

COLUMNS = ("id", "name")
_WORDS = {
    **dict.fromkeys(("编号", "代号", "单位编号"), "id"),
    **dict.fromkeys(("名称", "单位名称", "单位"), "name"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """One body: the id that it has in every round, and its name of today."""

    id: str
    name: str


def bodies_from(table: Table) -> tuple[Body, ...]:
    """Return the bodies of a table with the columns id and name, in its order; other columns are passed over.

    Raises Problems with every row that lacks one of the two or has another row's id.
    """
    if not table.rows:
        raise Problems([empty_table(table)])
    header, *rows = table.rows
    named = replace(table, rows=(Row(header.number, tuple(_WORDS.get(cell, cell) for cell in header.cells)), *rows))
    headings = Headings(named)
    if faults := headings.faults(COLUMNS):
        raise Problems(faults)
    found: dict[str, Body] = {}
    for row in rows:
        held = {name: row.cells[headings.column[name]] for name in COLUMNS}
        for name in COLUMNS:
            if not held[name]:
                faults.append(_missing(table, row, headings.column[name], name))
        if held["id"] in found:
            faults.append(_twice(table, row, headings.column["id"], held["id"]))
        elif held["id"]:
            found[held["id"]] = Body(held["id"], held["name"])
    if faults:
        raise Problems(faults)
    return tuple(found.values())


def _missing(table: Table, row: Row, column: int, name: str) -> Problem:
    return Problem(
        "BODY-MISSING",
        table.place(row.number, column),
        say("“{name}” is missing.", name=name),
        say("Every row has an id and a name."),
    )


def _twice(table: Table, row: Row, column: int, body: str) -> Problem:
    return Problem(
        "BODY-TWICE",
        table.place(row.number, column),
        say("“{agency}” stands here a second time.", agency=body),
        say("Keep one of the two."),
    )
