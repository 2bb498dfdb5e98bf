"""Documents from strangers (.docx), looked through before any program of the office's kind parses them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from rubrics import Message, Place, Problem, Problems, say
from scoring.reports.documents.contents import content_faults
from scoring.reports.documents.markup import Unreadable, parsed
from scoring.reports.documents.refusals import AGAIN, Refusal
from submissions.members import RELATIONS, TYPES, disputed, holds_xml, main_parts, misleading, twice

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# A paper of a few pages with an emblem and embedded fonts stays far below these.
LARGEST, LARGEST_UNPACKED, LARGEST_XML = 16 * 1024 * 1024, 48 * 1024 * 1024, 4 * 1024 * 1024
HIGHEST_RATIO, SMALL, MOST_MEMBERS = 200, 4 * 1024 * 1024, 500

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "word/document.xml"

_DAMAGED: Refusal = (
    "DOCUMENT-DAMAGED",
    say("the document is cut off or damaged."),
    say("Fetch or save it once more."),
)
_TOO_LARGE: Refusal = (
    "DOCUMENT-SIZE",
    say("the document unpacks to far more than a letter needs."),
    say("Begin with the built-in template."),
)
_NOT_A_DOCUMENT: Refusal = ("DOCUMENT-KIND", say("this is not a Word document (.docx)."), AGAIN)
_OLD: Refusal = ("DOCUMENT-OLD", say("this is an old Word document (.doc or .wps)."), AGAIN)
_LOCKED: Refusal = (
    "DOCUMENT-ENCRYPTED",
    say("the document is protected by a password."),
    say("Save it without the password."),
)
_XML: Refusal = ("DOCUMENT-XML", say("the document declares its own XML entities, or is not in UTF-8."), AGAIN)


def inspect_document(data: bytes, file: str) -> None:
    """Look through a document; what may be parsed and filled in passes.

    Raises Problems for what is not a .docx, encrypted, an old .doc, damaged, or larger than 16 MiB (48 MiB and 500
    members unpacked, 4 MiB for one part of XML, 200 times its size), or not the same to every program (members of
    one name, XML by its kind alone, another main part); else all of: entities of its own, macros, objects, parts of
    other files, links to anywhere outside, fields that fetch or that change by themselves, comments and tracked
    changes (which would go out with every letter).
    """
    if not data.startswith(ZIP):
        raise _refused(file, _ole(data) if data.startswith(OLE) else _NOT_A_DOCUMENT)
    if len(data) > LARGEST:
        raise _refused(file, _TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _members(archive, len(data), file)
            parts = {name: archive.read(name) for name in archive.namelist()}
        faults = list(_faults(parts, file))
        if not faults:
            _one_meaning(parts, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refused(file, _DAMAGED) from error
    if faults:
        raise Problems(faults)


def _ole(data: bytes) -> Refusal:
    return _LOCKED if _ENCRYPTED in data else _OLD


def _members(archive: zipfile.ZipFile, size: int, file: str) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if not {TYPES.lower(), _MAIN} <= {name.lower() for name in names}:
        raise _refused(file, _NOT_A_DOCUMENT)
    # Nor do programs agree on where a path leads that goes up or begins at the root.
    strange = (name for name in names if ".." in name or "\\" in name or name.startswith("/"))
    if name := twice(names) or next(strange, None):
        raise _refused(file, ("DOCUMENT-PARTS", disputed(name), AGAIN))
    unpacked = sum(member.file_size for member in members)
    if unpacked > min(LARGEST_UNPACKED, max(SMALL, HIGHEST_RATIO * size)) or len(members) > MOST_MEMBERS:
        raise _refused(file, _TOO_LARGE)


def _one_meaning(parts: dict[str, bytes], file: str) -> None:
    """Raise Problems for a document whose main part is another one, or parts of which are XML by their kind alone."""
    relations = parts.get(RELATIONS, b"")
    if not main_parts(relations):
        raise _refused(file, _NOT_A_DOCUMENT)
    types = next(data for name, data in parts.items() if name.lower() == TYPES.lower())
    if (name := misleading(types, relations, _MAIN)) is not None:
        raise _refused(file, ("DOCUMENT-PARTS", disputed(name), AGAIN))


def _faults(parts: dict[str, bytes], file: str) -> Iterator[Problem]:
    """Yield what is wrong with the parts; whatever looks like XML may be read as XML, if only by its relationship."""
    for name, data in parts.items():
        if not holds_xml(name, data):
            continue
        if len(data) > LARGEST_XML:
            raise _refused(file, _TOO_LARGE)
        place = Place(file, path=name)
        try:
            root = parsed(data)
        except Unreadable as error:
            code, rule, remedy = _XML if error.declares else _DAMAGED
            yield Problem(code, place, rule, remedy)
            continue
        yield from (Problem(code, place, rule, remedy) for code, rule, remedy in content_faults(root))


def _refused(file: str, refusal: tuple[str, Message, Message]) -> Problems:
    code, rule, remedy = refusal
    return Problems([Problem(code, Place(file), rule, remedy)])
