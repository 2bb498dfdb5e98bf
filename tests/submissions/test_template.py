"""Workbooks that are to be filled: what reaches beyond the file is refused, all of it at once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from rubrics import Place, Problems
from submissions import inspect_template

Zipped = Callable[[dict[str, bytes]], bytes]
NEEDED = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def told(data: bytes) -> list[tuple[str, str]]:
    """Return code and part of every problem that a template raises."""
    with pytest.raises(Problems) as raised:
        inspect_template(data, "表.xlsx")
    assert {problem.place.file for problem in raised.value.items} == {"表.xlsx"}
    return [(problem.code, problem.place.path) for problem in raised.value.items]


def test_an_offices_own_template_passes() -> None:
    """Formulas, names, drop-down lists, web and mail links, a table's columns and a format with brackets stay."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["{{agency.name}}", "=SUM(B1:B9)", '=IF(A1="a|b!","[1]","cmd|x!")', "=表1[得分]&'甲 表'!A1"])
    sheet["A2"].hyperlink = "https://example.org/"
    sheet["A3"].hyperlink = "mailto:office@example.org"
    sheet["B1"].number_format = "[>=90]0.00;[Red]0.00"
    sheet.add_data_validation(DataValidation("list", '"优秀,良好"'))
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        assert archive.read(RELATIONS).count(b'TargetMode="External"') == 2
    inspect_template(stream.getvalue(), "表.xlsx")


def test_a_picture_is_not_read_as_xml(zipped: Zipped) -> None:
    """What stands in it by chance reaches nowhere."""
    held = {**NEEDED, "xl/media/image1.png": b"\x89PNG\r\n<externalLink>", "xl/connections.xml": b"<a/>"}
    assert told(zipped(held)) == [("TEMPLATE-LINK", "xl/connections.xml")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"agency\n"])
def test_what_is_no_workbook_is_no_template(data: bytes) -> None:
    """The hardened reader's own refusals come first."""
    assert told(data) == [("BOOK-DAMAGED" if data.startswith(b"PK") else "BOOK-KIND", "")]


@pytest.mark.parametrize(
    "name",
    ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/q.xml", "XL\\Model\\item.data"],
)
def test_parts_that_fetch_from_elsewhere(zipped: Zipped, name: str) -> None:
    """Links to other workbooks and data connections, in whatever way the name is written."""
    assert told(zipped({**NEEDED, name: b"<a/>"})) == [("TEMPLATE-LINK", name)]


@pytest.mark.parametrize(
    "name",
    ["xl/embeddings/oleObject1.bin", "xl/activeX/a.bin", "xl/macrosheets/sheet1.xml", "customUI/customUI.xml"],
)
def test_objects_and_controls(zipped: Zipped, name: str) -> None:
    """What a spreadsheet program would start or open."""
    assert told(zipped({**NEEDED, name: b"<a/>"})) == [("TEMPLATE-OBJECT", name)]


@pytest.mark.parametrize(
    ("kind", "target"),
    [("image", "http://example.org/a.png"), ("hyperlink", "file:///c:/a.exe"), ("hyperlink", r"\\server\a.xlsx")],
)
def test_relations_that_lead_out(zipped: Zipped, kind: str, target: str) -> None:
    """A picture that is fetched tells the other side who opened the file; a link to a program may start it."""
    relation = f'<Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    data = zipped({**NEEDED, RELATIONS: f"<Relationships>{relation}</Relationships>".encode()})
    assert told(data) == [("TEMPLATE-LINK", RELATIONS)]


def test_relations_in_disguise(zipped: Zipped) -> None:
    """An angle bracket in quotation marks, a letter by its number: the same to every program that reads XML."""
    xml = b'<Relationships><Relationship Target="http://x/?>" TargetMode="Extern&#97;l"/></Relationships>'
    assert told(zipped({**NEEDED, RELATIONS: xml})) == [("TEMPLATE-LINK", RELATIONS)]


@pytest.mark.parametrize(
    "xml", [b'<ddeLink ddeService="cmd"/>', b'<x:oleLink xmlns:x="x"/>', b'<oleObject progId="Word"/>']
)
def test_links_to_programs(zipped: Zipped, xml: bytes) -> None:
    """DDE and OLE, wherever they stand."""
    assert told(zipped({**NEEDED, SHEET: xml})) == [("TEMPLATE-LINK", SHEET)]


@pytest.mark.parametrize(
    "formula",
    [
        "<f>cmd|'/c calc'!A0</f>",
        "<f>[1]Sheet1!A1</f>",
        "<x-1:f xmlns:x-1='x' t='shared'>'C:\\[a.xlsx]b'!A1</x-1:f >",
        "<f>_xlfn.WEBSERVICE(&quot;http://example.org/&quot;&amp;A1)</f>",
        "<definedName name='a'>'\\\\server\\a'!A1</definedName>",
        "<formula1>[2]名单!$A:$A</formula1>",
        "<f a='>'>&#91;1]<!-- </f> --><![CDATA[Sheet1!A1]]></f>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_formulas_that_lead_out(zipped: Zipped, formula: str, encoding: str) -> None:
    """In a cell, a name or a rule; in any encoding."""
    assert told(zipped({**NEEDED, SHEET: formula.encode(encoding)})) == [("TEMPLATE-FORMULA", SHEET)]


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.bin", "xl/media/a.png"])
def test_formulas_in_parts_of_other_names(zipped: Zipped, name: str) -> None:
    """Spreadsheet programs go by relationships and not by names."""
    assert told(zipped({**NEEDED, name: b"\n<f>[1]Sheet1!A1</f>"})) == [("TEMPLATE-FORMULA", name)]


@pytest.mark.parametrize("xml", ["<f>" * 300_000, "<a>", "<f>1<f>"])
def test_parts_that_are_no_xml(zipped: Zipped, xml: str) -> None:
    """They are damage, told at once: a search for the end of each element would take hours."""
    assert told(zipped({**NEEDED, SHEET: xml.encode()})) == [("BOOK-DAMAGED", SHEET)]


def test_drawings_written_like_pages(zipped: Zipped) -> None:
    """Excel's own drawings of the older kind are not always XML; nothing in them is read."""
    drawn = {"xl/drawings/vmlDrawing1.vml": b"<xml><br></xml>", SHEET: b"<f>[1]Sheet1!A1</f>"}
    assert told(zipped({**NEEDED, **drawn})) == [("TEMPLATE-FORMULA", SHEET)]


def test_all_of_it_is_told_at_once(zipped: Zipped) -> None:
    """The formula is quoted, so that it can be found."""
    data = zipped({**NEEDED, SHEET: "<a><f>1+1</f><f/><f>甲|乙!A1</f></a>".encode(), "xl/connections.xml": b"<a/>"})
    with pytest.raises(Problems) as raised:
        inspect_template(data, "表.xlsx")
    assert [(problem.place, problem.rule.render()) for problem in raised.value.items] == [
        (
            Place("表.xlsx", path=SHEET),
            "the formula “甲|乙!A1” leads out of the workbook.",
        ),
        (Place("表.xlsx", path="xl/connections.xml"), "this part of the template fetches from elsewhere."),
    ]
