"""Two documents paragraph by paragraph, whatever program saved the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import get_column_letter

from rubrics import Place, say
from scoring.reports.verify.alignment import aligned
from scoring.reports.verify.blanks import fills, has_blank
from scoring.reports.verify.difference import NOTHING, Difference
from scoring.reports.verify.xml_parts import Parts, attribute, plain

_MAIN = "word/document.xml"
# Text that was struck out while changes were tracked, instructions of fields, looks, and drawings said twice.
_UNSEEN = {"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "Fallback", "tblPr", "trPr", "tcPr", "sectPr"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is not empty; `cell` is where it stands in a table, such as B3."""

    text: str
    cell: str = ""


@dataclass(frozen=True)
class Document:
    """A document as it is read: its paragraphs, those above its pages, and the texts in boxes."""

    paragraphs: tuple[Paragraph, ...]
    above: tuple[str, ...]
    boxes: tuple[str, ...]


def read_document(data: bytes) -> Document:
    """Return a document that was found harmless. Tracked changes count as made.

    Raises some error of Python's where its parts do not fit together.
    """
    parts = Parts(data)
    body = parts.root(_MAIN)
    headers = sorted({name for kind, name in parts.related(_MAIN).values() if kind == "header"})
    above = []
    for name in headers:
        above += [paragraph.text for paragraph in _paragraphs(parts.root(name), "") if paragraph.text]
    boxes = (plain(_text(box)) for box in body.iter("txbxContent"))
    found = tuple(paragraph for paragraph in _paragraphs(body, "") if paragraph.text)
    return Document(found, tuple(dict.fromkeys(above)), tuple(text for text in boxes if text))


def document_differences(file: str, expected: Document, found: Document) -> list[Difference]:
    """Return every difference of the found document from the expected one, in order."""
    told: list[Difference] = []
    signing = False
    wanted, arrived = expected.paragraphs, found.paragraphs
    pairs = aligned([tuple(held.text) for held in wanted], [tuple(held.text) for held in arrived])
    for one, two in pairs:
        before = wanted[one] if one is not None else None
        after = arrived[two] if two is not None else None
        signing = signing or (before is not None and has_blank(before.text))
        if before is None and signing:
            continue
        if before and after and (before.text == after.text or fills(before.text, after.text)):
            continue
        at = two if two is not None else one or 0
        cell = (after or before or Paragraph("")).cell
        told.append(
            Difference(
                Place(file, at + 1, cell=cell), before.text if before else NOTHING, after.text if after else NOTHING
            )
        )
    told += [Difference(Place(file), text, NOTHING) for text in expected.above if text not in found.above]
    told += [
        Difference(Place(file), NOTHING, say("above the pages: {text}", text=text))
        for text in found.above
        if text not in expected.above
    ]
    return told + [
        Difference(Place(file), NOTHING, say("a text box: {text}", text=text))
        for text in found.boxes
        if text not in expected.boxes and any(sign.isdigit() for sign in text)
    ]


def _paragraphs(element: Element, cell: str) -> Iterator[Paragraph]:
    for child in element:
        if child.tag == "p":
            yield Paragraph(plain(_text(child)).strip(), cell)
        elif child.tag == "tbl":
            for number, row in enumerate(_parted(child, "tr"), start=1):
                for column, held in enumerate(_parted(row, "tc"), start=1):
                    yield from _paragraphs(held, f"{get_column_letter(column)}{number}")
        elif child.tag not in _UNSEEN:
            yield from _paragraphs(child, cell)


def _parted(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, but for rows that are struck out."""
    for child in element:
        if child.tag == tag:
            if child.find("trPr/del") is None:
                yield child
        elif child.tag not in _UNSEEN:
            yield from _parted(child, tag)


def _text(element: Element) -> str:
    """Return the text of a paragraph as it is read, without what is struck out and what stands in boxes."""
    found = []
    for child in element:
        if child.tag == "t":
            found.append(child.text or "")
        elif child.tag in _SIGNS:
            found.append(_SIGNS[child.tag])
        elif child.tag not in _UNSEEN and child.tag != "txbxContent" and not _vanished(child):
            found.append(_text(child))
    return "".join(found)


def _vanished(element: Element) -> bool:
    """Return whether a run is formatted as hidden."""
    held = element.find("rPr/vanish")
    return held is not None and attribute(held, "val") not in ("0", "false", "off")
