"""What stands beside the sheets of a workbook, in every spelling that programs have for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from submissions.book_parts import Listed, read_book
from submissions.package import open_parts

Zipped = Callable[[dict[str, bytes]], bytes]
RELATIONS = "xl/_rels/workbook.xml.rels"
BOOK = """<x:workbook xmlns:r="urn:r" xmlns:x="urn:x"><x:sheets>
<x:sheet name="甲 &amp; 乙" sheetId="1" r:id="rId1"/>
<x:sheet name="b" sheetId="2" state="veryHidden" r:id="rId2"/>
<x:sheet name="c" sheetId="3" state="hidden" r:id="rId3"/>
<x:sheet name="d" sheetId="4" state="visible" r:id="rId4"/>
</x:sheets></x:workbook>"""


def related(*relations: tuple[str, str]) -> bytes:
    """Return relationships rId1, rId2, … of kinds and targets."""
    lines = [
        f'<Relationship Id="rId{n}" Type="http://purl.oclc.org/x/relationships/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(relations, start=1)
    ]
    return f"<Relationships>{''.join(lines)}</Relationships>".encode()


SHEETS = (
    ("worksheet", "worksheets/sheet1.xml"),
    ("worksheet", "/xl/worksheets/Sheet2.xml"),
    ("chartsheet", "chartsheets/sheet1.xml"),
    ("worksheet", "..\\xl\\.\\worksheets\\sheet3.xml"),
)


def test_sheets_wherever_they_lie(zipped: Zipped) -> None:
    """Sheets of figures only, hidden ones told; targets from the root, from here, or with Windows's slashes."""
    members = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": BOOK.encode(), RELATIONS: related(*SHEETS)}
    book = read_book(open_parts(zipped(members), "a.xlsx"))
    assert book.sheets == (
        Listed("甲 & 乙", visible=True, part="xl/worksheets/sheet1.xml"),
        Listed("b", visible=False, part="xl/worksheets/Sheet2.xml"),
        Listed("d", visible=True, part="xl/worksheets/sheet3.xml"),
    )
    assert (book.texts, book.formats) == ((), ("",))


def test_texts_and_formats(zipped: Zipped) -> None:
    """Texts in pieces without how they are pronounced; only the formats of cells count."""
    texts = """<sst><si><t>一</t></si><si><r><rPr><b/></rPr><t xml:space="preserve"> 二</t></r><r><t>三 </t></r>
<rPh sb="0" eb="1"><t>さん</t></rPh><phoneticPr fontId="1"/></si><si><t/></si><si/><si><t>四_x000D_
五</t></si></sst>"""
    styles = """<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/><numFmt/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="10"/><xf numFmtId="164"/><xf/></cellXfs>
<cellStyles><xf numFmtId="9"/></cellStyles></styleSheet>"""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": b"<workbook/>",
        RELATIONS: related(("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
        "xl/sharedStrings.xml": texts.encode(),
        "xl/styles.xml": styles.encode(),
    }
    book = read_book(open_parts(zipped(members), "a.xlsx"))
    assert book.texts == ("一", " 二三 ", "", "", "四\n五")
    assert book.formats == ("%", "date", "")


@pytest.mark.parametrize("formats", [b"<styleSheet/>", b"<styleSheet><cellXfs/></styleSheet>"])
def test_a_workbook_without_formats(zipped: Zipped, formats: bytes) -> None:
    """There is one all the same, which every cell has that names none."""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": b"<workbook/>",
        RELATIONS: related(("styles", "styles.xml")),
        "xl/styles.xml": formats,
    }
    assert read_book(open_parts(zipped(members), "a.xlsx")).formats == ("",)


@pytest.mark.parametrize(
    ("said", "since_1904"), [("", False), ('date1904="0"', False), ('date1904="1"', True), ('date1904="true"', True)]
)
def test_from_when_days_are_counted(zipped: Zipped, said: str, since_1904: bool) -> None:
    """From 1900, unless the workbook says otherwise."""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": f"<workbook><workbookPr {said}/></workbook>".encode(),
        RELATIONS: related(),
    }
    assert read_book(open_parts(zipped(members), "a.xlsx")).since_1904 is since_1904


@pytest.mark.parametrize("sheet", ['name="a"', 'name="a" r:id="rId9"'])
def test_a_sheet_that_is_nowhere(zipped: Zipped, sheet: str) -> None:
    """Which of the parts is meant, nobody can tell."""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": f"<workbook><sheet {sheet}/></workbook>".encode(),
        RELATIONS: related(*SHEETS),
    }
    with pytest.raises(KeyError):
        read_book(open_parts(zipped(members), "a.xlsx"))
