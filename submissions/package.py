"""Workbooks from strangers, refused before any of their XML is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise

from rubrics import Message, Place, Problem, Problems, say
from submissions.members import RELATIONS, TYPES, disputed, holds_xml, kinds, misleading, twice

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
LARGEST = 128 * 1024 * 1024
MOST_MEMBERS = 5000
HIGHEST_RATIO = 200
SMALL = 4 * 1024 * 1024
LAST_ROW = 1_048_576
MAIN = "xl/workbook.xml"

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Up to the next angle bracket: XML has none within a tag but > in quotation marks. A search that went on beyond it
# would take the square of the length.
_ROW = re.compile(rb"""<(?:[^\s<>/:]+:)?row\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*?\sr\s*=\s*["'](\d+)["']""")
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
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
_MACROS: Refusal = (
    "BOOK-MACRO",
    say("the workbook holds macros."),
    say("Save it as a workbook without macros (.xlsx)."),
)
_ENTITIES: Refusal = ("BOOK-XML", say("the workbook declares its own XML entities."), _AGAIN)
_DISORDER: Refusal = ("BOOK-ROWS", say("the workbook's rows are not in order."), _AGAIN)
_NOT_A_WORKBOOK: Refusal = ("BOOK-KIND", say("this is not an Excel workbook."), _AGAIN)


@dataclass(frozen=True, slots=True)
class Package:
    """What is known of a workbook that may be parsed: whether any of its sheets has formulas."""

    has_formulas: bool


def inspect(data: bytes, file: str) -> Package:
    """Look through a workbook's members without parsing them.

    Raises Problems for what is not a workbook, encrypted, an old .xls, with macros, damaged, unpacks to more
    than 128 MiB or 5000 members, or to more than 200 times its size (beyond 4 MiB), names more sheets than it has
    members, declares entities, has rows out of order or beyond Excel's last (readers drop the former and count up
    to the latter), or members that are not the same thing to every program: of one name, XML by its kind alone,
    another main part.
    """
    if data.startswith(OLE):
        raise _refused(file, _ole(data))
    if not data.startswith(ZIP):
        raise _refused(file, _NOT_A_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _members(archive, len(data), file)
            return _contents(archive, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refused(file, DAMAGED) from error


def _ole(data: bytes) -> Refusal:
    if _ENCRYPTED in data:
        return (
            "BOOK-ENCRYPTED",
            say("the workbook is protected by a password."),
            say("Save it without the password to open it."),
        )
    return "BOOK-OLD", say("this is an old workbook (.xls)."), _AGAIN


def _members(archive: zipfile.ZipFile, size: int, file: str) -> None:
    names = {name.lower() for name in archive.namelist()}
    if not {TYPES.lower(), MAIN} <= names:
        raise _refused(file, _NOT_A_WORKBOOK)
    if name := twice(archive.namelist()):
        raise _refused(file, ("BOOK-PARTS", disputed(name), _AGAIN))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _refused(file, _MACROS)
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > min(LARGEST, max(SMALL, HIGHEST_RATIO * size)) or len(names) > MOST_MEMBERS:
        raise _refused(file, TOO_LARGE)


def _contents(archive: zipfile.ZipFile, file: str) -> Package:
    has_formulas, told = False, {TYPES.lower(): b"", RELATIONS: b""}
    for name in archive.namelist():
        xml = archive.read(name)
        if not holds_xml(name, xml):
            continue
        if name.lower() in told:
            told[name.lower()] = xml
        if _DECLARED.search(xml.replace(b"\0", b"")):
            raise _refused(file, _ENTITIES)
        rows = [int(number) for number in _ROW.findall(xml)]
        if any(later <= row for row, later in pairwise(rows)) or max(rows, default=0) > LAST_ROW:
            raise _refused(file, _DISORDER)
        if len(_SHEET.findall(xml)) > len(archive.namelist()):  # one part, read again as each of many sheets
            raise _refused(file, TOO_LARGE)
        has_formulas = has_formulas or bool(_FORMULA.search(xml))
    types = told[TYPES.lower()]
    if _with_macros(types, archive.namelist()):
        raise _refused(file, _MACROS)
    if (seeming := misleading(types, told[RELATIONS], MAIN)) is not None:
        raise _refused(file, ("BOOK-PARTS", disputed(seeming), _AGAIN))
    return Package(has_formulas)


def _with_macros(types: bytes, names: list[str]) -> bool:
    """Return whether any part is of a kind with macros. Some writers declare that of all .bin, and have none."""
    endings = tuple(name.lower() for name in names)
    return any(
        _WITH_MACROS.search(kind) and (name.startswith("/") or any(held.endswith(name.lower()) for held in endings))
        for name, kind in kinds(types)
    )


def _refused(file: str, refusal: Refusal) -> Problems:
    code, rule, remedy = refusal
    return Problems([Problem(code, Place(file), rule, remedy)])
