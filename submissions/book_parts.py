"""The parts of a workbook beside its sheets: which sheets there are, what the texts are, how numbers are shown."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from rubrics import Message
from submissions.cell_text import PLAIN, format_kind, string_text
from submissions.package import MAIN, Parts
from submissions.xml_events import elements, walk

_RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class Listed:
    """A sheet as the workbook lists it: its title, whether people see it, and the name of its part."""

    title: str
    visible: bool
    part: str


@dataclass(frozen=True)
class Book:
    """What the cells of all sheets refer to: `texts` and `formats` by number (see `cell_text.format_kind`).

    `since_1904` says from when days are counted.
    """

    sheets: tuple[Listed, ...]
    texts: tuple[str | Message, ...]
    formats: tuple[str, ...]
    since_1904: bool = False


def read_book(parts: Parts) -> Book:
    """Return the parts of a workbook beside its sheets. Raises BadZipFile or ValueError where they are damaged."""
    leading = {
        attributes.get("Id", ""): (attributes.get("Type", "").rpartition("/")[2], _part(attributes.get("Target", "")))
        for name, attributes in elements(parts.read(_RELATIONS))
        if name == "Relationship"
    }
    kinds = dict(leading.values())
    sheets, since_1904 = [], False
    for name, attributes in elements(parts.read(MAIN)):
        if name == "workbookPr":
            since_1904 = attributes.get("date1904", "0") in {"1", "true"}
        if name == "sheet":
            kind, part = leading[_relation(attributes)]
            if kind == "worksheet":
                sheets.append(Listed(attributes["name"], attributes.get("state", "visible") == "visible", part))
    texts = _texts(parts.read(kinds["sharedStrings"])) if "sharedStrings" in kinds else ()
    formats = _formats(parts.read(kinds["styles"])) if "styles" in kinds else (PLAIN,)
    return Book(tuple(sheets), texts, formats, since_1904)


class TextPieces:
    """The pieces of a text that XML holds in `t`, put together; how it is pronounced (`rPh`) is none of it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.inside = False
        self._aside = False

    def start(self, name: str) -> None:
        """Take note that an element begins."""
        self._aside = self._aside or name == "rPh"
        self.inside = name == "t" and not self._aside

    def end(self, name: str) -> None:
        """Take note that an element ends."""
        self.inside = False
        self._aside = self._aside and name != "rPh"

    def take(self) -> str | Message:
        """Return the text so far, and begin a new one."""
        text = string_text("".join(self.pieces))
        self.pieces.clear()
        return text


def _texts(xml: bytes) -> tuple[str | Message, ...]:
    found: list[str | Message] = []
    text = TextPieces()

    def start(name: str, _: dict[str, str]) -> None:
        text.start(name)

    def end(name: str) -> None:
        text.end(name)
        if name == "si":
            found.append(text.take())

    def held(piece: str) -> None:
        if text.inside:
            text.pieces.append(piece)

    walk(xml, start, end, held)
    return tuple(found)


def _formats(xml: bytes) -> tuple[str, ...]:
    """Return how the numbers of each style of cells are shown."""
    codes: dict[int, str] = {}
    found: list[str] = []
    within = False
    for name, attributes in elements(xml):
        if name == "numFmt" and "numFmtId" in attributes:
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            within = name == "cellXfs"
        elif name == "xf" and within:
            number = int(attributes.get("numFmtId", "0"))
            found.append(format_kind(number, codes.get(number)))
    return tuple(found) or (PLAIN,)


def _relation(attributes: dict[str, str]) -> str:
    """Return the relationship of a sheet, whatever prefix its program chose."""
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _part(target: str) -> str:
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
