"""What would be lost when a template is filled, found before anything is lost: charts, pictures, controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter, range_boundaries

from rubrics import Message, Place, Problem, say
from scoring.reports.templates.parts import Parts, SheetPart, local

_FORMULAS = {"f", "formula", "formula1", "formula2"}
_QUOTED = re.compile(r'"[^"]*"')
_OPENS = re.compile(
    r"\b(HYPERLINK|FILTERXML|ENCODEURL|STOCKHISTORY|CUBE\w+|SQL\.REQUEST|PY|DISPIMG|TRANSLATE|GETPIVOTDATA)\s*\(",
    re.IGNORECASE,
)
# So many cells may be covered by merged cells, links and formulas that span an area: each of them is visited.
MOST_COVERED, MOST_FORMULAS = 200_000, 20_000

_KEPT_PARTS = re.compile(
    r"\[content_types\]\.xml|(.*/)?_rels/.*\.rels|docprops/.*|docmetadata/.*|customxml/.*|"
    r"xl/(workbook|styles|sharedstrings|calcchain)\.xml|xl/theme/theme\d*\.xml|xl/worksheets/[^/]*\.xml|"
    r"xl/comments[^/]*\.xml|xl/comments/[^/]*\.xml|xl/drawings/(vmldrawing|commentsdrawing|drawing)[^/]*|"
    r"xl/printersettings/.*|xl/persons/.*|xl/media/.*|.*/"
)
# In the order of the file format: what openpyxl writes again, and what nobody misses.
_KEPT_ELEMENTS = re.compile(
    "sheetPr|dimension|sheetViews|sheetFormatPr|cols|sheetData|sheetCalcPr|sheetProtection|autoFilter|mergeCells|"
    "phoneticPr|conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|"
    "rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|legacyDrawing|drawing|extLst|sortState|"
    "dataConsolidate|smartTags|customSheetViews"
)
_NAMED_ELEMENTS = {
    "protectedRanges": say("ranges that may be edited"),
    "scenarios": say("scenarios"),
    "picture": say("a background picture"),
    "legacyDrawingHF": say("a picture in header or footer"),
    "drawingHF": say("a picture in header or footer"),
    "oleObjects": say("embedded objects"),
    "controls": say("form controls"),
    "AlternateContent": say("form controls or embedded objects"),
    "tableParts": say("a table (Insert, Table)"),
}
_NAMED_PARTS = (
    ("xl/charts", say("charts")),
    ("xl/chartsheets", say("chart sheets")),
    ("xl/diagrams", say("SmartArt")),
    ("xl/pivot", say("pivot tables")),
    ("xl/slicer", say("slicers")),
    ("xl/timeline", say("timelines")),
    ("xl/tables", say("a table (Insert, Table)")),
    ("xl/threadedcomments", say("threaded comments")),
    ("xl/cellimages", say("pictures in cells")),
    ("xl/richdata", say("pictures or data types in cells")),
    ("xl/metadata", say("dynamic arrays or data types in cells")),
    ("xl/ink", say("ink")),
)
_DRAWN = {
    "pic": say("a picture"),
    "graphicFrame": say("a chart"),
    "sp": say("a shape or text box"),
    "cxnSp": say("a line"),
    "grpSp": say("a group of shapes"),
}
# Within extensions of a sheet: nothing that anybody sees.
_IDLE_EXTENSIONS = frozenset({"PLV"})
_EXTENSIONS = {
    "conditionalFormattings": say("conditional formats of the newer kind (data bars, icons, other sheets)"),
    "dataValidations": say("data validations that refer to other sheets"),
    "sparklineGroups": say("sparklines"),
    "slicerList": say("slicers"),
}
_NOTE = re.compile(rb"""ObjectType\s*=\s*["'](\w+)["']""")


def losses(parts: Parts, file: str) -> Iterator[Problem]:
    """Yield a Problem for everything that a filled copy would no longer have, and for links that lead elsewhere.

    Raises KeyError, ParseError, ValueError and OverflowError for what cannot be read.
    """
    for name in parts.names:
        if not _KEPT_PARTS.fullmatch(name.lower().lstrip("/")):
            what = next(
                (words for start, words in _NAMED_PARTS if name.lower().startswith(start)), say("{name}", name=name)
            )
            yield _lost(Place(file, path=name), what)
    for sheet in parts.sheets:
        place = Place(file, sheet=sheet.title)
        yield from _elements(sheet, place)
        yield from _drawings(parts, sheet, place)
        yield from _linked(sheet, place)
        yield from _covered(sheet, place)
        yield from _reaching(sheet, place)


def _elements(sheet: SheetPart, place: Place) -> Iterator[Problem]:
    for name, item in sheet.children():
        if not _KEPT_ELEMENTS.fullmatch(name):
            yield _lost(place, _NAMED_ELEMENTS.get(name, say("{name}", name=name)))
        if name == "extLst":
            for held in (local(inner) for extension in item for inner in extension):
                if held not in _IDLE_EXTENSIONS:
                    yield _lost(place, _EXTENSIONS.get(held, say("{name}", name=held)))
    for cell in sheet.root.iter():
        if local(cell) == "f" and cell.get("t") == "dataTable":
            yield _lost(Place(place.file, sheet=place.sheet, cell=cell.get("ref", "")), say("a data table"))


def _drawings(parts: Parts, sheet: SheetPart, place: Place) -> Iterator[Problem]:
    for name in sheet.of_kind("drawing"):
        for anchor in parts.root(name):
            kinds = [words for item in anchor.iter() for kind, words in _DRAWN.items() if local(item) == kind]
            cell = Place(place.file, sheet=place.sheet, cell=_corner(anchor))
            yield _lost(cell, kinds[0] if kinds else say("a drawing"))
    for name in chain(sheet.of_kind("vmlDrawing"), sheet.of_kind("legacyDrawing")):
        objects = {found.decode("ascii", "replace") for found in _NOTE.findall(parts.archive.read(name))}
        if objects - {"Note"}:
            yield _lost(place, say("form controls"))


def _corner(anchor: Element) -> str:
    """Return the cell at the upper left of a drawing; empty where it hangs on none."""
    start = next((item for item in anchor if local(item) == "from"), None)
    held = {local(item): item.text or "" for item in start} if start is not None else {}
    column, row = held.get("col", ""), held.get("row", "")
    return f"{get_column_letter(int(column) + 1)}{int(row) + 1}" if column.isdecimal() and row.isdecimal() else ""


def _linked(sheet: SheetPart, place: Place) -> Iterator[Problem]:
    links = [item for name, held in sheet.children() if name == "hyperlinks" for item in held]
    for link in links:
        if any(name.rpartition("}")[2] == "id" for name in link.attrib):
            yield Problem(
                "TEMPLATE-LINK",
                Place(place.file, sheet=place.sheet, cell=link.get("ref", "").partition(":")[0]),
                say("a link leads out of the workbook."),
                say("Remove the link; its text may stay."),
            )


def _covered(sheet: SheetPart, place: Place) -> Iterator[Problem]:
    areas = [
        item.get("ref", "")
        for item in sheet.root.iter()
        if local(item) in {"mergeCell", "hyperlink"} or (local(item) == "f" and item.get("ref"))
    ]
    formulas = sum(local(item) == "f" for item in sheet.root.iter())
    if sum(_size(area) for area in areas) > MOST_COVERED or formulas > MOST_FORMULAS:
        yield Problem(
            "TEMPLATE-SIZE",
            place,
            say(
                "more than {covered} cells are merged or linked, or more than {n} hold formulas.",
                covered=MOST_COVERED,
                n=MOST_FORMULAS,
            ),
            say("Make these areas only as large as they have to be."),
        )


def _reaching(sheet: SheetPart, place: Place) -> Iterator[Problem]:
    for parent in sheet.root.iter():
        for item in parent:
            if local(item) in _FORMULAS and _OPENS.search(_QUOTED.sub("", item.text or "")):
                yield Problem(
                    "TEMPLATE-FORMULA",
                    Place(place.file, sheet=place.sheet, cell=parent.get("r", "")),
                    say("the formula “{formula}” opens or fetches something.", formula=(item.text or "")[:60]),
                    say("Replace the formula by its value."),
                )


def _size(area: str) -> int:
    """Return how many cells an area has; raises ValueError for what is none."""
    left, top, right, bottom = range_boundaries(area)
    return (int(right or 0) - int(left or 0) + 1) * (int(bottom or 0) - int(top or 0) + 1)


def _lost(place: Place, what: Message) -> Problem:
    return Problem(
        "TEMPLATE-LOST",
        place,
        say("the template holds {what}, which filling it cannot keep.", what=what),
        say("Take it out of the template; it can be added to the filled workbook."),
    )
