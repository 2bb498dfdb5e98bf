"""What a sheet says of areas of itself: formats on conditions, validations, filters, print areas, breaks, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from rubrics import Message, Place, Problem, say
from scoring.reports.templates.formulas import Shift, Unclear
from scoring.reports.templates.growth import Growth

# One of the areas of a print area: 'Sheet 1'!$A$1:$G$20.
_PRINTED = re.compile(r"(?:'(?:[^']|'')+'|[^',!]+)![^,]+")


class Ranges:
    """The areas of a workbook whose sheets grow, by title in small letters."""

    def __init__(self, file: str, book: Workbook, growths: dict[str, Growth]) -> None:
        self.file, self.book, self.growths = file, book, growths
        self.problems: list[Problem] = []

    def sheet(self, sheet: Worksheet) -> list[Problem]:
        """Let the areas of one sheet, and the formulas in their rules, follow; return what cannot."""
        self.problems = []
        growth = self.growths.get(sheet.title.casefold())
        self._formats(sheet, growth)
        self._validations(sheet, growth)
        for name in sheet.defined_names.values():
            self._name(name, Place(self.file, sheet=sheet.title, path=name.name))
        if growth:
            self._page(sheet, growth)
        return self.problems

    def names(self) -> list[Problem]:
        """Let the names of the whole workbook follow; return what cannot."""
        self.problems = []
        for name in self.book.defined_names.values():
            self._name(name, Place(self.file, path=name.name))
        return self.problems

    def _formats(self, sheet: Worksheet, growth: Growth | None) -> None:
        held = ConditionalFormattingList()
        for item in sheet.conditional_formatting:
            areas = _areas(item.sqref)
            place = Place(self.file, sheet=sheet.title, cell=areas[0].partition(":")[0])
            shift = self._shift(sheet, growth, areas)
            for rule in item.rules:
                rule.formula = [self._formula(shift, text, place, _FORMAT) for text in rule.formula or ()]
                for kind in ("colorScale", "dataBar", "iconSet"):
                    scale = getattr(rule, kind)
                    for value in scale.cfvo if scale else ():
                        if value.type == "formula" and value.val is not None:
                            value.val = self._formula(shift, str(value.val), place, _FORMAT)
                held.add(_grown(areas, growth), rule)
        sheet.conditional_formatting = held

    def _validations(self, sheet: Worksheet, growth: Growth | None) -> None:
        for item in sheet.data_validations.dataValidation:
            areas = _areas(item.sqref)
            place = Place(self.file, sheet=sheet.title, cell=areas[0].partition(":")[0])
            shift = self._shift(sheet, growth, areas)
            for field in ("formula1", "formula2"):
                if getattr(item, field):
                    setattr(item, field, self._formula(shift, str(getattr(item, field)), place, _VALIDATION))
            item.sqref = MultiCellRange(_grown(areas, growth))

    def _shift(self, sheet: Worksheet, growth: Growth | None, areas: Sequence[str]) -> Shift:
        """Return how a rule's formula follows: it is written for the first cell of its areas."""
        first = "".join(sign for sign in areas[0].partition(":")[0] if sign.isdigit())
        line = 0 if growth and first == str(growth.row) else None
        return Shift(self.growths, sheet.title, line)

    def _formula(self, shift: Shift, text: str, place: Place, what: Message) -> str:
        try:
            return shift.formula(f"={text}")[1:]
        except Unclear as unclear:
            self._unclear(place, what, unclear)
            return text

    def _name(self, name: DefinedName, place: Place) -> None:
        try:
            name.attr_text = Shift(self.growths).formula(f"={name.attr_text or ''}", name=True)[1:]
        except Unclear as unclear:
            self._unclear(place, _NAME, unclear)

    def _unclear(self, place: Place, what: Message, unclear: Unclear) -> None:
        rule = say(
            "{what}: where “{reference}” leads is not clear once the row is repeated.",
            what=what,
            reference=str(unclear)[:60],
        )
        remedy = say("Write other rows than the repeating one with $ (C$4).")
        self.problems.append(Problem("TEMPLATE-FORMULA", place, rule, remedy))

    @staticmethod
    def _page(sheet: Worksheet, growth: Growth) -> None:
        if sheet.auto_filter.ref:
            sheet.auto_filter.ref = growth.area(sheet.auto_filter.ref)
        if sheet.auto_filter.sortState:
            for held in (sheet.auto_filter.sortState, *sheet.auto_filter.sortState.sortCondition):
                held.ref = growth.area(held.ref)
        if sheet.print_area:
            sheet.print_area = [growth.area(area.rpartition("!")[2]) for area in _PRINTED.findall(sheet.print_area)]
        if sheet.print_title_rows:
            first, last = (int(row.lstrip("$")) for row in sheet.print_title_rows.split(":"))
            sheet.print_title_rows = f"{growth.first(first)}:{growth.first(last)}"
        for item in sheet.row_breaks.brk:
            item.id = growth.last(item.id)
        sheet.row_breaks.brk.sort(key=lambda item: item.id)


def _areas(areas: MultiCellRange) -> list[str]:
    return [area.coord for area in sorted(areas.ranges, key=lambda area: (area.min_row, area.min_col))]


def _grown(areas: Sequence[str], growth: Growth | None) -> str:
    return " ".join(growth.area(area) if growth else area for area in areas)


_FORMAT = say("a conditional format")
_VALIDATION = say("a data validation")
_NAME = say("a defined name")
