"""Workbooks from strangers, refused before any of their XML is parsed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from rubrics import Message, Place, Problem, Problems, say
from submissions.content import OLE
from submissions.members import RELATIONS, TYPES, disputed, holds_xml, kinds, misleading, twice
from submissions.other_kinds import no_workbook
from submissions.unpacking import unpacked
from submissions.xml_events import Declared

ZIP = b"PK\x03\x04"
LARGEST = 128 * 1024 * 1024
MOST_MEMBERS = 5000
# Two for a cell and two for its value, and as many for all else.
MOST_TAGS = 40_000_000
HIGHEST_RATIO = 200
SMALL = 4 * 1024 * 1024
LAST_ROW = 1_048_576
MAIN = "xl/workbook.xml"
FAULTS = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)

_LISTED = b"PK\x01\x02"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = ("WordDocument".encode("utf-16-le"), "PowerPoint Document".encode("utf-16-le"))
# Up to the next angle bracket: XML has none within a tag but > in quotation marks. A search that went on beyond it
# would take the square of the length.
_ROW = re.compile(rb"""<(?:[^\s<>/:]+:)?row\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*?\sr\s*=\s*["'](\d+)["']""")
_SHEET = re.compile(rb"<(?:[^\s<>/:]+:)?sheet[\s/>]")
# However the parts are named, and whatever the file's own name says.
_WITH_MACROS = re.compile("macroenabled|vbaproject|macrosheet")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_AGAIN = say("Save it once more as an Excel workbook (.xlsx).")

Refusal = tuple[str, Message, Message]
DAMAGED: Refusal = (
    "BOOK-DAMAGED",
    say("the workbook is cut off or damaged."),
    say("Fetch or save it once more."),
)
TOO_LARGE: Refusal = (
    "BOOK-SIZE",
    say("the workbook unpacks to far more than a table needs."),
    say("Copy the cells that matter into a new workbook."),
)
_OPEN = say("Open it in WPS or Excel, and save it as an Excel workbook (.xlsx).")
_MACROS: Refusal = (
    "BOOK-MACRO",
    say("the workbook holds macros."),
    say("Save it as a workbook without macros (.xlsx)."),
)
ENTITIES: Refusal = ("BOOK-XML", say("the workbook declares its own XML entities."), _AGAIN)
DISORDER: Refusal = ("BOOK-ROWS", say("the workbook's rows are not in order."), _AGAIN)


class Excess(ValueError):  # noqa: N818 - named for what was found
    """Raised for more XML, or more cells, than are wanted."""


@dataclass(frozen=True)
class Parts:
    """The parts of a workbook whose names and sizes are sound, by name in small letters; unpacked when asked for."""

    data: bytes
    infos: Mapping[str, zipfile.ZipInfo]
    most_tags: int

    def read(self, name: str) -> bytes:
        """Return the XML of a part. Raises BadZipFile where it is damaged or not there, Excess beyond `most_tags`."""
        info = self.infos.get(name.lower())
        if info is None:
            raise zipfile.BadZipFile(name)
        xml = unpacked(self.data, info)
        if xml.count(b"<") > self.most_tags:
            raise Excess(name)
        return xml


def open_parts(data: bytes, file: str, most_tags: int = MOST_TAGS) -> Parts:
    """Return the parts of a workbook; what they hold is looked at by whoever reads it.

    A part with more than `most_tags` angle brackets is not given out: to parse it would take seconds.

    Raises Problems for what is not a workbook, encrypted, an old .xls, with macros, cut off, unpacks to more than
    128 MiB or 5000 members, or to more than 200 times its size (beyond 4 MiB), or has members that are not the same
    thing to every program: of one name, XML by its kind alone, another main part.
    """
    if data.startswith(OLE):
        raise refused(file, _ole(data))
    if not data.startswith(ZIP):
        raise refused(file, ("BOOK-KIND", *no_workbook(data)))
    if data.count(_LISTED) > 2 * MOST_MEMBERS:  # to read the list alone would take seconds
        raise refused(file, TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
        _members(infos, data, file)
        parts = Parts(data, {info.filename.lower(): info for info in infos}, most_tags)
        _declared(parts, file)
    except FAULTS as error:
        raise refused(file, DAMAGED) from error
    return parts


def inspect(data: bytes, file: str) -> None:
    """Look through all of a workbook's parts, for programs that will read them with less care.

    Raises Problems: those of `open_parts`; or that a part is damaged, that the workbook names more sheets than it has
    members, declares entities, has rows out of order or beyond Excel's last (readers drop the former and count up to
    the latter).
    """
    parts = open_parts(data, file)
    for name, info in parts.infos.items():
        try:
            xml = unpacked(data, info)
        except zipfile.BadZipFile as error:
            raise refused(file, DAMAGED) from error
        if not holds_xml(name, xml):
            continue
        if _DECLARED.search(xml.replace(b"\0", b"")):
            raise refused(file, ENTITIES)
        rows = [int(number) for number in _ROW.findall(xml)]
        if any(later <= row for row, later in pairwise(rows)) or max(rows, default=0) > LAST_ROW:
            raise refused(file, DISORDER)
        if len(_SHEET.findall(xml)) > len(parts.infos):  # one part, read again as each of many sheets
            raise refused(file, TOO_LARGE)


def refused(file: str, refusal: Refusal) -> Problems:
    """Return what a workbook is refused with."""
    code, rule, remedy = refusal
    return Problems([Problem(code, Place(file), rule, remedy)])


def _ole(data: bytes) -> Refusal:
    if _ENCRYPTED in data:
        return (
            "BOOK-ENCRYPTED",
            say("the workbook is protected by a password."),
            say("Save it without the password to open it."),
        )
    if any(stream in data for stream in _OTHERS):
        return "BOOK-KIND", *no_workbook(data)
    return "BOOK-OLD", say("this is an old workbook (.xls, .et)."), _OPEN


def _members(infos: list[zipfile.ZipInfo], data: bytes, file: str) -> None:
    names = [info.filename for info in infos]
    lowered = {name.lower() for name in names}
    if not {TYPES.lower(), MAIN} <= lowered:
        raise refused(file, ("BOOK-KIND", *no_workbook(data)))
    if name := twice(names):
        raise refused(file, ("BOOK-PARTS", disputed(name), _AGAIN))
    if any(name.endswith("vbaproject.bin") for name in lowered):
        raise refused(file, _MACROS)
    size = sum(info.file_size for info in infos)
    if size > min(LARGEST, max(SMALL, HIGHEST_RATIO * len(data))) or len(infos) > MOST_MEMBERS:
        raise refused(file, TOO_LARGE)


def _declared(parts: Parts, file: str) -> None:
    """Refuse parts that are declared to be what they are not."""
    types = parts.read(TYPES)
    relations = parts.read(RELATIONS) if RELATIONS in parts.infos else b""
    try:
        macros = _with_macros(types, list(parts.infos))
        seeming = misleading(types, relations, MAIN)
    except Declared as error:
        raise refused(file, ENTITIES) from error
    if macros:
        raise refused(file, _MACROS)
    if seeming is not None:
        raise refused(file, ("BOOK-PARTS", disputed(seeming), _AGAIN))


def _with_macros(types: bytes, names: list[str]) -> bool:
    """Return whether any part is of a kind with macros. Some writers declare that of all .bin, and have none."""
    endings = tuple(name.lower() for name in names)
    return any(
        _WITH_MACROS.search(kind) and (name.startswith("/") or any(held.endswith(name.lower()) for held in endings))
        for name, kind in kinds(types)
    )
