"""Several workbooks that came back in one run: copies of the same are one, and what contradicts is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from rubrics import Problem, Problems, say
from scoring.rounds import Sheet
from scoring.sheets.layout import TEXT
from scoring.sheets.returned import Item, Returned, alike, items


@dataclass(frozen=True)
class Together:
    """The workbooks of a run, each with the sheets that count; `repeated` names by file the files that say as much."""

    returned: tuple[Returned, ...]
    repeated: dict[str, tuple[str, ...]]


def together(returned: Iterable[Returned]) -> Together:
    """Return the workbooks without the sheets of which another one says as much or more.

    Raises Problems where two say different things of the same cell, or each holds something that the other leaves
    open: which of the two came later nobody can tell. The order in which they are given does not matter.
    """
    ordered = sorted(returned, key=lambda one: one.file)
    faults: list[Problem] = []
    dropped: dict[int, dict[str, str]] = {}
    for (at, first), (other_at, second) in combinations(enumerate(ordered), 2):
        for pair in _pairs(first, second):
            faults += pair.faults()
            if pair.same_criteria:
                loser, winner = (at, second) if pair.second_says_more else (other_at, first)
                dropped.setdefault(loser, {}).setdefault(pair.sheet.agency, winner.file)
    if faults:
        raise Problems(faults)
    left = [
        replace(one, sheets=tuple(sheet for sheet in one.sheets if sheet.agency not in dropped.get(at, {})))
        for at, one in enumerate(ordered)
    ]
    repeated = {ordered[at].file: tuple(dict.fromkeys(winners.values())) for at, winners in sorted(dropped.items())}
    return Together(tuple(left), repeated)


@dataclass(frozen=True)
class _Pair:
    """Two workbooks' sheets of one agency that decide the same marks."""

    first: Returned
    sheet: Sheet
    second: Returned
    other: Sheet

    @property
    def same_criteria(self) -> bool:
        """Whether both were issued for the same criteria: then one sheet can stand for the other."""
        return set(self.first.asked) == set(self.second.asked)

    @property
    def second_says_more(self) -> bool:
        """Whether the second sheet holds all that the first does, and more."""
        return items(self.sheet).keys() < items(self.other).keys()

    def faults(self) -> Iterator[Problem]:
        """Yield every cell in which the two differ, or where each says something that the other does not."""
        said, said_too = self._common(self.sheet), self._common(self.other)
        for item in said.keys() & said_too.keys():
            if not alike(item[2], said[item], said_too[item]):
                rule = say(
                    "here stands “{text}”, but “{other}” in {place}.",
                    text=said_too[item],
                    other=said[item],
                    place=self.first.places[item],
                )
                yield Problem("SHEETS-CONTRADICT", self.second.places[item], rule, _WHICH)
        only = [self.first.places[item] for item in said if item not in said_too]
        only_too = [self.second.places[item] for item in said_too if item not in said]
        if (only and only_too) or (only + only_too and not self.same_criteria):
            place, file = (only[0], self.second.file) if only else (only_too[0], self.first.file)
            yield Problem("SHEETS-PARTS", place, say("this is filled in here, but open in {file}.", file=file), _JOIN)

    def _common(self, sheet: Sheet) -> dict[Item, str]:
        """Return what a sheet says of what both were issued for."""
        both = set(self.first.asked) & set(self.second.asked)
        return {
            item: text
            for item, text in items(sheet).items()
            if (self.same_criteria if item[2] == TEXT else item[1] in both)
        }


def _pairs(first: Returned, second: Returned) -> Iterator[_Pair]:
    if first.rater == second.rater and set(first.asked) & set(second.asked):
        others = {sheet.agency: sheet for sheet in second.sheets}
        for sheet in first.sheets:
            if sheet.agency in others:
                yield _Pair(first, sheet, second, others[sheet.agency])


_WHICH = say("Ask which of the two holds, and take in that one only.")
_JOIN = say("Put both into one workbook, or take them in one after the other: the later one then decides.")
