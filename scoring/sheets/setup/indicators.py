"""The sheet 评分细则 as a tree: which row is below which, by the column in which its title stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rubrics import Path, Problem, say
from rubrics.markings import EXTRAS
from scoring.sheets.setup.ids import Ids
from scoring.sheets.setup.markings import marking_kind
from scoring.sheets.setup.pages import LEVEL
from scoring.sheets.setup.tables import Row
from submissions.table import clean


@dataclass
class Indicator:
    """One indicator: its row, None where only a row below it names it; `column` is that of its title."""

    title: str
    column: str
    row: Row
    own: bool
    id: str = ""
    below: list[Indicator] = field(default_factory=list)
    whole: bool = False
    path: Path = ()

    @property
    def depth(self) -> int:
        """1 for 一级指标."""
        return int(self.column.removeprefix(LEVEL))

    @property
    def is_part(self) -> bool:
        """Whether it is a part: something is below it, or it is marked, or given, as a whole."""
        kind = marking_kind(self.row["marking"]) if self.own else None
        return bool(self.below) or self.whole or (self.depth == 1 and kind not in EXTRAS and kind in {None, "given"})


def indicators(rows: Iterable[Row], ids: Ids, faults: list[Problem]) -> list[Indicator]:
    """Return the indicators of the first level, each with all below it; `faults` gets rows that hang in the air."""
    roots: list[Indicator] = []
    above: list[Indicator] = []
    for row in rows:
        titles = sorted((int(name.removeprefix(LEVEL)), name) for name in row.texts if _is_title(name, row))
        if not titles:
            rule = say("this row has no title in any column of indicators.")
            faults.append(Problem("SETUP-TITLE", row.place, rule, say("Write the title in the column of its level.")))
        for depth, column in titles:
            title, own = row[column], column == titles[-1][1]
            if not own and len(above) >= depth and clean(above[depth - 1].title) == clean(title):
                continue
            if depth > len(above) + 1:
                rule = say("nothing stands above this row in the column before it.")
                remedy = say("Write the part that it belongs to in a row above, or move the title to the left.")
                faults.append(Problem("SETUP-LEVEL", row.places[column], rule, remedy))
            del above[depth - 1 :]
            found = Indicator(title, column, row, own, clean(row["id"]) if own else "")
            (above[-1].below if above else roots).append(found)
            # Once more where a level is skipped: what is below is then not told as well.
            above += [found] * (depth - len(above))
    ids.take(one.id for one in walk(roots))
    _name(roots, "", "total", ids)
    return roots


def walk(found: Iterable[Indicator]) -> Iterator[Indicator]:
    """Yield indicators, each before those below it."""
    for one in found:
        yield one
        yield from walk(one.below)


def place_all(found: list[Indicator], around: Path) -> None:
    """Give every indicator its path in the rubric; parts and criteria are lists of their own."""
    for at, one in enumerate(found):
        one.path = (*around, "parts" if one.is_part else "criteria", at)
        place_all(one.below, one.path)


def _is_title(name: str, row: Row) -> bool:
    return name.startswith(LEVEL) and name.removeprefix(LEVEL).isdecimal() and bool(clean(row[name]))


def _name(found: list[Indicator], number: str, parent: str, ids: Ids) -> None:
    for at, one in enumerate(found, start=1):
        own = f"{number}.{at}".removeprefix(".")
        one.id = one.id or ids.of((parent, clean(one.title)), own)
        _name(one.below, own, one.id, ids)
