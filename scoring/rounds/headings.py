"""The first row of a table: which columns it names, in English or Chinese, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rubrics import Place, Problem, column_name, say
from scoring.rounds.unknown import quoted
from submissions import Table


@dataclass(frozen=True)
class Headings:
    """The columns of a table that is not empty; `own` names are those that stand for themselves in any language."""

    table: Table
    own: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The English name of every column, or what stands there; "" where nothing does."""
        cells = self.table.rows[0].cells
        return tuple(cell if cell in self.own else column_name(cell) for cell in cells)

    @cached_property
    def column(self) -> dict[str, int]:
        """By name the number of a column, from 0, in the order of columns."""
        return {name: at for at, name in enumerate(self.names) if name}

    def place(self, name: str | None = None) -> Place:
        """Return the place of a column's name, or of the first row."""
        return self.table.place(self.table.rows[0].number, self.column[name] if name else 0)

    def faults(self, wanted: Iterable[str]) -> list[Problem]:
        """Return what makes the table unreadable: columns that are missing, or stand twice."""
        wanted = tuple(wanted)
        missing = tuple(name for name in wanted if name not in self.column)
        found = []
        if missing:
            found.append(
                Problem(
                    "TABLE-HEADER",
                    self.place(),
                    say("the columns {missing} are missing.", missing=missing),
                    say("The first row names the columns: {wanted}, …", wanted=wanted),
                )
            )
        found += [
            Problem(
                "TABLE-TWICE",
                self.place(),
                say("the column “{name}” stands twice.", name=quoted(name)),
                say("Keep one of the two."),
            )
            for name in sorted(name for name, times in Counter(self.names).items() if name and times > 1)
        ]
        return found

    def unnamed(self) -> list[Problem]:
        """Return a problem for every column that holds something under no name."""
        header, *rows = self.table.rows
        return [
            Problem(
                "TABLE-UNNAMED",
                self.table.place(header.number, at),
                say("column {n} holds something, but the first row does not name it.", n=at + 1),
                say("Name the column, or empty it."),
            )
            for at, name in enumerate(self.names)
            if not name and any(row.cells[at] for row in rows)
        ]

    def unknown(self, known: tuple[str, ...]) -> list[Problem]:
        """Return a problem for every column that is none of `known`."""
        return [
            Problem(
                "TABLE-COLUMN",
                self.place(name),
                say("the column “{name}” is not known.", name=quoted(name)),
                say("Known: {known}.", known=known),
            )
            for name in self.column
            if name not in known
        ]


def empty_table(table: Table) -> Problem:
    """Return the problem that a table has no rows."""
    return Problem("TABLE-EMPTY", table.place(1), say("the table is empty."), say("Fill it in or remove the file."))
