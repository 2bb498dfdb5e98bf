"""Tables from outside: what each cell says, and which row and columns of it hold what the rubric reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from rubrics import Message, Place
from scoring.rounds.half_width import half_width
from scoring.rounds.import_kinds import Reading
from scoring.rounds.model import Round
from submissions import Table, Worksheet, clean

Cell = str | Message
Shape = Literal["totals", "answers", "matrix"]
"""One row an agency; one row an answer about one agency; one row an answer sheet, with a column for each agency."""

# What offices and questionnaire services call their columns.
AGENCY = ("agency", "被评议单位", "单位", "单位名称", "被评议单位名称", "被测评单位", "部门", "部门名称")
# The last two may be the numbers of rows.
WHO = ("respondent", "答卷编号", "问卷编号", "答卷序号", "编号", "序号")
ANSWER = ("answer", "答案", "选项", "评价", "满意度", "满意程度", "测评结果", "评价结果", "测评意见")
VALUE = ("value", "数值", "得分", "分数", "成绩", "分值", "考核得分", "系数", "扣分", "结果")
VOTES = ("votes", "票数", "得票数", "得票", "人数", "份数")
_COUNTED = (*VOTES[1:], "票", "人")
# Above the names of columns stand titles and notes.
_HIGHEST = 10


@dataclass(frozen=True)
class Grid:
    """A CSV file (`sheet` is "") or one sheet: its filled cells by row number (from 1) and column (from 0)."""

    file: str
    sheet: str
    rows: tuple[tuple[int, Mapping[int, Cell]], ...]
    place: Callable[[int, int], Place]


@dataclass(frozen=True)
class Layout:
    """Where things stand: the names of columns in row number `header`, and the columns from 0.

    `columns` are those that are read, by what they hold: value, votes, answer, an option's title; in a matrix the id
    of an agency, and `again` are further columns that name it. `who` tells respondents apart.
    """

    shape: Shape
    header: int
    columns: Mapping[str, int]
    agency: int | None = None
    who: int | None = None
    again: tuple[tuple[str, int], ...] = ()
    headings: Mapping[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """Agencies of a round as tables call them: by id, by the name of today or by an earlier one."""

    round_: Round

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        known: dict[str, set[str]] = {}
        for agency, name in self.round_.names.items():
            for word in (agency, name, *self.round_.former_names.get(agency, ())):
                known.setdefault(folded(word), set()).add(agency)
        return known

    def of(self, text: str) -> str | None:
        """Return the agency that a cell names; None where it names none, or two that bear one name."""
        found = self._known.get(folded(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def within(self, heading: str) -> str | None:
        """Return the only agency whose name stands somewhere in a heading, as in 您对市教育局的工作是否满意."""
        if (exact := self.of(heading)) is not None:
            return exact
        text = folded(heading)
        held = [name for name in self._names if name in text]
        longest = [name for name in held if not any(name in other for other in held if other != name)]
        found = set().union(*(self._known[name] for name in longest))
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _names(self) -> tuple[str, ...]:
        ids = {folded(agency) for agency in self.round_.names}
        return tuple(name for name in self._known if name not in ids)


def folded(text: str) -> str:
    """Return a text as it is compared: without white space, with half-width signs and small letters."""
    return "".join(half_width(text).split()).casefold()


def grid_of(table: Table) -> Grid:
    """Return the cells of a CSV file."""
    rows = ((row.number, {at: text for at, text in enumerate(row.cells) if text}) for row in table.rows)
    return Grid(table.file, table.sheet, tuple(rows), table.place)


def grids_of(worksheets: Iterable[Worksheet]) -> tuple[Grid, ...]:
    """Return the cells of all visible sheets that hold anything."""
    found = []
    for sheet in worksheets:
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), held in sorted(sheet.cells.items()) if sheet.visible else ():
            if cell := clean(held) if isinstance(held, str) else held:
                rows.setdefault(row, {})[column] = cell
        if rows:
            found.append(Grid(sheet.file, sheet.title, tuple(rows.items()), sheet.place))
    return tuple(found)


def layout_of(grid: Grid, how: Reading, names: Names) -> Layout | None:
    """Return where a grid holds what the rubric reads as `how`; None where it holds nothing of that kind."""
    first = grid.rows[:_HIGHEST]
    listing = False
    for number, cells in first:
        keys = {folded(cell): at for at, cell in reversed(list(cells.items())) if isinstance(cell, str)}
        agency = next((keys[word] for word in AGENCY if word in keys), None)
        if agency is None:
            continue
        listing = True
        who = next((keys[word] for word in WHO if word in keys and keys[word] != agency), None)
        others = {key: at for key, at in keys.items() if at not in {agency, who}}
        found = _columns(how, others, who=who in {keys.get(word) for word in WHO[:-2]} - {None})
        if found:
            return Layout(found[0], number, found[1], agency, who, headings=cells)
    # Where a column lists agencies, a row that names one is no heading.
    return _matrix(first, names) if how.kind in {"ballots", "votes"} and not listing else None


def _columns(how: Reading, keys: dict[str, int], *, who: bool) -> tuple[Shape, dict[str, int]] | None:
    """Return what the columns beside the agency's hold; with `who` the table says that its rows are people."""
    if how.options:
        bare = {_without_unit(key): at for key, at in keys.items()}
        counted = {option.title: bare[folded(option.title)] for option in how.options if folded(option.title) in bare}
        return ("totals", counted) if counted else _shaped("answers", answer=_found(keys, ANSWER))
    if how.kind == "votes":
        # A row is a vote only where rows are people: else it is an agency whose votes nobody has found.
        return _shaped("totals", votes=_found(keys, VOTES)) or (("answers", {}) if who else None)
    value = _found(keys, VALUE)
    if how.kind != "ballots":
        return _shaped("totals", value=value)
    votes = _found({key: at for key, at in keys.items() if at != value}, VOTES)
    found = _shaped("answers", value=value)
    return found if votes is None or found is None else ("answers", {**found[1], "votes": votes})


def _shaped(shape: Shape, **columns: int | None) -> tuple[Shape, dict[str, int]] | None:
    found = {name: at for name, at in columns.items() if at is not None}
    return (shape, found) if found else None


def _found(keys: Mapping[str, int], words: tuple[str, ...]) -> int | None:
    """Return the column of one of these names, or the only one whose name ends so, as 上半年得分."""
    exact = [keys[word] for word in words if word in keys]
    ending = [at for key, at in keys.items() if _without_bracket(key).endswith(words)]
    return exact[0] if exact else ending[0] if len(ending) == 1 else None


def _matrix(rows: tuple[tuple[int, Mapping[int, Cell]], ...], names: Names) -> Layout | None:
    """Return the layout whose header names most agencies, each in a column of its own."""
    best: tuple[int, Mapping[int, Cell], list[tuple[str, int]]] | None = None
    for number, cells in rows:
        held = [(names.within(cell), at) for at, cell in cells.items() if isinstance(cell, str)]
        named = [(agency, at) for agency, at in held if agency is not None]
        # A title above the table names an agency too, but stands alone.
        if named and len(cells) > 1 and (best is None or len(named) > len(best[2])):
            best = (number, cells, named)
    if best is None:
        return None
    number, cells, named = best
    keys = {folded(cell): at for at, cell in reversed(list(cells.items())) if isinstance(cell, str)}
    columns = dict(reversed(named))
    who = next((keys[word] for word in WHO if word in keys and keys[word] not in columns.values()), None)
    again = tuple((agency, at) for agency, at in named if columns[agency] != at)
    return Layout("matrix", number, columns, None, who, again, cells)


def _without_bracket(key: str) -> str:
    return re.sub(r"\([^()]*\)$", "", key)


def _without_unit(key: str) -> str:
    bare = _without_bracket(key)
    return next((bare.removesuffix(unit) for unit in _COUNTED if bare.endswith(unit) and bare != unit), bare)
