"""Workbooks that are refused before anything parses them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from rubrics import Place, Problems
from submissions import package
from submissions.package import OLE, Package, inspect

Zipped = Callable[[dict[str, bytes]], bytes]
NEEDED = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def code(data: bytes) -> str:
    """Return the code of the one problem that `data` raises."""
    with pytest.raises(Problems) as raised:
        inspect(data, "a.xlsx")
    (problem,) = raised.value.items
    assert problem.place == Place("a.xlsx")
    return problem.code


def test_a_plain_workbook_passes(zipped: Zipped) -> None:
    """Rows in order, no formulas; members that are no XML are not looked into."""
    sheet = b'<sheetData><row r="1"/><row spans="1:2" r=\'3\'><c r="A3"><v>1</v></c></row><row/></sheetData>'
    data = zipped({**NEEDED, "xl/worksheets/sheet1.xml": sheet, "xl/media/a.png": b"<!DOCTYPE"})
    assert inspect(data, "a.xlsx") == Package(has_formulas=False)


@pytest.mark.parametrize("formula", [b"<f>A1</f>", b"<x:f t='shared'/>", b"<f/>"])
def test_formulas_are_noticed(zipped: Zipped, formula: bytes) -> None:
    """Only then the workbook is read a second time."""
    assert inspect(zipped({**NEEDED, "xl/worksheets/sheet1.xml": formula}), "a.xlsx").has_formulas


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
    assert inspect(zipped({**NEEDED, sheet: b" " * (3 * 1024 * 1024)}), "a.xlsx") == Package(has_formulas=False)


def test_too_large_and_too_many_are_refused(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    """However well it compresses."""
    monkeypatch.setattr(package, "LARGEST", 1000)
    assert code(zipped({**NEEDED, "a.xml": bytes(range(256)) * 4})) == "BOOK-SIZE"
    monkeypatch.setattr(package, "MOST_MEMBERS", 3)
    assert code(zipped({**NEEDED, "a": b"", "b": b""})) == "BOOK-SIZE"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(zipped: Zipped, encoding: str) -> None:
    """A document type is all that a billion laughs need, in any encoding."""
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'.encode(encoding)
    assert code(zipped({**NEEDED, "xl/worksheets/sheet1.xml": xml})) == "BOOK-XML"


@pytest.mark.parametrize("rows", [b'<row r="2"/><row r="1"/>', b'<row r="1"/><row r="1"/>', b'<row r="1048577"/>'])
def test_rows_out_of_order_are_refused(zipped: Zipped, rows: bytes) -> None:
    """Readers drop rows that come back, and count up to those that lie beyond the last."""
    assert code(zipped({**NEEDED, "xl/other/strange.xml": rows})) == "BOOK-ROWS"


def test_an_encrypted_member_is_damage(zipped: Zipped) -> None:
    """Zip has a password of its own, which no spreadsheet program uses."""
    data = bytearray(zipped(NEEDED))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert zipfile.ZipFile(io.BytesIO(bytes(data))).infolist()[-1].flag_bits & 1
    assert code(bytes(data)) == "BOOK-DAMAGED"
