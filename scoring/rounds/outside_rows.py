"""The rows of a table from outside, one after the other: what each says, and all that is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rubrics import Message, Problem, say
from scoring.rounds.half_width import half_width
from scoring.rounds.import_kinds import Reading, Refused, count_of, value_of
from scoring.rounds.outside_tables import Cell, Grid, Layout, Names, folded
from scoring.rounds.unknown import listed, quoted
from scoring.rounds.words import yes_or_no

# What stands below a table instead of an agency.
_SUMS = {"合计", "总计", "小计", "平均", "平均分", "平均值", "total", "sum", "average", "mean"}
# An answer that says nothing: what services write for a question that was left out, and what people tick.
_OPEN = {"(空)", "(跳过)", "-", "—", "/", "弃权", "不了解", "不清楚", "不熟悉", "无法评价", "abstain", "n/a"}
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_PREFIX = re.compile(r"^[a-z0-9]{1,2}[.、．:)](?=\D)", re.IGNORECASE)
_BETWEEN = re.compile(r"[┋;；|\n]")
_UNITS = ("人次", "分", "票", "人", "份")
_MOST_SHOWN = 20


@dataclass
class Rows:
    """The rows below the header; problems gather, `used` rows said something, `open_` answers said nothing."""

    grid: Grid
    layout: Layout
    how: Reading
    names: Names
    problems: list[Problem] = field(default_factory=list)
    used: int = 0
    open_: int = 0
    silent: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for agency, at in self.layout.again:
            rule = say("this column names “{agency}” once more.", agency=self.names.round_.names[agency])
            self.fault(self.layout.header, at, ("FIGURES-TWICE", rule, say("Delete the column, or name it otherwise.")))
        missing = [option for option in self.how.options if option.title not in self.layout.columns]
        if self.layout.shape == "totals" and missing:
            rule = say("the columns {missing} are missing.", missing=tuple(option.title for option in missing))
            self.fault(self.layout.header, self.layout.agency or 0, ("FIGURES-TABLE", rule, _ADD))

    def single(self) -> dict[str, str]:
        """Return one value for each agency, as imports/<source>.csv holds it."""
        (name, column), *_ = self.layout.columns.items()
        found: dict[str, str] = {}
        for row, cells in self._rows():
            agency = self._agency(row, cells, once=True)
            text = self._text(row, column, cells)
            if not text:
                if agency is not None and column not in cells:
                    self.open_ += 1
                continue
            value = self._value(row, column, text, count=name == "votes")
            if agency is not None and value is not None:
                found[agency] = value
        return found

    def counted(self) -> dict[str, Counter[str]]:
        """Return by agency how many gave each answer: an option's title, a value, or "" for a vote."""
        found: dict[str, Counter[str]] = {}
        if self.layout.shape == "matrix" and self.how.kind == "votes":
            found = {agency: Counter({"": 0}) for agency in self.layout.columns}
        for row, cells in self._rows():
            for agency, answer, votes in self._answers(row, cells):
                found.setdefault(agency, Counter())[answer] += votes
        return found

    def notes(self) -> tuple[Message, ...]:
        """Return what the office ought to know of a table that was read."""
        notes = []
        if self.layout.shape != "totals" and self.layout.who is None:
            notes.append(say("No column says who answered: whether somebody answered twice cannot be seen."))
        if blank := [*self.silent, *self._gaps()]:
            notes.append(say("Rows that say nothing: {rows}.", rows=_some(blank)))
        if self.sums:
            notes.append(say("Rows of sums and means were left out: {rows}.", rows=_some(self.sums)))
        if ignored := tuple(quoted(str(cell)) for at, cell in self.layout.headings.items() if at not in self._read):
            notes.append(say("Columns that were not read: {columns}.", columns=listed(ignored)))
        return tuple(notes)

    def fault(self, row: int, column: int, refused: Refused) -> None:
        """Keep what is wrong with a cell."""
        code, rule, remedy = refused
        self.problems.append(Problem(code, self.grid.place(row, column), rule, remedy))

    @cached_property
    def _read(self) -> set[int]:
        own = {self.layout.agency, self.layout.who} - {None}
        return {at for at in own if at is not None} | set(self.layout.columns.values())

    def _rows(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """Yield the rows that say anything in a column that is read."""
        saying = self._read - ({self.layout.who} if self.layout.who is not None and self.layout.columns else set())
        for row, cells in self.grid.rows:
            if row <= self.layout.header:
                continue
            if not saying & cells.keys():
                self.silent.append(row)
            elif self.layout.agency is not None and folded(str(cells.get(self.layout.agency, ""))) in _SUMS:
                self.sums.append(row)
            else:
                self.used += 1
                yield row, cells

    def _gaps(self) -> Iterator[int]:
        if not self.grid.place(1, 0).cell:
            return  # the lines of a CSV file may stand in a cell
        last = self.layout.header
        for row, _ in self.grid.rows:
            yield from range(last + 1, row) if row > last else ()
            last = max(last, row)

    def _answers(self, row: int, cells: Mapping[int, Cell]) -> Iterator[tuple[str, str, int]]:
        columns = self.layout.columns
        if self.layout.shape == "matrix":
            self._once(row, cells, "")
            for agency, at in columns.items():
                if (answer := self._answer(row, at, cells, agency)) is not None:
                    yield agency, answer, 1
            return
        agencies = self._agencies(row, cells)
        if self.layout.shape == "totals":
            held = [(title, at, self._text(row, at, cells)) for title, at in columns.items()]
            counts = [(title, self._value(row, at, text or "0", count=True)) for title, at, text in held]
            said = any(text for _, _, text in held)
            self.open_ += not said
            for agency in agencies if said else ():
                yield from ((agency, title, int(count)) for title, count in counts if count is not None)
        elif not columns:
            yield from ((agency, "", 1) for agency in agencies)
        else:
            yield from self._single_answer(row, cells, agencies)

    def _single_answer(
        self, row: int, cells: Mapping[int, Cell], agencies: list[str]
    ) -> Iterator[tuple[str, str, int]]:
        columns = self.layout.columns
        answer = self._answer(row, columns.get("answer", columns.get("value", 0)), cells)
        votes: str | None = "1"
        if "votes" in columns and (text := self._text(row, columns["votes"], cells)):
            votes = self._value(row, columns["votes"], text, count=True)
        if answer is not None and votes is not None:
            yield from ((agency, answer, int(votes)) for agency in agencies)

    def _answer(self, row: int, column: int, cells: Mapping[int, Cell], about: str = "") -> str | None:
        """Return what a cell answers, in a matrix `about` an agency; None where it says nothing or is a problem."""
        text = self._text(row, column, cells)
        chosen = [option.title for option in self.how.options if folded(option.title) == folded(text)]
        chosen = chosen or [o.title for o in self.how.options if folded(o.title) == _PREFIX.sub("", folded(text))]
        if chosen:
            return chosen[0]
        if column in cells and isinstance(cells[column], Message):
            return None
        if not text or folded(text) in _OPEN:
            self.open_ += 1
            return None
        if self.how.kind == "votes":
            return self._vote(row, column, text, about)
        if self.how.options:
            rule = say("“{mark}” is none of the answers that count.", mark=quoted(text))
            titles = tuple(option.title for option in self.how.options)
            self.fault(row, column, ("FIGURES-ANSWER", rule, say("Write one of: {choices}.", choices=titles)))
            return None
        return self._value(row, column, text, count=False)

    def _vote(self, row: int, column: int, text: str, about: str) -> str | None:
        """Return "" where a cell of a matrix is a vote for the agency of its column: a tick, or its name once more."""
        said = {"1": True, "0": False}.get(folded(text), yes_or_no(text))
        if said is None and self.names.of(text) == about:
            said = True
        if said is None:
            rule = say("“{mark}” is neither yes nor no.", mark=quoted(text))
            self.fault(row, column, ("VALUE-YES-NO", rule, say("Write yes or no, or 1 or 0.")))
        return "" if said else None

    def _agencies(self, row: int, cells: Mapping[int, Cell]) -> list[str]:
        """Return whom a row is about; several where somebody's votes stand in one cell."""
        once = self.layout.shape == "totals"
        at = self.layout.agency or 0
        text = self._text(row, at, cells)
        parts = [part.strip() for part in _BETWEEN.split(text)] if self.how.kind == "votes" and not once else []
        if len(parts) < 2 or self.names.of(text):  # noqa: PLR2004 - a cell with several names
            agency = self._agency(row, cells, once=once)
            return [] if agency is None else [agency]
        found = [self._known(row, at, part) for part in parts if part]
        for agency in dict.fromkeys(found):
            if agency is not None:
                self._once(row, cells, agency)
        return [agency for agency in dict.fromkeys(found) if agency is not None]

    def _agency(self, row: int, cells: Mapping[int, Cell], *, once: bool) -> str | None:
        at = self.layout.agency or 0
        text = self._text(row, at, cells)
        if at not in cells:
            rule = say("the row holds something, but names no agency.")
            self.fault(row, at, ("FIGURES-AGENCY", rule, say("Write the agency's name or id, or empty the row.")))
        agency = self._known(row, at, text) if text else None
        if agency is None:
            return None
        if not once:
            self._once(row, cells, agency)
        elif (first := self.seen.setdefault(("", agency), row)) != row:
            name = self.names.round_.names[agency]
            rule = say("“{agency}” stands in row {row} already.", agency=name, row=first)
            self.fault(row, at, ("FIGURES-TWICE", rule, say("Keep one of the two.")))
            return None
        return agency

    def _known(self, row: int, column: int, text: str) -> str | None:
        agency = self.names.of(text)
        if agency is None:
            rule = say("the {what} “{name}” is not part of this round.", what=say("agency"), name=quoted(text))
            known = listed(self.names.round_.names.values())
            self.fault(row, column, ("AGENCY-UNKNOWN", rule, say("Known: {known}.", known=known)))
        return agency

    def _once(self, row: int, cells: Mapping[int, Cell], agency: str) -> None:
        """Keep a problem where the same respondent has answered the same before."""
        who = self.layout.who
        text = "" if who is None else self._text(row, who, cells)
        if not text or who is None:
            return
        first = self.seen.setdefault((folded(text), agency), row)
        if first != row:
            rule = say("the respondent “{name}” has answered in row {row} already.", name=quoted(text), row=first)
            self.fault(row, who, ("FIGURES-TWICE", rule, say("Keep one of the two answers.")))

    def _text(self, row: int, column: int, cells: Mapping[int, Cell]) -> str:
        held = cells.get(column, "")
        if isinstance(held, str):
            return held
        rule = say("the cell holds {held}.", held=held)
        self.fault(row, column, ("CELL-VALUE", rule, say("Format the cell as text or number and type what is meant.")))
        return ""

    def _value(self, row: int, column: int, text: str, *, count: bool) -> str | None:
        plain = _plain(text)
        read = count_of(plain) if count else value_of(plain, self.how)
        if isinstance(read, tuple):
            self.fault(row, column, read)
            return None
        return str(int(read)) if count else plain


def _plain(text: str) -> str:
    """Return a number without what people write about it: 1,234票 and ８８．５分."""
    bare = half_width(text).strip()
    bare = next((bare.removesuffix(unit).rstrip() for unit in _UNITS if bare.endswith(unit)), bare)
    return bare.replace(",", "") if _THOUSANDS.fullmatch(bare) else bare


def _some(rows: list[int]) -> tuple[object, ...]:
    shown = sorted(rows)
    return tuple(shown) if len(shown) <= _MOST_SHOWN else (*shown[:_MOST_SHOWN], "…")


_ADD = say("Add them; write 0 where nobody gave this answer.")
