"""Two workbooks sheet by sheet, whatever program saved the second."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import Message, Place, say
from scoring.reports.verify.cells import Book, Sheet
from scoring.reports.verify.difference import NOTHING, Difference
from scoring.reports.verify.number_formats import printed
from scoring.reports.verify.sheets import Circumstances, PairedSheets, SheetComparison, paired

# A number whose every digit is another, to see what a format makes of it.
_SAMPLE = 1.23456789
_MOST_TEXTS = 200


def book_differences(file: str, expected: Book, found: Book) -> list[Difference]:
    """Return every difference of the found workbook from the expected one, sheet by sheet."""
    pairs, lone, added = _matched(expected, found)
    names = {pair.found.name: pair.expected.name for pair in pairs if pair.found.name != pair.expected.name}
    by_name = {pair.found.name: pair for pair in pairs}

    def before(sheet: str, row: int) -> int:
        return by_name[sheet].before(row) if sheet in by_name else row

    straight = not names and not any(pair.moved for pair in pairs)
    whole = Circumstances(file, names, before, straight, expected.worked_out, found.worked_out)
    told: list[Difference] = []
    unsaved = False
    for pair in pairs:
        if pair.found.name in names:
            told.append(Difference(Place(file, sheet=pair.found.name), pair.expected.name, pair.found.name))
        comparison = SheetComparison(pair, whole)
        told += comparison.differences()
        unsaved = unsaved or comparison.unsaved
    told += [Difference(Place(file, sheet=sheet.name), _size(sheet), NOTHING) for sheet in lone]
    told += [Difference(Place(file, sheet=sheet.name), NOTHING, _size(sheet)) for sheet in added]
    told += _laid_over(file, expected, found)
    if unsaved:
        told.insert(0, Difference(Place(file), say("values saved with the formulas"), _UNSAVED))
    return told


_UNSAVED = say("formulas without their values: open the file in WPS, Excel or LibreOffice, save it and verify again")


def _matched(expected: Book, found: Book) -> tuple[list[PairedSheets], list[Sheet], list[Sheet]]:
    """Return sheets that belong together, those that are missing, and those that were added."""
    held = {sheet.name: sheet for sheet in found.sheets}
    lone = [sheet for sheet in expected.sheets if sheet.name not in held]
    names = {sheet.name for sheet in expected.sheets}
    added = [sheet for sheet in found.sheets if sheet.name not in names]
    renamed: dict[str, Sheet] = {}
    for sheet in lone:
        other = max(added, key=lambda other: _likeness(sheet, other), default=None)
        if other is not None and _likeness(sheet, other) > 0.5:  # noqa: PLR2004 - more alike than not
            renamed[sheet.name] = other
            added.remove(other)
    held |= renamed
    pairs = [paired(sheet, held[sheet.name]) for sheet in expected.sheets if sheet.name in held]
    return pairs, [sheet for sheet in lone if sheet.name not in renamed], added


def _likeness(one: Sheet, two: Sheet) -> float:
    texts, others = _texts(one), _texts(two)
    return len(texts & others) / max(len(texts | others), 1)


def _texts(sheet: Sheet) -> set[str]:
    found: set[str] = set()
    for cells in sheet.rows.values():
        found.update(cell.value for cell in cells.values() if isinstance(cell.value, str))
        if len(found) > _MOST_TEXTS:
            break
    return found


def _size(sheet: Sheet) -> Message:
    return say("a sheet (filled cells: {n})", n=sum(map(len, sheet.rows.values())))


def _laid_over(file: str, expected: Book, found: Book) -> Iterator[Difference]:
    """Yield the conditional number formats that print something which none of the expected ones prints."""
    known = {_print(code) for code in expected.laid_over}
    for code in sorted(found.laid_over):
        if _print(code) not in known:
            yield Difference(Place(file), NOTHING, say("a conditional number format: {format}", format=code))


def _print(code: str) -> tuple[str, str, str]:
    return (printed(_SAMPLE, code).text, str(printed(_SAMPLE, code)), str(printed("x", code)))
