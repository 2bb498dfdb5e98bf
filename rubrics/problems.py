"""What is wrong with an input: every fault found, told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rubrics.messages import Message, Translate, say

MOST_FAULTS = 1000
"""A file with more faults of one kind is not mended line by line, and to tell them all would take minutes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and a line of it or a sheet and cell; `path` names the field."""

    file: str
    line: int | None = None
    path: str = ""
    sheet: str = ""
    cell: str = ""

    def render(self, translate: Translate = str) -> str:
        """Return the place as `file:line path` or `file [sheet] cell`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        if self.sheet:
            where += " " + say("sheet “{sheet}”", sheet=self.sheet).render(translate)
        if self.cell:
            where += " " + say("cell {cell}", cell=self.cell).render(translate)
        return f"{where} {self.path}".rstrip()


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: a stable code, the place, the rule that is broken, and what to do."""

    code: str
    place: Place
    rule: Message
    remedy: Message

    def render(self, translate: Translate = str) -> str:
        """Return place, rule, remedy and code, in that order, on one line."""
        return translate("{place}: {rule} {remedy} [{code}]").format(
            place=self.place.render(translate),
            rule=self.rule.render(translate),
            remedy=self.remedy.render(translate),
            code=self.code,
        )


class Problems(Exception):  # noqa: N818 - named for what it carries: all the problems of an input
    """Raised when an input has faults; `items` holds all of them, in the order of their places."""

    def __init__(self, items: Iterable[Problem]) -> None:
        """Keep the problems sorted by file, line and cell, without repetitions."""
        self.items = tuple(sorted(set(items), key=_order))
        super().__init__("\n".join(item.render() for item in self.items))


def _order(problem: Problem) -> tuple[str, str, int, tuple[int, int, str], str, str, str]:
    place = problem.place
    return (
        place.file,
        place.sheet,
        place.line or 0,
        _cell_order(place.cell),
        problem.code,
        place.path,
        problem.rule.render(),
    )


def _cell_order(cell: str) -> tuple[int, int, str]:
    """Row by row, and column Z before column AA."""
    column = cell.rstrip("0123456789")
    return (int(cell[len(column) :] or 0), len(column), column)
