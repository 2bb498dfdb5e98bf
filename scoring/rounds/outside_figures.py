"""Figures from outside (问卷, 网络投票, 日常考核分): what a table of theirs comes to, agency by agency."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rubrics import Message, Place, Problem, Problems, Rubric, say, tree
from rubrics.wording import marking_words, node_words
from scoring.rounds.import_kinds import Reading, reading
from scoring.rounds.model import Round
from scoring.rounds.outside_rows import Rows
from scoring.rounds.outside_tables import AGENCY, VALUE, VOTES, Grid, Layout, Names, Shape, layout_of
from scoring.rounds.unknown import listed, quoted

Line = tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """What a table holds for `source`: the columns and lines of imports/<source>.csv.

    `rows` is how many rows said something, `open_` how many cells of answers said nothing. `found` says which heading
    was taken for which agency, where columns stand for agencies.
    """

    source: str
    how: Reading
    shape: Shape
    sheet: str
    columns: Line
    lines: tuple[Line, ...]
    rows: int
    open_: int
    found: tuple[tuple[str, str], ...] = ()
    notes: tuple[Message, ...] = ()

    def csv(self) -> bytes:
        """Return the content of imports/<source>.csv, as a Windows Excel opens it without being told the encoding."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows((self.columns, *self.lines))
        return text.getvalue().encode("utf-8-sig")

    def by_agency(self) -> dict[str, tuple[Line, ...]]:
        """Return what stands for each agency, without its id."""
        held: dict[str, tuple[Line, ...]] = {}
        for agency, *cells in self.lines:
            held[agency] = (*held.get(agency, ()), tuple(cells))
        return held

    def mean(self, agency: str) -> Fraction | None:
        """Return the mean of what voters gave an agency; None where no voters are counted."""
        if self.how.kind != "ballots":
            return None
        lines = self.by_agency().get(agency, ())
        if self.how.options:
            pairs = [
                (Fraction(option.points), int(count))
                for cells in lines
                for option, count in zip(self.how.options, cells, strict=True)
            ]
        else:
            pairs = [(Fraction(value), int(count)) for value, count in lines]
        votes = sum(count for _, count in pairs)
        return Fraction(sum(value * count for value, count in pairs), votes) if votes else None


def read_figures(grids: Iterable[Grid], source: str, rubric: Rubric, round_: Round) -> Figures:
    """Return what the only table among `grids` that the rubric can read as `source` holds.

    It holds a row for each agency, or for each answer; or a row for each answer sheet and a column for each agency.
    Raises Problems with every cell that cannot be read, every agency that is not of this round, and every respondent
    who stands there twice; FIGURES-TABLE where no table or more than one can be read.
    """
    how = reading(rubric, source)
    names = Names(round_)
    given = list(grids)
    tables = [(grid, layout) for grid in given if (layout := layout_of(grid, how, names))]
    if len(tables) != 1:
        raise Problems([_tables(given, [grid for grid, _ in tables], how)])
    grid, layout = tables[0]
    rows = Rows(grid, layout, how, names)
    if how.kind == "ballots":
        lines = _lines(how, rows.counted())
    elif layout.shape == "totals":
        lines = tuple(rows.single().items())
    else:
        votes = {agency: held[""] for agency, held in rows.counted().items()}
        lines = tuple((agency, str(count)) for agency, count in votes.items()) if any(votes.values()) else ()
    if not lines and not rows.problems:
        rows.problems.append(_nothing(grid))
    if rows.problems:
        raise Problems(rows.problems)
    order = {agency: at for at, agency in enumerate(round_.names)}
    columns = (*how.columns, "votes") if how.kind == "ballots" and not how.options else how.columns
    held = {agency for agency, *_ in lines}
    absent = tuple(name for agency, name in round_.names.items() if agency not in held | round_.withdrawn.keys())
    lacking = (say("Nothing is said of {agencies}.", agencies=listed(absent)),) if absent else ()
    return Figures(
        source,
        how,
        layout.shape,
        grid.sheet,
        columns,
        tuple(sorted(lines, key=lambda line: order[line[0]])),
        rows.used,
        rows.open_,
        _headings(layout),
        (*rows.notes(), *lacking),
    )


def conversion(rubric: Rubric, source: str) -> tuple[Message, ...]:
    """Return in words what the rubric makes of imports/<source>.csv, everywhere it reads it."""
    words: list[Message] = []
    for node in tree(rubric).walk():
        rule = node.leaf.rule if node.leaf else None
        if node.leaf and rule and rule.source == source:
            words.append(_said(node.leaf.title, marking_words(rule, node.leaf.points)))
        if source in {getattr(held, "source", None) for held in (node.node.factor, node.node.subtract)}:
            words.append(_said(node.node.title, node_words(node)))
    return tuple(words)


def _said(title: str, words: Message | tuple[Message, ...]) -> Message:
    return say("{title}: {words}", title=title, words=words)


def _lines(how: Reading, counts: Mapping[str, Counter[str]]) -> tuple[Line, ...]:
    if how.options:
        return tuple((agency, *(str(held[option.title]) for option in how.options)) for agency, held in counts.items())
    return tuple(_typed(counts))


def _typed(counts: Mapping[str, Counter[str]]) -> Iterator[Line]:
    for agency, held in counts.items():
        for value, votes in sorted(held.items(), key=lambda pair: (-Fraction(pair[0] or 0), pair[0])):
            yield (agency, value, str(votes))


def _headings(layout: Layout) -> tuple[tuple[str, str], ...]:
    if layout.shape != "matrix":
        return ()
    return tuple((str(layout.headings[at]), agency) for agency, at in layout.columns.items())


def _tables(given: list[Grid], readable: list[Grid], how: Reading) -> Problem:
    if readable:
        return Problem(
            "FIGURES-TABLE",
            Place(readable[1].file, sheet=readable[1].sheet),
            say("the sheet “{sheet}” holds such figures too.", sheet=readable[0].sheet),
            say("Leave one of them in the file; nobody can tell which is meant."),
        )
    grid = given[0] if given else None
    options = tuple(quoted(option.title) for option in how.options)
    columns = (AGENCY[1], *(options or ((VOTES[1],) if how.kind == "votes" else (VALUE[2],))))
    if how.kind in {"ballots", "votes"}:
        remedy = say(
            "Name the columns {columns}; or give a row for each answer sheet and a column for each agency.",
            columns=columns,
        )
    else:
        remedy = say("Name the columns {columns}.", columns=columns)
    place = Place(grid.file, sheet=grid.sheet) if grid else Place("")
    return Problem("FIGURES-TABLE", place, say("no row names the columns that are read here."), remedy)


def _nothing(grid: Grid) -> Problem:
    rule = say("below the names of the columns nothing can be counted.")
    return Problem(
        "FIGURES-EMPTY", Place(grid.file, sheet=grid.sheet), rule, say("Check whether this is the right file.")
    )
