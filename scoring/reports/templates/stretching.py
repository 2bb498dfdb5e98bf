"""The repeating row of a sheet once for every agency, and everything below it moved down."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from rubrics import Place, Problem, say
from scoring.reports.templates.formulas import Shift, Unclear
from scoring.reports.templates.growth import LAST_ROW, Growth
from scoring.reports.templates.opening import Template, cells_of
from scoring.reports.templates.ranges import Ranges

# So many cells all lines together may have: beyond it a workbook takes minutes and gigabytes.
MOST_CELLS = 2_000_000


def stretch(template: Template, lines: int) -> list[Problem]:
    """Repeat the repeating row of every sheet `lines` times; return every formula or area that cannot follow.

    With problems the workbook is left half done and must not be written.
    """
    growths = {title.casefold(): Growth(row, lines) for title, row in template.rows.items()}
    problems = list(_too_long(template, growths))
    if problems:
        return problems
    found = Ranges(template.file, template.book, growths)
    for sheet in template.book.worksheets:
        problems += _Sheet(template.file, sheet, growths).stretch()
        problems += found.sheet(sheet)
    return [*problems, *found.names()]


def _too_long(template: Template, growths: dict[str, Growth]) -> Iterator[Problem]:
    for title, row in template.rows.items():
        growth, cells = growths[title.casefold()], cells_of(template.book[title])
        wide = sum(cell.row == row for cell in cells)
        if max(cell.row for cell in cells) + growth.added > LAST_ROW or wide * growth.lines > MOST_CELLS:
            yield Problem(
                "TEMPLATE-SIZE",
                Place(template.file, sheet=title, cell=f"A{row}"),
                say("the sheet has no room for {n} agencies.", n=growth.lines),
                say("Delete what is not needed beside and below the repeating row."),
            )


class _Sheet:
    """One sheet while its row is being repeated."""

    def __init__(self, file: str, sheet: Worksheet, growths: dict[str, Growth]) -> None:
        self.file, self.sheet, self.growths = file, sheet, growths
        self.growth = growths.get(sheet.title.casefold())
        self.problems: list[Problem] = []

    def stretch(self) -> list[Problem]:
        """Do it; return what cannot follow."""
        row = self.growth.row if self.growth else 0
        for cell in cells_of(self.sheet):
            if cell.row != row and cell.data_type == "f":
                self._formula(cell, cell.value, None)
        if self.growth:
            merged = self._merged(self.growth)
            self._rows(self.growth)
            self._cells(self.growth)
            self.sheet.merged_cells = MultiCellRange(merged)
        self._links()
        return self.problems

    def _cells(self, growth: Growth) -> None:
        pattern = [cell for cell in cells_of(self.sheet) if cell.row == growth.row]
        if growth.added:
            self.sheet.insert_rows(growth.row + 1, growth.added)
        for line in range(1, growth.lines):
            for cell in pattern:
                made = self._covered(cell, line) if isinstance(cell, MergedCell) else self._copied(cell, line)
                made._style = copy(cell._style)  # noqa: SLF001 - openpyxl's own way to copy a style within a workbook
        for cell in pattern:
            if cell.data_type == "f":
                self._formula(cell, cell.value, 0)

    def _covered(self, cell: MergedCell, line: int) -> Any:  # noqa: ANN401 - untyped in openpyxl
        row, column = (cell.row or 0) + line, cell.column or 0
        made = MergedCell(self.sheet, row, column)
        self.sheet._cells[row, column] = made  # noqa: SLF001 - the only way to make a covered cell
        return made

    def _copied(self, cell: Cell, line: int) -> Any:  # noqa: ANN401 - untyped in openpyxl
        made: Any = self.sheet.cell(cell.row + line, cell.column)
        made.value = cell.value
        made.data_type = cell.data_type
        if cell.hyperlink:
            made.hyperlink = copy(cell.hyperlink)
        if cell.data_type == "f":
            self._formula(made, cell.value, line, of=cell)
        return made

    def _formula(self, cell: Cell, value: object, line: int | None, *, of: Cell | None = None) -> None:
        """Write a formula as it has to read; what is wrong is told of the template's cell."""
        shift = Shift(self.growths, self.sheet.title, line)
        try:
            if isinstance(value, ArrayFormula):
                cell.value = ArrayFormula(self._area(value.ref, cell, line), shift.formula(value.text or "="))
            else:
                cell.value = shift.formula(str(value))
        except Unclear as unclear:
            self.problems.append(
                _unclear(Place(self.file, sheet=self.sheet.title, cell=(of or cell).coordinate), unclear)
            )

    def _area(self, area: str, cell: Cell, line: int | None) -> str:
        held = CellRange(area)
        if line is not None and held.min_row == held.max_row:
            held.shift(row_shift=cell.row - held.min_row)
            return str(held.coord)
        if self.growth is None or self.growth.row < held.min_row or self.growth.row > held.max_row:
            return self.growth.area(area) if self.growth else area
        raise Unclear(area)

    def _rows(self, growth: Growth) -> None:
        """Move heights and styles of rows."""
        held = self.sheet.row_dimensions
        moved = {row: held.pop(row) for row in sorted(held) if row > growth.row}
        for row, dimension in moved.items():
            dimension.index = growth.first(row)
            held[dimension.index] = dimension
        if growth.row in held:
            for row in range(growth.row + 1, growth.row + growth.lines):
                held[row] = copy(held[growth.row])
                held[row].index = row

    def _merged(self, growth: Growth) -> list[CellRange]:
        found = []
        for area in sorted(self.sheet.merged_cells.ranges, key=lambda area: area.coord):
            if area.min_row == area.max_row == growth.row:
                for line in range(growth.lines):
                    found.append(CellRange(area.coord))
                    found[-1].shift(row_shift=line)
                continue
            if area.min_row == growth.row:
                place = Place(self.file, sheet=self.sheet.title, cell=f"{area.coord}".partition(":")[0])
                self.problems.append(_reaches_below(place, area.coord))
            found.append(CellRange(growth.area(area.coord)))
        return found

    def _links(self) -> None:
        for cell in cells_of(self.sheet):
            link = cell.hyperlink
            if link:
                link.ref = cell.coordinate
                try:
                    link.location = Shift(self.growths).formula(f"={link.location}")[1:] if link.location else None
                except Unclear as unclear:
                    self.problems.append(_unclear(Place(self.file, sheet=self.sheet.title, cell=link.ref), unclear))


def _unclear(place: Place, unclear: Unclear) -> Problem:
    return Problem(
        "TEMPLATE-FORMULA",
        place,
        say("where “{reference}” leads is not clear once the row is repeated.", reference=str(unclear)[:60]),
        say("In the repeating row write other rows with $ (C$4); elsewhere write C5:C5 where all lines are meant."),
    )


def _reaches_below(place: Place, area: str) -> Problem:
    return Problem(
        "TEMPLATE-MERGED",
        place,
        say("the merged cells {area} reach from the repeating row below it.", area=area),
        say("Merge cells of the repeating row only with cells of the same row."),
    )
