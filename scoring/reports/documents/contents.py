"""What the parts of a document may hold: text, tables and pictures, and nothing that reaches beyond the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from rubrics import say
from scoring.reports.documents.markup import local_name
from scoring.reports.documents.refusals import AGAIN, Refusal

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MACROS = ("macroenabled", "vbaproject", "vbadata")
# By the last word of their types. What is not listed (objects, charts, controls, parts of other files, macros,
# comments) either runs, fetches, or tells what is not meant for the reader.
_RELATIONS = {
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail",
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme", "themeOverride",
    "numbering", "header", "footer", "footnotes", "endnotes", "image", "customXml", "customXmlProps",
}  # fmt: skip
_REMARKS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
_CHANGES = {"ins", "del", "moveFrom", "moveTo", "delText", "delInstrText", "cellIns", "cellDel"}
_OBJECTS = {
    "altChunk", "subDoc", "object", "OLEObject", "control", "contentPart", "movie", "mailMerge", "attachedTemplate",
}  # fmt: skip
# Attributes by which drawings of the older kind name a file themselves, without a relationship.
_REACHING = {"src", "href", "althref"}
# Fields that depend on nothing but the document.
_FIELDS = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "SEQ", "REF", "PAGEREF", "STYLEREF", "SYMBOL")
_FIELD = re.compile(rf"\s*(?:{'|'.join(_FIELDS)})(?![^\s\\])[^{{}}]*", re.IGNORECASE)
_LONGEST_QUOTED = 60


def content_faults(root: etree._Element) -> Iterator[Refusal]:
    """Yield what a part holds that may not be in a document, each fault once."""
    yield from dict.fromkeys((*_elements(root), *_fields(root)))


def _elements(root: etree._Element) -> Iterator[Refusal]:
    for element in root.iter():
        name = local_name(element.tag)
        if name == "Relationship":
            yield from _relationship(element)
        elif name in {"Override", "Default"}:
            kind = element.get("ContentType", "").lower()
            if any(word in kind for word in _MACROS):
                yield _MACRO
            elif kind.endswith("template.main+xml"):
                yield _TEMPLATE
        elif name in _CHANGES and str(element.tag).startswith(_WORD):
            yield _CHANGED
        elif name in _OBJECTS:
            yield _object(name)
        for attribute, value in element.attrib.items():
            if local_name(attribute) in _REACHING and value and not str(value).startswith("#"):
                yield _external(str(value))


def _relationship(element: etree._Element) -> Iterator[Refusal]:
    kind = element.get("Type", "").rpartition("/")[2]
    if element.get("TargetMode", "Internal") != "Internal":
        yield _external(element.get("Target", ""))
    elif kind in _REMARKS:
        yield _CHANGED
    elif any(word in kind.lower() for word in _MACROS):
        yield _MACRO
    elif kind not in _RELATIONS:
        yield _object(kind)


def _fields(root: etree._Element) -> Iterator[Refusal]:
    """Yield the fields that are not allowed; the code of a field may be split over any number of runs."""
    codes: list[list[str]] = []
    for element in root.iter():
        name = local_name(element.tag)
        if name == "fldSimple":
            yield from _field(element.get(f"{_WORD}instr", ""))
        elif name == "instrText":
            if not codes:
                yield from _field(element.text or "")
            else:
                codes[-1].append(element.text or "")
        elif name == "fldChar":
            kind = element.get(f"{_WORD}fldCharType")
            if kind == "begin":
                codes.append([])
            elif kind == "end" and codes:
                yield from _field("".join(codes.pop()))
    for code in codes:
        yield from _field("".join(code))


def _field(code: str) -> Iterator[Refusal]:
    if not _FIELD.fullmatch(code):
        yield (
            "DOCUMENT-FIELD",
            say("the field “{code}” may fetch something or change by itself.", code=_quoted(code)),
            say("Replace it by its text. Fields that may stay: {known}.", known=_FIELDS),
        )


def _external(target: str) -> Refusal:
    return (
        "DOCUMENT-EXTERNAL",
        say("the document leads outside: “{target}”.", target=_quoted(target)),
        say("Remove the link, or put the picture into the document itself."),
    )


def _object(name: str) -> Refusal:
    return (
        "DOCUMENT-OBJECT",
        say("the document holds more than text, tables and pictures: “{name}”.", name=_quoted(name)),
        say("Remove it."),
    )


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else f"{text[: _LONGEST_QUOTED - 1]}…"


_MACRO: Refusal = ("DOCUMENT-MACRO", say("the document holds macros."), AGAIN)
_TEMPLATE: Refusal = ("DOCUMENT-KIND", say("this is a template of Word's own (.dotx) and no document."), AGAIN)
_CHANGED: Refusal = (
    "DOCUMENT-CHANGES",
    say("the document holds comments or tracked changes, and every copy would carry them along."),
    say("Accept or reject all changes, remove the comments, and save it again."),
)
