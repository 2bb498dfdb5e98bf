"""Tables in imports/ to values by agency: given numbers, coefficients, answers to a veto, the votes of the public."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from rubrics import Message, Problem, Rubric, say
from rubrics.markings import Option
from scoring.rounds.headings import Headings, empty_table
from scoring.rounds.import_kinds import Reading, Refused, count_of, reading, value_of
from scoring.rounds.model import Round
from scoring.rounds.unknown import listed, quoted
from submissions import Row, Table


@dataclass(frozen=True)
class Imported:
    """What a file holds by agency: a value, or what voters gave with how many gave it."""

    values: dict[str, Decimal] = field(default_factory=dict)
    ballots: dict[str, tuple[tuple[Decimal, int], ...]] = field(default_factory=dict)


def values_from(table: Table, source: str, rubric: Rubric, round_: Round) -> tuple[Imported, list[Problem]]:
    """Return what imports/<source>.csv holds, read as the rubric reads it, and all problems."""
    if not table.rows:
        return Imported(), [empty_table(table)]
    how = reading(rubric, source)
    headings = Headings(table, how.columns)
    if problems := headings.faults(how.columns):
        return Imported(), problems
    rows = _Rows(table, headings, round_, how)
    if how.kind != "ballots":
        return Imported(values=rows.single()), rows.problems
    return Imported(ballots=rows.counted(how.options) if how.options else rows.typed()), rows.problems


@dataclass
class _Rows:
    """The rows of one table, read one after the other; what is wrong gathers in `problems`."""

    table: Table
    headings: Headings
    round_: Round
    how: Reading
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def single(self) -> dict[str, Decimal]:
        """One value for an agency; an empty cell is none."""
        name = self.how.columns[1]
        found: dict[str, Decimal] = {}
        for row in self.table.rows[1:]:
            text = self.cell(row, name)
            agency = self.agency(row, once=bool(text))
            value = self.held(row, name, value_of(text, self.how)) if text else None
            if agency is not None and value is not None:
                found[agency] = value
        return found

    def counted(self, options: tuple[Option, ...]) -> dict[str, tuple[tuple[Decimal, int], ...]]:
        """How many ticked each answer; in a row that is filled in, an empty cell is none."""
        self.problems += [*self.headings.unnamed(), *self.headings.unknown((*self.how.columns, "remark"))]
        found: dict[str, tuple[tuple[Decimal, int], ...]] = {}
        for row in self.table.rows[1:]:
            texts = [self.cell(row, option.title) for option in options]
            agency = self.agency(row, once=any(texts))
            counts = [
                self.held(row, option.title, count_of(text or "0")) for option, text in zip(options, texts, strict=True)
            ]
            if agency is not None and any(texts):
                held = zip(options, counts, strict=True)
                found[agency] = tuple((option.points, int(count)) for option, count in held if count is not None)
        return found

    def typed(self) -> dict[str, tuple[tuple[Decimal, int], ...]]:
        """Several rows for an agency: a value, and how many voters typed it (one, where no number is written)."""
        # A column of votes under a name that is not known would make every row count once.
        self.problems += [*self.headings.unnamed(), *self.headings.unknown((*self.how.columns, "votes", "remark"))]
        found: dict[str, list[tuple[Decimal, int]]] = {}
        for row in self.table.rows[1:]:
            text, votes = self.cell(row, "value"), self.cell(row, "votes")
            agency = self.agency(row, once=False)
            value = self.held(row, "value", value_of(text, self.how)) if text or votes else None
            count = self.held(row, "votes", count_of(votes)) if votes else Decimal(1)
            if agency is not None and value is not None and count is not None:
                found.setdefault(agency, []).append((value, int(count)))
        return {agency: tuple(held) for agency, held in found.items()}

    def cell(self, row: Row, name: str) -> str:
        at = self.headings.column.get(name)
        return "" if at is None else row.cells[at]

    def agency(self, row: Row, *, once: bool) -> str | None:
        """Return the agency of a row; None where it is unknown, or has had its only row."""
        agency = self.cell(row, "agency")
        known, again = agency in self.round_.names, once and agency in self.seen
        if not known:
            rule = say("the {what} “{name}” is not part of this round.", what=say("agency"), name=quoted(agency))
            self.fault(row, "agency", ("AGENCY-UNKNOWN", rule, say("Known: {known}.", known=listed(self.round_.names))))
        if again:
            rule = say("“{agency}” has a second value.", agency=agency)
            self.fault(row, "agency", ("VALUE-TWICE", rule, say("Keep one of the two.")))
        if once:
            self.seen.add(agency)
        return agency if known and not again else None

    def held(self, row: Row, name: str, read: Decimal | Refused) -> Decimal | None:
        """Return what was read in a column, None where it is a problem."""
        if isinstance(read, Decimal):
            return read
        self.fault(row, name, read)
        return None

    def fault(self, row: Row, name: str, refused: tuple[str, Message, Message]) -> None:
        code, rule, remedy = refused
        self.problems.append(Problem(code, self.table.place(row.number, self.headings.column[name]), rule, remedy))
