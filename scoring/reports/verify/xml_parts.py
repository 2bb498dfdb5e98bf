"""The XML parts of an office file, read once the file is known to declare no entities of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Parts:
    """The members of an .xlsx or .docx file; names of elements and attributes come without their namespaces."""

    def __init__(self, data: bytes) -> None:
        """Open a file that `submissions.package` or `documents` found harmless."""
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())

    def root(self, name: str) -> Element:
        """Return the whole of a part; an empty element where the file has no such part."""
        root = Element("none")
        for element in self.elements(name, ()):
            root = element
        return root

    def elements(self, name: str, wanted: tuple[str, ...]) -> Iterator[Element]:
        """Yield the elements called `wanted` as they end, each emptied afterwards; the whole part without any."""
        if name not in self.names:
            return
        last = None
        for _, element in iterparse(io.BytesIO(self._archive.read(name))):  # noqa: S314 - entities were refused before
            element.tag = element.tag.rpartition("}")[2]
            last = element
            if element.tag in wanted:
                yield element
                element.clear()
        if not wanted and last is not None:
            yield last

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to: kind and name of the other part by relationship id."""
        folder, _, file = name.rpartition("/")
        rels = self.root(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        return {
            held.get("Id", ""): (held.get("Type", "").rpartition("/")[2], _resolved(folder, held.get("Target", "")))
            for held in rels
            if held.get("TargetMode") != "External"
        }


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace, empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def plain(text: str) -> str:
    """Return text as it is read: escaped characters put in, every kind of new line one, none at the end.

    Half of a surrogate pair, which no screen can show, becomes U+FFFD.
    """
    text = _ESCAPED.sub(lambda found: _SURROGATE.sub("\ufffd", chr(int(found[1], 16))), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
