"""The text of a report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from submissions import report_text

Zipped = Callable[[dict[str, bytes]], bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(zipped: Zipped, body: str, before: str = "", space: str = W) -> bytes:
    """Return a .docx with this body."""
    xml = f'{before}<w:document xmlns:w="{space}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": xml.encode()})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk"])
def test_a_text_is_read_in_any_encoding(encoding: str) -> None:
    """A .txt from any office, to the last line break."""
    assert report_text("履职 报告\r\n".encode(encoding), "text") == "履职 报告\r\n"


@pytest.mark.parametrize("space", [W, STRICT])
def test_the_text_of_a_docx_is_taken_out_paragraph_by_paragraph(zipped: Zipped, space: str) -> None:
    """Runs of one word, tabs and breaks, tables and text boxes, the latter once; deleted text is not there."""
    body = (
        "<w:p><w:r><w:t>履</w:t></w:r><w:r><w:t xml:space='preserve'>职 20</w:t></w:r><w:r><w:t>20&amp;</w:t><w:t/>"
        "</w:r></w:p><w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        "</w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>表</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>"
        "<mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:p><w:t>框</w:t></w:p></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert report_text(docx(zipped, body, space=space), "docx") == "履职 2020&\na\tb\nc-d\n表\n\n框"


def test_what_cannot_be_read_has_no_text(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other formats, damaged ones, entities, and documents beyond the limit."""
    good = docx(zipped, "<w:p/>")
    assert report_text(good, "docx") == "\n"
    assert report_text(b"%PDF-1.4", "pdf") is None
    assert report_text(b"\xff\xff", "text") is None
    assert report_text(good[:-9], "docx") is None
    assert report_text(zipped({"word/other.xml": b""}), "docx") is None
    assert report_text(zipped({"word/document.xml": b"<w"}), "docx") is None
    assert report_text(docx(zipped, "<w:p/>", '<!DOCTYPE a [<!ENTITY b "c">]>'), "docx") is None
    monkeypatch.setitem(report_text.__globals__, "LARGEST", 50)
    assert report_text(good, "docx") is None


def test_a_nest_of_elements_is_left_where_no_document_goes(zipped: Zipped) -> None:
    """A hundred levels are read, a hundred thousand are not: they would cost all memory there is."""
    assert report_text(docx(zipped, "<a>" * 100 + "<w:t>报告</w:t>" + "</a>" * 100), "docx") == "报告"
    assert report_text(docx(zipped, "<a>" * 100_000 + "</a>" * 100_000), "docx") is None


def test_a_document_that_holds_more_than_it_declares_is_given_up_there(zipped: Zipped) -> None:
    """A few kilobytes that unpack to gigabytes, and say that they are a page."""
    good = docx(zipped, "<w:p/>" + " " * 1_000_000)
    listed = good.rindex(b"PK\x01\x02")
    assert report_text(good, "docx") == "\n"
    assert report_text(good[: listed + 24] + (500).to_bytes(4, "little") + good[listed + 28 :], "docx") is None
