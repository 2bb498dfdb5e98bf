"""Documents that are refused before any program of the office's kind parses them."""

from __future__ import annotations

import io
import zipfile

import pytest

from rubrics import Place, Problems
from scoring.reports.archives import archived
from scoring.reports.documents import inspection
from scoring.reports.documents.inspection import OLE, inspect_document
from tests.scoring.reports.documents.packages import (
    MAIN,
    OFFICE,
    a_paper,
    changed,
    in_body,
    parts_of,
    related,
    typed,
    with_parts,
)


def codes(data: bytes) -> list[str]:
    """Return the codes of all problems of a document."""
    try:
        inspect_document(data, "函.docx")
    except Problems as problems:
        return [problem.code if problem.place.file == "函.docx" else "elsewhere" for problem in problems.items]
    return []


def packed_again(data: bytes, *, extra: tuple[tuple[str, bytes], ...]) -> bytes:
    """Return a document with more members, which may have any names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in (*parts_of(data).items(), *extra):
            archive.writestr(name, part)
    return stream.getvalue()


def test_a_paper_of_ours_passes() -> None:
    """And so does one with a picture in it and unknown parts that nothing leads to."""
    pictured = with_parts(related(a_paper(), "image", "media/a.png"), {"word/media/a.png": b"\x89PNG<!DOCTYPE"})
    assert [codes(a_paper()), codes(pictured)] == [[], []]


@pytest.mark.parametrize("data", [b"", b"{{ agency.name }}", b"<html>", b"{\\rtf1", b"%PDF-1.4"])
def test_what_is_no_zip_is_no_document(data: bytes) -> None:
    """Text, a page, RTF or a PDF under the name of a document."""
    assert codes(data) == ["DOCUMENT-KIND"]


def test_a_workbook_is_no_document() -> None:
    """An .xlsx renamed."""
    assert codes(archived({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"})) == ["DOCUMENT-KIND"]


def test_passwords_and_old_documents_are_told_apart() -> None:
    """Both begin alike: only an encrypted one holds a stream of that name."""
    assert codes(OLE + b"\0" * 600) == ["DOCUMENT-OLD"]
    assert codes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == ["DOCUMENT-ENCRYPTED"]


def test_cut_off_or_with_wrong_sums() -> None:
    """Half a download; a byte changed on the way."""
    data = a_paper()
    assert codes(data[: len(data) // 2]) == ["DOCUMENT-DAMAGED"]
    name = data.index(b"word/document.xml")
    spoiled = bytearray(data)
    spoiled[name + 40] ^= 0xFF
    assert codes(bytes(spoiled)) == ["DOCUMENT-DAMAGED"]


@pytest.mark.parametrize("name", ["word/../../evil.xml", "/etc/x.xml", "word\\x.xml", "WORD/Document.xml"])
def test_members_that_programs_read_differently(name: str) -> None:
    """Paths that lead elsewhere, and two members of one name."""
    assert codes(packed_again(a_paper(), extra=((name, b"<a/>"),))) == ["DOCUMENT-PARTS"]


def test_bombs_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large as it is; too much when unpacked; one part, or members, beyond measure."""
    assert codes(with_parts(a_paper(), {"word/a.bin": bytes(40 * 1024 * 1024)})) == ["DOCUMENT-SIZE"]
    assert codes(with_parts(a_paper(), {"word/a.xml": b" " * (4 * 1024 * 1024 + 1)})) == ["DOCUMENT-SIZE"]
    assert codes(with_parts(a_paper(), {f"word/{n}.bin": b"" for n in range(500)})) == ["DOCUMENT-SIZE"]
    assert codes(with_parts(a_paper(), {"word/a.bin": b"<" + b" " * (4 * 1024 * 1024)})) == ["DOCUMENT-SIZE"]
    for bound in ("LARGEST", "LARGEST_XML", "LARGEST_UNPACKED"):
        with monkeypatch.context() as lower:
            lower.setattr(inspection, bound, 1000)
            assert codes(a_paper()) == ["DOCUMENT-SIZE"]


FIELD = '<w:p><w:r><w:instrText>INCLUDEPICTURE "http://example.org/a.png"</w:instrText></w:r></w:p>'


@pytest.mark.parametrize("name", ["word/footer1.bin", "word/footer1.png", "word/footer"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_footer_under_another_name(name: str, start: str) -> None:
    """What a relationship leads to is read as XML whatever it is called, and so it is looked through."""
    footer = parts_of(a_paper())["word/footer1.xml"].decode().replace("</w:ftr>", f"{FIELD}</w:ftr>")
    assert codes(with_parts(a_paper(), {name: start + footer})) == ["DOCUMENT-FIELD"]


@pytest.mark.parametrize("kind", ["footer", "styles", "document.main"])
def test_parts_that_are_xml_by_their_kind_alone(kind: str) -> None:
    """Even where nothing in them looks like it; the place of a main part is word/document.xml."""
    assert codes(with_parts(typed(a_paper(), "word/a.bin", kind), {"word/a.bin": b"\0\1"})) == ["DOCUMENT-PARTS"]


def test_one_main_part() -> None:
    """Behind a decoy of the usual name, beside it, or nowhere."""
    relations = "_rels/.rels"
    elsewhere = {"word/real.xml": parts_of(a_paper())[MAIN]}
    decoy = with_parts(changed(a_paper(), relations, MAIN, "word/real.xml"), elsewhere)
    second = f'<Relationship Id="r9" Type="{OFFICE}/officeDocument" Target="word/real.xml"/></Relationships>'
    beside = with_parts(changed(a_paper(), relations, "</Relationships>", second), elsewhere)
    declared = with_parts(typed(a_paper(), "word/real.xml", "document.main"), elsewhere)
    assert [codes(data) for data in (decoy, beside, declared)] == [["DOCUMENT-PARTS"]] * 3
    assert codes(changed(a_paper(), relations, "/officeDocument", "/styles")) == ["DOCUMENT-KIND"]
    absolute = changed(a_paper(), relations, f'"{MAIN}"', f'"/{MAIN}"')
    inspect_document(absolute, "函.docx")


def test_xml_with_entities_and_torn_xml() -> None:
    """Both are told, each with the part in which it stands."""
    data = with_parts(a_paper(), {"word/a.xml": "<!DOCTYPE a><a/>", "word/b.xml": "<a>", "c.bin": "\0\1<!DOCTYPE"})
    with pytest.raises(Problems) as raised:
        inspect_document(data, "a.docx")
    assert [(item.code, item.place) for item in raised.value.items] == [
        ("DOCUMENT-DAMAGED", Place("a.docx", path="word/b.xml")),
        ("DOCUMENT-XML", Place("a.docx", path="word/a.xml")),
    ]


def test_every_fault_is_told_at_once() -> None:
    """What parts hold, and where relationships lead."""
    data = related(in_body(a_paper(), "<w:altChunk/>"), "hyperlink", "https://example.org", external=True)
    with pytest.raises(Problems) as raised:
        inspect_document(data, "a.docx")
    assert [(item.code, item.place.path) for item in raised.value.items] == [
        ("DOCUMENT-EXTERNAL", "word/_rels/document.xml.rels"),
        ("DOCUMENT-OBJECT", MAIN),
    ]
