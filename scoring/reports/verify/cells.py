"""A workbook as it is compared: the saved value, formula and number format of every cell, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from openpyxl.formula.translate import Translator
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from scoring.reports.verify.page_margins import margin_texts
from scoring.reports.verify.xml_parts import Parts, attribute, plain
from submissions.package import LAST_ROW

Value = str | float | bool | None
# First column and row, last column and row, from 1; None for whole columns or rows.
Area = tuple[int | None, int | None, int | None, int | None]
GENERAL = "General"
_TRUE = ("1", "true", "on")
_WORKBOOK = "xl/workbook.xml"
_LAST_COLUMN = 16_384
# What no program writes, and what would take hours to compare: letters of a number format and of a formula (Excel
# takes 255 and 8,192), areas that are printed, rows that merged cells lie over, letters of formulas that are shared.
_LONGEST_FORMAT, _LONGEST_FORMULA, _MOST_AREAS = 1_000, 32_768, 1_000
_MOST_COVERED, _MOST_SHARED = 2_000_000, 10_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds. `formula` is empty for a constant; `saved` is False for a formula without its value."""

    value: Value
    formula: str = ""
    saved: bool = True
    number_format: str = GENERAL

    @property
    def blank(self) -> bool:
        """Whether nothing is seen and nothing is worked out."""
        return self.value in (None, "") and not self.formula


@dataclass(frozen=True)
class Sheet:
    """A sheet: cells by row and column from 1, what is hidden, and the texts that stand outside of cells."""

    name: str
    visible: bool = True
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    boxes: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    printed: tuple[Area, ...] = ()

    def left_out(self, row: int, column: int) -> bool:
        """Return whether a cell is not printed because it lies outside of what the sheet says is printed."""
        return bool(self.printed) and not any(_within(area, row, column) for area in self.printed)


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets in order, and the number formats that conditions may lay over cells."""

    sheets: tuple[Sheet, ...]
    laid_over: frozenset[str] = frozenset()

    @property
    def worked_out(self) -> bool:
        """Whether any formula has its value beside it: a filled template has none before a program opened it."""
        cells = (cell for sheet in self.sheets for held in sheet.rows.values() for cell in held.values())
        formulas = [cell.value is not None for cell in cells if cell.formula]
        return any(formulas) or not formulas


def read_book(data: bytes) -> Book:
    """Return a workbook that `submissions.package.inspect` found harmless, whatever program saved it.

    Raises some error of Python's or openpyxl's where its parts do not fit together.
    """
    parts = Parts(data)
    related = parts.related(_WORKBOOK)
    strings = [_string(item) for item in parts.elements(_named(related, "sharedStrings"), ("si",))]
    formats, laid_over = _formats(parts.root(_named(related, "styles")))
    sheets = []
    areas = _print_areas(parts)
    seen: set[str] = set()
    for at, held in enumerate(parts.root(_WORKBOOK).iter("sheet")):
        kind, name = related[attribute(held, "id")]
        if name in seen:
            raise ValueError(name)
        seen.add(name)
        visible = held.get("state", "visible") == "visible"
        if kind == "worksheet":
            sheet = _sheet(parts, name, held.get("name", ""), strings, formats, visible=visible)
            sheets.append(replace(sheet, printed=areas.get(at, ())))
        else:
            sheets.append(Sheet(held.get("name", ""), visible=visible))
    return Book(tuple(sheets), laid_over)


def _within(area: Area, row: int, column: int) -> bool:
    left, top, right, bottom = area
    return (left or 1) <= column <= (right or column) and (top or 1) <= row <= (bottom or row)


def _cover(rows: dict[int, dict[int, Cell]], area: Area) -> int:
    """Take out what a merged cell lies over: nobody sees it. Returns how many rows were looked at."""
    left, top, _, bottom = (at or 0 for at in area)
    concerned = range(top, bottom + 1) if bottom - top < len(rows) else list(rows)
    for row in concerned:
        for column in [at for at in rows.get(row, {}) if _within(area, row, at) and (at, row) != (left, top)]:
            del rows[row][column]
    return len(concerned)


def _print_areas(parts: Parts) -> dict[int, tuple[Area, ...]]:
    """Return what each sheet prints, by the number of the sheet from 0; nothing where it prints all of it."""
    found: dict[int, tuple[Area, ...]] = {}
    for held in parts.root(_WORKBOOK).iter("definedName"):
        if held.get("name") == "_xlnm.Print_Area":
            areas = _bounded(held.text or "", _LONGEST_FORMULA).split(",")
            if len(areas) > _MOST_AREAS:
                raise ValueError(areas[0])
            found[int(held.get("localSheetId", -1))] = tuple(
                range_boundaries(one.rpartition("!")[2].replace("$", "")) for one in areas
            )
    return found


def _bounded(text: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(text[:most])
    return text


def _named(related: dict[str, tuple[str, str]], kind: str) -> str:
    return next((name for held, name in related.values() if held == kind), "")


def _string(item: Element) -> str:
    """Return a string with all its runs, without the readings that may stand above them."""
    found = []
    for child in item:
        if child.tag == "t":
            found.append(child.text or "")
        elif child.tag == "r":
            found += [text.text or "" for text in child.iter("t")]
    return plain("".join(found))


def _formats(styles: Element) -> tuple[list[str], frozenset[str]]:
    """Return the number format of each style of a cell, and those of conditions."""
    laid_over = frozenset(
        _bounded(attribute(held, "formatCode"), _LONGEST_FORMAT)
        for dxf in styles.iter("dxf")
        for held in dxf.iter("numFmt")
    )
    codes = {
        held.get("numFmtId", ""): _bounded(held.get("formatCode", ""), _LONGEST_FORMAT)
        for held in styles.findall("numFmts/numFmt")
    }
    ids = [held.get("numFmtId", "0") for held in styles.findall("cellXfs/xf")]
    return [codes.get(one) or BUILTIN_FORMATS.get(int(one), GENERAL) for one in ids], laid_over


def _sheet(  # noqa: PLR0913 - where a sheet is, and what its cells refer to
    parts: Parts, part: str, name: str, strings: list[str], formats: list[str], *, visible: bool
) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    shared = _Shared()
    margins: tuple[str, ...] = ()
    number = covered = columns = 0
    for element in parts.elements(part, ("col", "row", "mergeCell", "headerFooter")):
        if covered > _MOST_COVERED or columns > _LAST_COLUMN:
            raise ValueError(part)
        if element.tag == "headerFooter":
            margins = margin_texts(element)
            continue
        if element.tag == "mergeCell":
            covered += _cover(rows, range_boundaries(element.get("ref", "")))
            continue
        if element.tag == "col":
            if _concealed(element, "width"):
                last = min(int(element.get("max", 0)), _LAST_COLUMN)
                hidden = range(int(element.get("min", 0)), last + 1)
                columns += len(hidden)
                hidden_columns.update(hidden)
            continue
        number = _row_number(element, number)
        if _concealed(element, "ht"):
            hidden_rows.add(number)
        cells = _cells(element, number, strings, formats, shared)
        if cells:
            rows[number] = cells
    boxes = tuple(
        text
        for kind, drawing in dict.fromkeys(parts.related(part).values())
        if kind == "drawing"
        for shape in parts.elements(drawing, ("sp",))
        if (text := plain("".join(run.text or "" for run in shape.iter("t"))))
    )
    return Sheet(name, visible, rows, frozenset(hidden_rows), frozenset(hidden_columns), boxes, margins)


def _row_number(element: Element, before: int) -> int:
    """Return which row this is; one that does not say so comes after the one before."""
    number = int(element.get("r") or before + 1)
    if not 1 <= number <= LAST_ROW:
        raise ValueError(number)
    return number


def _concealed(element: Element, size: str) -> bool:
    """Return whether a row or column is not seen."""
    return element.get("hidden") in _TRUE or float(element.get(size) or 1) == 0


class _Shared:
    """The formulas of a sheet that one cell has and others share, each moved to its own place."""

    def __init__(self) -> None:
        self._by_group: dict[str, tuple[Translator, int]] = {}
        self._letters = 0

    def put(self, group: str, formula: str, place: str) -> None:
        """Keep the formula of a group as it stands at its first place."""
        self._by_group[group] = Translator(formula, place), len(formula)

    def at(self, group: str, place: str) -> str | None:
        """Return a group's formula at another place; None where no cell had it."""
        if group not in self._by_group:
            return None
        translator, size = self._by_group[group]
        self._letters += size
        if self._letters > _MOST_SHARED:
            raise ValueError(group)
        return str(translator.translate_formula(place))


def _cells(row: Element, number: int, strings: list[str], formats: list[str], shared: _Shared) -> dict[int, Cell]:
    """Return the cells of a row by column; a cell that does not say where it is stands beside the one before."""
    found = {}
    column = 0
    for held in row.iter("c"):
        column = coordinate_to_tuple(held.get("r", ""))[1] if held.get("r") else column + 1
        cell = _cell(held, f"{get_column_letter(column)}{number}", strings, formats, shared)
        if not cell.blank:
            found[column] = cell
    return found


def _cell(held: Element, place: str, strings: list[str], formats: list[str], shared: _Shared) -> Cell:
    kind, found = held.get("t", "n"), held.find("v")
    text = found.text or "" if found is not None else ""
    formula = _formula(held.find("f"), place, shared)
    value: Value = None
    inline = held.find("is")
    if kind == "inlineStr" and inline is not None:
        value = _string(inline)
    elif kind == "s" and text:
        value = strings[int(text)]
    elif kind == "b" and text:
        value = text.strip() in _TRUE
    elif kind == "n" and text:
        value = float(text)
    elif text or (kind == "str" and found is not None):
        value = plain(text)
    style = int(held.get("s") or 0)
    return Cell(value, formula, value is not None, formats[style] if style < len(formats) else GENERAL)


def _formula(held: Element | None, place: str, shared: _Shared) -> str:
    if held is None:
        return ""
    text, group = f"={_bounded(held.text or '', _LONGEST_FORMULA)}", held.get("si")
    if held.get("t") == "shared" and group is not None:
        if not held.text:
            return shared.at(group, place) or text
        shared.put(group, text, place)
    return f"{{{text}}}" if held.get("t") == "array" else text
