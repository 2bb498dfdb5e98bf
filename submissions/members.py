"""The members of an office file (.xlsx, .docx): each is what its name says, none is there twice, one is the main one.

Programs find a part by its relationship or by its kind, and those that look through a file find it by its name. Where
the three do not agree, one program reads what the other has never seen.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from rubrics import Message, say
from submissions.xml_events import elements

TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"

# The last is how .NET names the part with title and author.
_XML_NAMES = (".xml", ".rels", ".vml", ".psmdcp")
# What may stand in front of the first angle bracket: marks of byte order, NULs of other encodings, white space.
_BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
# The angle bracket itself, in ASCII and in EBCDIC with what follows it.
_BEGINNINGS = (b"<", b"\x4c\x6f\xa7\x94")
_MAIN_KIND, _MAIN_RELATION = "main+xml", "officeDocument"


def disputed(name: str) -> Message:
    """Return the rule that a member breaks which is not the same thing to every program."""
    return say("programs do not agree on what “{name}” in this file is.", name=name[:80])


def twice(names: Iterable[str]) -> str | None:
    """Return the first name that another member has as well, for programs that know no case; None without one."""
    known: set[str] = set()
    for name in names:
        plain = name.lower().replace("\\", "/").lstrip("/")
        if plain in known:
            return name
        known.add(plain)
    return None


def holds_xml(name: str, data: bytes) -> bool:
    """Return whether any program may read a member as XML, whatever it is called."""
    return name.lower().endswith(_XML_NAMES) or data.lstrip(_BEFORE).startswith(_BEGINNINGS)


def misleading(types: bytes, relations: bytes, main: str) -> str | None:
    """Return the name of a part that is not what it seems: XML under another name, or a main part other than `main`.

    `types` and `relations` are the contents of [Content_Types].xml and of _rels/.rels, empty where there are none.
    Raises ValueError for what cannot be read in one way only.
    """
    for name, kind in kinds(types):
        named = name.lower()
        if kind.endswith("xml") and not kind.startswith("image/") and not named.endswith(_XML_NAMES):
            return name
        if _MAIN_KIND in kind and named not in {f"/{main}", ".xml"}:
            return name
    return next((name for name in main_parts(relations) if name.lower() != main), None)


def kinds(types: bytes) -> list[tuple[str, str]]:
    """Return the name of each part, or the ending of several as `.png`, with the kind that it is declared to be.

    Kinds are in small letters. Raises ValueError for what cannot be read in one way only.
    """
    return [
        (item.get("PartName") or f".{item.get('Extension', '')}", item.get("ContentType", "").strip().lower())
        for item in _items(types)
    ]


def main_parts(relations: bytes) -> list[str]:
    """Return the names of all main parts to which _rels/.rels leads. Raises ValueError for what cannot be read."""
    leading = (item for item in _items(relations) if item.get("Type", "").rpartition("/")[2] == _MAIN_RELATION)
    return [posixpath.normpath(item.get("Target", "").lstrip("/")) for item in leading]


def _items(xml: bytes) -> list[dict[str, str]]:
    """Return the attributes of all that is listed in a part; an empty one lists nothing."""
    return [attributes for _, attributes in elements(xml)[1:]] if xml else []
