"""How long a report is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from submissions import characters, length, report_length

Zipped = Callable[[dict[str, bytes]], bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(zipped: Zipped, body: str, before: str = "") -> bytes:
    """Return a .docx with this body."""
    xml = f'{before}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": xml.encode()})


def test_white_space_does_not_count() -> None:
    """Spaces, full-width spaces, line breaks and invisible marks; everything else does."""
    assert characters("\ufeff 普法\u3000责任\n\t清单, 2020\u200b。") == 12


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk"])
def test_texts_are_counted_in_any_encoding(encoding: str) -> None:
    """A .txt from any office."""
    assert report_length("履职 报告\n".encode(encoding), "text") == 4


def test_the_text_of_a_docx_is_counted(zipped: Zipped) -> None:
    """Runs, tables and text boxes, the latter once; deleted text does not count."""
    body = (
        "<w:p><w:r><w:t>履职</w:t></w:r><w:r><w:t xml:space='preserve'> 报&amp;告 </w:t><w:t/></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>"
        "<mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert report_length(docx(zipped, body), "docx") == 7


def test_what_cannot_be_counted_has_no_length(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other formats, damaged ones, entities, and documents beyond the limit."""
    good = docx(zipped, "<w:p/>")
    assert report_length(good, "docx") == 0
    assert report_length(b"%PDF-1.4", "pdf") is None
    assert report_length(b"\xff\xff", "text") is None
    assert report_length(good[:-9], "docx") is None
    assert report_length(zipped({"word/other.xml": b""}), "docx") is None
    assert report_length(zipped({"word/document.xml": b"<w"}), "docx") is None
    assert report_length(docx(zipped, "<w:p/>", '<!DOCTYPE a [<!ENTITY b "c">]>'), "docx") is None
    monkeypatch.setattr(length, "LARGEST", 50)
    assert report_length(good, "docx") is None


def test_a_nest_of_elements_is_walked_without_recursion() -> None:
    """A hundred thousand levels deep, and still counted."""
    stream = io.BytesIO()
    body = "<a>" * 100_000 + "</a>" * 100_000
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f'<w:b xmlns:w="{W}">{body}<w:t>报告</w:t></w:b>')
    assert report_length(stream.getvalue(), "docx") == 2
