"""Files that are taken for Excel workbooks, and what is said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from rubrics import Problems
from submissions import read_worksheets
from submissions.content import OLE

Zipped = Callable[[dict[str, bytes]], bytes]
OPEN = "Open it in WPS or Excel, and save it as an Excel workbook (.xlsx)."
COPY = "Copy what is in it into the workbook that was issued, or into a new one."


def told(data: bytes) -> tuple[str, str, str]:
    """Return code, rule and remedy of the refusal of `data`."""
    with pytest.raises(Problems) as raised:
        read_worksheets(data, "a.xlsx")
    (problem,) = raised.value.items
    return problem.code, problem.rule.render(), problem.remedy.render()


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        ("单位,评分\n甲,8\n".encode("gbk"), "a text or CSV file", OPEN),
        (b"<html><table>", "a web page", OPEN),
        (b"%PDF-1.4", "a PDF file", COPY),
        (b"\x89PNG\r\n\x1a\n", "a picture", COPY),
        (b"{\\rtf1}", "a text document", COPY),
        (b"Rar!\x1a\x07", "a packed file", "Unpack it, and name the workbooks in it."),
        (b"PK\5\6" + b"\1" * 18, "a zip file", "Unpack it, and name the workbooks in it."),
        (b"", "an empty file", "Have the file sent once more; nothing is in this one."),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "a Word document", COPY),
        (OLE + b"\0" * 600 + "PowerPoint Document".encode("utf-16-le"), "a presentation", COPY),
    ],
)
def test_files_of_another_kind(data: bytes, kind: str, remedy: str) -> None:
    """Told by their content, whatever the name says, with how the marks get into a workbook."""
    assert told(data) == ("BOOK-KIND", f"this is {kind}, not an Excel workbook.", remedy)


def test_old_and_unknown_files() -> None:
    """An .xls is Excel's own; of what nobody knows, only that is said."""
    old = told(OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"))
    assert old == ("BOOK-OLD", "this is an old workbook (.xls, .et).", OPEN)
    unknown = ("BOOK-KIND", "this is not an Excel workbook.", "Save it once more as an Excel workbook (.xlsx).")
    assert told(b"\0\1\2\3") == unknown


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        (("mimetype", "content.xml"), "an OpenDocument file"),
        (("[Content_Types].xml", "xl/workbook.bin"), "a binary workbook (.xlsb)"),
        (("Index/Document.iwa",), "a Numbers document (.numbers)"),
        (("Index.zip", "preview.jpg"), "a Numbers document (.numbers)"),
        (("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (("ppt/presentation.xml",), "a presentation"),
        (("OFD.xml",), "an OFD file"),
        (("r1.xlsx",), "a zip file"),
    ],
)
def test_files_that_are_zips_inside(zipped: Zipped, members: tuple[str, ...], kind: str) -> None:
    """By the names of what they hold."""
    code, rule, _ = told(zipped(dict.fromkeys(members, b"")))
    assert (code, rule) == ("BOOK-KIND", f"this is {kind}, not an Excel workbook.")


def test_an_opendocument_workbook() -> None:
    """As LibreOffice writes it: what it is stands first, and unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    kind = "this is an OpenDocument workbook (.ods), not an Excel workbook."
    assert told(stream.getvalue()) == ("BOOK-KIND", kind, OPEN)


def test_a_zip_that_is_cut_off(zipped: Zipped) -> None:
    """It may have been a workbook."""
    data = zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""})
    assert told(data[:-30])[:2] == ("BOOK-DAMAGED", "the workbook is cut off or damaged.")
