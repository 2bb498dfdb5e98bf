"""What kind of file it is that was found, and whether it may be read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import Enum

from rubrics import Message, Place, Problem, Problems, say
from submissions.members import RELATIONS, TYPES, disputed, holds_xml, misleading, twice
from submissions.package import HIGHEST_RATIO, LARGEST, MOST_MEMBERS, SMALL, inspect

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
_WORD, _EXCEL = "word/document.xml", "xl/workbook.xml"
# Scanned signatures may be large; the text of a paper, which takes a hundred times its size once it is read, is not.
_LARGEST_XML = 16 * 1024 * 1024
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
Refusal = tuple[str, Message, Message]
_AGAIN = say("Fetch or save it once more.")
_PRINTED: Refusal = (
    "VERIFY-PDF",
    say("a PDF file cannot be verified: nothing in it says which figure is which."),
    say("Verify the file that it was printed from (.xlsx, .docx or .csv)."),
)
OTHER: Refusal = (
    "VERIFY-KIND",
    say("only .xlsx, .docx and .csv files can be verified."),
    say("Save it as one of these."),
)
DAMAGED: Refusal = ("VERIFY-DAMAGED", say("the file is cut off or damaged."), _AGAIN)
_TOO_LARGE: Refusal = ("VERIFY-SIZE", say("the file unpacks to far more than a paper needs."), _AGAIN)
_ENTITIES: Refusal = ("VERIFY-XML", say("the file declares its own XML entities."), _AGAIN)


class Kind(Enum):
    """The kinds of files that can be verified."""

    WORKBOOK = ".xlsx"
    DOCUMENT = ".docx"
    TABLE = ".csv"


def kind_of(data: bytes, file: str) -> Kind:
    """Return what kind of file this is, whatever its name says, once it is known to be harmless.

    Raises Problems for PDF files, old, encrypted and damaged ones, macros, entities, and what unpacks to too much.
    """
    if data.startswith(_PDF):
        raise refused(file, _PRINTED)
    if data.startswith(_OLE):
        inspect(data, file)
    if not data.startswith(_ZIP):
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise refused(file, OTHER)
        return Kind.TABLE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            if _WORD in names:
                _document(archive, len(data), file)
                return Kind.DOCUMENT
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refused(file, DAMAGED) from error
    if _EXCEL not in names:
        raise refused(file, OTHER)
    inspect(data, file)
    return Kind.WORKBOOK


def refused(file: str, refusal: Refusal) -> Problems:
    """Return what a file is refused with."""
    code, rule, remedy = refusal
    return Problems([Problem(code, Place(file), rule, remedy)])


def _document(archive: zipfile.ZipFile, size: int, file: str) -> None:
    """Look through a document as `submissions.package.inspect` does through a workbook."""
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > min(LARGEST, max(SMALL, HIGHEST_RATIO * size)) or len(archive.namelist()) > MOST_MEMBERS:
        raise refused(file, _TOO_LARGE)
    if name := twice(archive.namelist()):
        raise refused(file, ("VERIFY-PARTS", disputed(name), _AGAIN))
    told = {TYPES.lower(): b"", RELATIONS: b""}
    for name in archive.namelist():
        xml = archive.read(name)
        if name.lower() in told:
            told[name.lower()] = xml
        if holds_xml(name, xml):
            if len(xml) > _LARGEST_XML:
                raise refused(file, _TOO_LARGE)
            if _DECLARED.search(xml.replace(b"\0", b"")):
                raise refused(file, _ENTITIES)
    if (seeming := misleading(told[TYPES.lower()], told[RELATIONS], _WORD)) is not None:
        raise refused(file, ("VERIFY-PARTS", disputed(seeming), _AGAIN))
