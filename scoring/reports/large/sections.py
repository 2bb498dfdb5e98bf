"""Where a sheet ends: a list too long for one sheet of Excel is continued on further ones, region by region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rubrics import Message, Place, Problem, Problems, Translate, say

# What one sheet of Excel holds.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class Section:
    """The rows of agencies that one sheet holds: whole regions, or the `number`th piece of one or of the list."""

    agencies: tuple[int, ...]
    regions: tuple[str, ...] = ()
    number: int = 0

    def title(self, sheet: str) -> Message:
        """Return what the sheet is called: its list's title, which regions it holds, the how manieth it is."""
        if not self.regions:
            return say("{sheet} {n}", sheet=sheet, n=self.number) if self.number else say("{sheet}", sheet=sheet)
        first, last = self.regions[0], self.regions[-1]
        if self.number:
            return say("{sheet} ({region}, {n})", sheet=sheet, region=first, n=self.number)
        if first == last:
            return say("{sheet} ({region})", sheet=sheet, region=first)
        return say("{sheet} ({first}–{last})", sheet=sheet, first=first, last=last)


def sections(regions: Sequence[str | None], heights: Sequence[int], room: int) -> tuple[Section, ...]:
    """Return which agencies stand on which sheet, so that none holds more than `room` rows.

    `regions` and `heights` (rows of the list) are those of the agencies in official order, which one sheet keeps. On
    several sheets whole regions stay together, in the order of their first agencies; a region that is too long for a
    sheet has sheets of its own. Raises Problems where a single agency is too long.
    """
    if max(heights, default=0) > room:
        raise Problems(
            [_too_large(say("an agency has {n} rows, a sheet has room for {room}.", n=max(heights), room=room))]
        )
    rows = tuple(range(len(heights)))
    if sum(heights) <= room:
        return (Section(rows),)
    if not any(regions):
        return _pieces(rows, (), heights, room)
    by_region: dict[str, list[int]] = {}
    for row, region in enumerate(regions):
        by_region.setdefault(region or "—", []).append(row)
    found: list[Section] = []
    held: list[str] = []
    used = 0
    for region, own in by_region.items():
        size = sum(heights[row] for row in own)
        if held and used + size > room:
            found.append(_whole(by_region, held))
            held, used = [], 0
        if size > room:
            found += _pieces(own, (region,), heights, room)
        else:
            held.append(region)
            used += size
    return (*found, _whole(by_region, held)) if held else tuple(found)


def _whole(by_region: dict[str, list[int]], held: list[str]) -> Section:
    return Section(tuple(row for region in held for row in by_region[region]), tuple(held))


def _pieces(rows: Iterable[int], regions: tuple[str, ...], heights: Sequence[int], room: int) -> tuple[Section, ...]:
    """Return the rows cut where a sheet is full, numbered from 1."""
    pieces: list[list[int]] = [[]]
    used = 0
    for row in rows:
        if used + heights[row] > room:
            pieces.append([])
            used = 0
        pieces[-1].append(row)
        used += heights[row]
    return tuple(Section(tuple(piece), regions, at) for at, piece in enumerate(pieces, start=1))


def check_width(sheet: str, columns: int, most: int) -> None:
    """Refuse a sheet with more columns than Excel has. Raises Problems."""
    if columns > most:
        raise Problems(
            [_too_large(say("“{sheet}” would have {n} columns, Excel has {most}.", sheet=sheet, n=columns, most=most))]
        )


def _too_large(rule: Message) -> Problem:
    return Problem(
        "SHEET-FULL",
        Place("round.yaml"),
        rule,
        say("Part the round, or let the values of so many raters come from a file."),
    )


def legal_name(title: str, taken: Iterable[str]) -> str:
    """Return a name as Excel allows it: short, without its seven signs, and unlike those `taken`."""
    name = title.translate(_FORBIDDEN).strip("' ") or "—"
    lowered = {one.casefold() for one in taken}
    found, at = _cut(name, _LONGEST_NAME), 1
    while found.casefold() in lowered:
        at += 1
        ending = f" {at}"
        found = _cut(name, _LONGEST_NAME - len(ending)) + ending
    return found


def _cut(name: str, most: int) -> str:
    """Return what fits: Excel counts in units of UTF-16. A closing bracket stays."""
    if _units(name) <= most:
        return name
    ending = next((f"…{sign}" for sign in ")）" if name.endswith(sign)), "…")
    while _units(name) > most - len(ending):
        name = name[:-1]
    return name + ending


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def sheet_name(section: Section, sheet: str, translate: Translate, taken: Iterable[str]) -> str:
    """Return the name of a section's sheet, given those of the sheets before."""
    return legal_name(section.title(sheet).render(translate), taken)
