"""Workbooks that are refused before anything parses them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from rubrics import Place, Problems
from submissions import package
from submissions.content import OLE
from submissions.package import Excess, inspect, open_parts

Zipped = Callable[[dict[str, bytes]], bytes]
NEEDED = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def code(data: bytes) -> str:
    """Return the code of the one problem that `data` raises."""
    with pytest.raises(Problems) as raised:
        inspect(data, "a.xlsx")
    (problem,) = raised.value.items
    assert problem.place == Place("a.xlsx")
    return problem.code


def passes(data: bytes) -> None:
    """Assert that nothing in `data` is refused, and that a byte more would be."""
    inspect(data, "a.xlsx")
    assert code(data[:-1]) == "BOOK-DAMAGED"


def test_a_plain_workbook_passes(zipped: Zipped) -> None:
    """Rows in order; members that are no XML are not looked into."""
    sheet = b'<sheetData><row r="1"/><row spans="1:2" r=\'3\'><c r="A3"><v>1</v></c></row><row/></sheetData>'
    data = zipped({**NEEDED, "xl/worksheets/sheet1.xml": sheet, "xl/media/a.png": b"\x89PNG<!DOCTYPE"})
    passes(data)


@pytest.mark.parametrize("data", [b"", b"agency,mark\n", b"<html>", b"%PDF-1.4"])
def test_what_is_no_zip_is_no_workbook(data: bytes) -> None:
    """A CSV, a page or a PDF under the name of a workbook."""
    assert code(data) == "BOOK-KIND"


def test_another_office_file_is_no_workbook(zipped: Zipped) -> None:
    """A .docx renamed."""
    assert code(zipped({"[Content_Types].xml": b"", "word/document.xml": b""})) == "BOOK-KIND"


def test_passwords_and_old_workbooks_are_told_apart() -> None:
    """Both begin alike: only an encrypted one holds a stream of that name."""
    assert code(OLE + b"\0" * 600) == "BOOK-OLD"
    assert code(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == "BOOK-ENCRYPTED"


def test_macros_are_refused(zipped: Zipped) -> None:
    """Whatever the file's name says."""
    assert code(zipped({**NEEDED, "xl/vbaProject.bin": b"\0"})) == "BOOK-MACRO"


@pytest.mark.parametrize("kind", ["sheet.macroEnabled.main", "vbaProject", "macrosheet"])
def test_macros_under_another_name_are_refused(zipped: Zipped, kind: str) -> None:
    """What the parts are is said in one place, whatever they are called."""
    types = f'<Types><Override PartName="/xl/a.bin" ContentType="application/vnd.ms-{kind}+xml"/></Types>'
    assert code(zipped({**NEEDED, "[Content_Types].xml": types.encode()})) == "BOOK-MACRO"


@pytest.mark.parametrize(
    ("members", "refused"), [({}, False), ({"xl/printer.bin": b"x"}, True), ({"xl/A.BIN": b"x"}, True)]
)
def test_macros_of_an_ending_that_no_part_has(zipped: Zipped, members: dict[str, bytes], *, refused: bool) -> None:
    """One widespread library for web pages declares every .bin a workbook with macros, and writes none."""
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    types = f'<Types><Default Extension="bin" ContentType="{kind}"/></Types>'
    data = zipped({**NEEDED, "[Content_Types].xml": types.encode(), **members})
    if refused:
        assert code(data) == "BOOK-MACRO"
    else:
        passes(data)


@pytest.mark.parametrize("second", ["xl/workbook.xml", "XL/workbook.xml", "xl\\workbook.xml", "/xl/workbook.xml"])
def test_members_of_one_name(second: str) -> None:
    """Of two, one program takes the first and another the last."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr(zipfile.ZipInfo("xl/workbook.xm?"), b"<other/>")
    data = stream.getvalue().replace(b"xl/workbook.xm?", b"xl/workbook.xml")
    assert code(data) == "BOOK-PARTS"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", f"{second[:-1]}?"):
            archive.writestr(name, b"<Types/>")
    assert code(stream.getvalue().replace(f"{second[:-1]}?".encode(), second.encode())) == "BOOK-PARTS"


MAIN_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def test_parts_that_are_not_what_they_seem(zipped: Zipped) -> None:
    """A sheet called a picture, a second main part, a file that begins elsewhere; nothing of it is read."""
    sheet = '<Override PartName="/xl/a.png" ContentType="application/vnd.x.worksheet+xml"/>'
    other = f'<Override PartName="/xl/other.xml" ContentType="{MAIN_KIND}"/>'
    begins = '<Relationship Type="urn:x/officeDocument" Target="xl/other.xml"/>'
    for types, relations in ((sheet, ""), (other, ""), ("", begins)):
        members = {
            **NEEDED,
            "[Content_Types].xml": f"<Types>{types}</Types>".encode(),
            "_rels/.rels": f"<Relationships>{relations}</Relationships>".encode(),
        }
        assert code(zipped(members)) == "BOOK-PARTS"


def test_kinds_that_cannot_be_read(zipped: Zipped) -> None:
    """No program of the office's kind opens such a file."""
    assert code(zipped({**NEEDED, "[Content_Types].xml": b"<Types>"})) == "BOOK-DAMAGED"


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.bin", "xl/media/a.png", "sheet"])
def test_xml_under_another_name_is_looked_through(zipped: Zipped, name: str) -> None:
    """A relationship may lead to it, whatever kind it is declared to be."""
    assert code(zipped({**NEEDED, name: b" \n<!DOCTYPE a><a/>"})) == "BOOK-XML"
    assert code(zipped({**NEEDED, name: b'\xef\xbb\xbf<row r="2"/><row r="1"/>'})) == "BOOK-ROWS"


def test_a_truncated_workbook_is_damaged(zipped: Zipped) -> None:
    """The directory stands at the end and is the first thing lost."""
    data = zipped({**NEEDED, "xl/worksheets/sheet1.xml": b"<row/>" * 50})
    assert [code(data[:length]) for length in (4, 30, len(data) // 2, len(data) - 5)] == ["BOOK-DAMAGED"] * 4


def test_a_flipped_byte_is_damage(zipped: Zipped) -> None:
    """Contents are held against their checksum."""
    data = bytearray(zipped({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"}))
    data[data.index(b"xl/workbook.xml") + len(b"xl/workbook.xml") + 2] ^= 0xFF
    assert code(bytes(data)) == "BOOK-DAMAGED"


def test_a_zip_bomb_is_refused(zipped: Zipped) -> None:
    """Five megabytes of nothing in a file of a few kilobytes; the same in a small amount is no bomb."""
    sheet = "xl/worksheets/sheet1.xml"
    assert code(zipped({**NEEDED, sheet: b" " * (5 * 1024 * 1024)})) == "BOOK-SIZE"
    passes(zipped({**NEEDED, sheet: b" " * (3 * 1024 * 1024)}))


def test_too_large_and_too_many_are_refused(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    """However well it compresses."""
    monkeypatch.setattr(package, "LARGEST", 1000)
    assert code(zipped({**NEEDED, "a.xml": bytes(range(256)) * 4})) == "BOOK-SIZE"
    monkeypatch.setattr(package, "MOST_MEMBERS", 3)
    assert code(zipped({**NEEDED, "a": b"", "b": b""})) == "BOOK-SIZE"


def test_a_list_that_is_too_long_to_be_read(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many members as it lists, whether they are there or not."""
    monkeypatch.setattr(package, "MOST_MEMBERS", 2)
    assert code(zipped(NEEDED) + b"PK\1\2" * 3) == "BOOK-SIZE"


def test_parts_are_given_out_one_by_one(zipped: Zipped) -> None:
    """By their names in any letters; not one with more in it than can be read in a moment."""
    parts = open_parts(zipped(NEEDED), "a.xlsx", most_tags=1)
    assert parts.read("XL/Workbook.xml") == b"<workbook/>"
    with pytest.raises(zipfile.BadZipFile):
        parts.read("xl/styles.xml")
    with pytest.raises(Excess):
        open_parts(zipped({**NEEDED, "a.xml": b"<a><b/>"}), "a.xlsx", most_tags=1).read("a.xml")


@pytest.mark.parametrize("name", ["[Content_Types].xml", "_rels/.rels"])
def test_entities_where_kinds_are_declared(zipped: Zipped, name: str) -> None:
    """These are the first to be parsed."""
    assert code(zipped({**NEEDED, name: b"<!DOCTYPE a><Types/>"})) == "BOOK-XML"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(zipped: Zipped, encoding: str) -> None:
    """A document type is all that a billion laughs need, in any encoding."""
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'.encode(encoding)
    assert code(zipped({**NEEDED, "xl/worksheets/sheet1.xml": xml})) == "BOOK-XML"


@pytest.mark.parametrize(
    "rows",
    [b'<row r="2"/><row r="1"/>', b'<row r="1"/><row r="1"/>', b'<row r="1048577"/>', b'<a-b:row c=">" r="1048577"/>'],
)
def test_rows_out_of_order_are_refused(zipped: Zipped, rows: bytes) -> None:
    """Readers drop rows that come back, and count up to those that lie beyond the last."""
    assert code(zipped({**NEEDED, "xl/other/strange.xml": rows})) == "BOOK-ROWS"


def test_a_tag_without_an_end(zipped: Zipped) -> None:
    """Each is looked at up to the next one: to look for its end would take hours."""
    passes(zipped({**NEEDED, "xl/worksheets/sheet1.xml": b"<row " * 800_000}))


def test_one_part_as_many_sheets(zipped: Zipped) -> None:
    """Every program would read it again for each of them."""
    book = b"<workbook><sheets>" + b"<x:sheet/>" * 20 + b"</sheets></workbook>"
    assert code(zipped({**NEEDED, "xl/workbook.xml": book})) == "BOOK-SIZE"


def test_an_encrypted_member_is_damage(zipped: Zipped) -> None:
    """Zip has a password of its own, which no spreadsheet program uses."""
    data = bytearray(zipped(NEEDED))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert zipfile.ZipFile(io.BytesIO(bytes(data))).infolist()[-1].flag_bits & 1
    assert code(bytes(data)) == "BOOK-DAMAGED"
