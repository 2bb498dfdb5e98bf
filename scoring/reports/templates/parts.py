"""The parts of an .xlsx as they lie in the file, before openpyxl reads what it understands of them."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element, fromstring

WORKBOOK = "xl/workbook.xml"
_XML_NAMES = (".xml", ".rels")
LARGEST_PART = 16 * 1024 * 1024
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True)
class SheetPart:
    """A sheet: its title, the name and content of its part, and the parts it refers to, by relation id."""

    title: str
    name: str
    root: Element
    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    def children(self) -> Iterator[tuple[str, Element]]:
        """Yield what stands directly below the sheet's root, with its name without namespace."""
        for child in self.root:
            yield local(child), child

    def of_kind(self, kind: str) -> Iterator[str]:
        """Yield the names of the parts that this sheet refers to as `kind` (drawing, vmlDrawing, …)."""
        for found, target in self.targets.values():
            if found == kind:
                yield target


class Parts:
    """The members of a template by name, and its sheets in order."""

    def __init__(self, data: bytes) -> None:
        """Read the directory; raises zipfile.BadZipFile."""
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = tuple(self.archive.namelist())

    def root(self, name: str) -> Element:
        """Return a member as XML. Raises KeyError, ParseError, ValueError, and OverflowError beyond 16 MiB."""
        if not name.lower().endswith(_XML_NAMES):
            raise ValueError(name)
        if self.archive.getinfo(name).file_size > LARGEST_PART:
            raise OverflowError(name)
        return fromstring(self.archive.read(name))  # noqa: S314 - entities are refused before

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """All sheets, hidden ones too.

        Raises KeyError, ParseError, ValueError and OverflowError for what cannot be read, or not in one way only.
        """
        targets = self._targets(WORKBOOK)
        found = []
        for item in self.root(WORKBOOK).iter():
            if local(item) == "sheet":
                identity = item.get(f"{{{_OFFICE}}}id") or item.get(f"{{{_STRICT}}}id") or ""
                name = targets[identity][1]
                found.append(SheetPart(item.get("name", ""), name, self.root(name), self._targets(name)))
        return tuple(found)

    def _targets(self, name: str) -> dict[str, tuple[str, str]]:
        folder, file = posixpath.split(name)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self.names:
            return {}
        items = list(self.root(relations))
        found = {
            item.get("Id", ""): (item.get("Type", "").rpartition("/")[2], _joined(folder, item.get("Target", "")))
            for item in items
        }
        if len(found) < len(items):  # two parts by one id: programs differ in which they take
            raise ValueError(relations)
        return found


def local(item: Element) -> str:
    """Return the name of an element without its namespace."""
    return item.tag.rpartition("}")[2]


def _joined(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
