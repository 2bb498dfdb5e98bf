"""Workbooks altered in their XML, so that nothing else of them changes: no program saves them in between."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Altered:
    """A workbook whose parts can be changed; `data` returns its bytes."""

    def __init__(self, data: bytes) -> None:
        """Take a workbook as any program saved it."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.roots: dict[str, Element] = {}
        self.book = self.root("xl/workbook.xml")
        relations = self.root("xl/_rels/workbook.xml.rels")
        targets = {one.get("Id"): str(one.get("Target")) for one in relations}
        self.sheets = {
            str(sheet.get("name")): "xl/" + targets[sheet.get(_RELATION)].removeprefix("/xl/")
            for sheet in self.book.iter(f"{MAIN}sheet")
        }

    def root(self, name: str) -> Element:
        """Return a part to be changed."""
        return self.roots.setdefault(name, fromstring(self.parts[name]))  # noqa: S314 - our own files

    def data(self) -> bytes:
        """Return the bytes of the workbook as it is now."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, tostring(self.roots[name]) if name in self.roots else content)
        return stream.getvalue()

    def cell(self, sheet: str, place: str) -> Element:
        """Return a cell, which is made where there is none."""
        row = self.row(sheet, coordinate_to_tuple(place)[0])
        for cell in row:
            if cell.get("r") == place:
                return cell
        return SubElement(row, f"{MAIN}c", {"r": place})

    def row(self, sheet: str, number: int) -> Element:
        """Return a row, which is made where there is none."""
        held = self.root(self.sheets[sheet]).find(f"{MAIN}sheetData")
        assert held is not None
        for row in held:
            if row.get("r") == str(number):
                return row
        return SubElement(held, f"{MAIN}row", {"r": str(number)})

    def put(self, sheet: str, place: str, value: float | str, formula: str = "") -> None:
        """Let a cell hold a value, or a formula with this value saved beside it."""
        cell = self.cell(sheet, place)
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "n" if isinstance(value, float) else "str" if formula else "inlineStr")
        if formula:
            SubElement(cell, f"{MAIN}f").text = formula
        if isinstance(value, str) and not formula:
            SubElement(SubElement(cell, f"{MAIN}is"), f"{MAIN}t").text = value
        else:
            SubElement(cell, f"{MAIN}v").text = repr(value) if isinstance(value, float) else value

    def show_as(self, sheet: str, place: str, code: str) -> None:
        """Give a cell a number format of its own."""
        styles = self.root("xl/styles.xml")
        formats, looks = styles.find(f"{MAIN}numFmts"), styles.find(f"{MAIN}cellXfs")
        assert looks is not None
        if formats is None:
            formats = Element(f"{MAIN}numFmts")
            styles.insert(0, formats)
        SubElement(formats, f"{MAIN}numFmt", {"numFmtId": "999", "formatCode": code})
        SubElement(looks, f"{MAIN}xf", {"numFmtId": "999", "applyNumberFormat": "1"})
        self.cell(sheet, place).set("s", str(len(looks) - 1))

    def cells(self) -> Iterator[tuple[str, str, Element]]:
        """Yield sheet, place and element of every cell that holds something."""
        for sheet, part in self.sheets.items():
            for cell in self.root(part).iter(f"{MAIN}c"):
                if len(cell):
                    yield sheet, str(cell.get("r")), cell


def insert_row(data: bytes, sheet: str, at: int, values: list[float | str]) -> bytes:
    """Return a workbook without formulas with a row put in."""
    made = Altered(data)
    held = made.root(made.sheets[sheet]).find(f"{MAIN}sheetData")
    assert held is not None
    for row in held:
        number = int(row.get("r", "0"))
        if number >= at:
            row.set("r", str(number + 1))
            for cell in row:
                cell.set("r", re.sub(r"\d+", str(number + 1), str(cell.get("r"))))
    held.insert(at - 1, Element(f"{MAIN}row", {"r": str(at)}))
    for column, value in enumerate(values, start=1):
        made.put(sheet, f"{get_column_letter(column)}{at}", value)
    return made.data()


def altered(data: bytes, change: Callable[[Altered], None]) -> bytes:
    """Return a workbook with something changed."""
    made = Altered(data)
    change(made)
    return made.data()
