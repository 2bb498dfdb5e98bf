"""Workbooks of all programs are read alike."""

from __future__ import annotations

import io
import zipfile

import pytest

from scoring.reports.verify import cells
from scoring.reports.verify.cells import Cell, Sheet, read_book

WORKBOOK = (
    '<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="表" r:id="rId1"/>'
    '<sheet name="图" state="hidden" r:id="rId2"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="{sheet}"/>'
    '<Relationship Id="rId2" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>'
    '<Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/>'
    '<Relationship Id="rId4" Type="x/styles" Target="styles.xml"/>'
    '<Relationship Id="rId5" Type="x/theme" Target="http://a" TargetMode="External"/></Relationships>'
)
STRINGS = (
    "<sst><si><t>甲</t></si><si><r><rPr><b/></rPr><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si>"
    "<si><t>a_x000D_\nb  </t></si></sst>"
)
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.000"/></numFmts><cellXfs><xf/><xf numFmtId="2"/>'
    '<xf numFmtId="176"/></cellXfs><dxfs><dxf><numFmt numFmtId="177" formatCode="0高"/></dxf></dxfs></styleSheet>'
)
PRINTED = '<definedNames><definedName name="_xlnm.Print_Area">{areas}</definedName></definedNames></workbook>'
BOOK = {
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": RELATIONS.format(sheet="worksheets/sheet1.xml"),
    "xl/styles.xml": STYLES,
}
DRAWING = "<wsDr><sp><txBody><p><r><t>同</t></r><r><t>意</t></r></p></txBody></sp><sp><txBody/></sp></wsDr>"
DRAWN = '<Relationships><Relationship Id="rId1" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>'


def read(rows: str, columns: str = "", sheet: str = "worksheets/sheet1.xml") -> Sheet:
    """Return the first sheet of a workbook with these rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("xl/workbook.xml", WORKBOOK)
        made.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(sheet=sheet))
        made.writestr("xl/sharedStrings.xml", STRINGS)
        made.writestr("xl/styles.xml", STYLES)
        made.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="m">{columns}<sheetData>{rows}</sheetData></worksheet>'
        )
        made.writestr("xl/worksheets/_rels/sheet1.xml.rels", DRAWN)
        made.writestr("xl/drawings/drawing1.xml", DRAWING)
    book = read_book(stream.getvalue())
    assert (book.sheets[1], book.laid_over) == (Sheet("图", visible=False), frozenset({"0高"}))
    return book.sheets[0]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c t="s"><v>0</v></c>', Cell("甲")),
        ('<c t="s"><v>1</v></c>', Cell("乙丙")),
        ('<c t="s"><v>2</v></c>', Cell("a\nb")),
        ('<c t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c>', Cell("乙丙")),
        ('<c s="1"><v>1.5</v></c>', Cell(1.5, number_format="0.00")),
        ('<c s="2" t="n"><v>15E-1</v></c>', Cell(1.5, number_format="0.000")),
        ('<c s="9"><v>2</v></c>', Cell(2.0)),
        ('<c t="b"><v>1</v></c>', Cell(True)),  # noqa: FBT003 - what the cell holds
        ('<c t="b"><v>false</v></c>', Cell(False)),  # noqa: FBT003 - the same
        ('<c t="e"><v>#N/A</v></c>', Cell("#N/A")),
        ('<c t="str"><f>A2</f><v>甲</v></c>', Cell("甲", "=A2")),
        ('<c t="str"><f>A2</f><v></v></c>', Cell("", "=A2")),
        ("<c><f>A2</f><v></v></c>", Cell(None, "=A2", saved=False)),
        ("<c><f>A2</f></c>", Cell(None, "=A2", saved=False)),
        ('<c><f t="array" ref="A1">A2*1</f><v>3</v></c>', Cell(3.0, "{=A2*1}")),
    ],
)
def test_a_cell(cell: str, expected: Cell) -> None:
    """Strings of all kinds, numbers, truth, errors, formulas with and without their values."""
    assert read(f"<row>{cell}</row>").rows == {1: {1: expected}}


def test_empty_cells_are_left_out() -> None:
    """Whatever their look."""
    assert read('<row><c s="1"/><c t="s"/></row><row r="5"/>').rows == {}


def test_places_may_be_left_out() -> None:
    """A row or cell without a place is the next one."""
    held = read('<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>').rows
    assert held == {2: {2: Cell(1.0), 3: Cell(2.0)}, 3: {1: Cell(3.0)}}


def test_formulas_that_are_shared() -> None:
    """The second is what the first becomes in its place."""
    first = '<c><f t="shared" si="0" ref="A1:A2">B1*2</f><v>2</v></c>'
    assert read(f'<row>{first}</row><row><c><f t="shared" si="0"/><v>4</v></c></row>').rows[2] == {
        1: Cell(4.0, "=B2*2")
    }
    assert read('<row><c><f t="shared" si="7"/><v>4</v></c></row>').rows[1] == {1: Cell(4.0, "=")}


def test_what_is_hidden_and_what_lies_over() -> None:
    """Rows and columns that are hidden or of no size; texts of shapes."""
    columns = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="6" max="6" width="9"/></cols>'
    )
    held = read('<row r="1" hidden="true"/><row r="2" ht="0"/><row r="3" ht="15"/>', columns)
    assert (held.hidden_rows, held.hidden_columns) == (frozenset({1, 2}), frozenset({2, 3, 5}))
    assert held.boxes == ("同意",)
    assert len(read("", '<cols><col min="1" max="999999999" hidden="1"/></cols>').hidden_columns) == 16384


def margins(inside: str, settings: str = "") -> tuple[str, ...]:
    """Return what stands above and below the pages of a sheet."""
    return read("", f"<headerFooter {settings}>{inside}</headerFooter>").margins


def test_what_stands_above_and_below_the_pages() -> None:
    """Without looks and spaces; first and even pages only where they are others."""
    odd = '<oddHeader>&amp;C&amp;9 &amp;"a,Bold"初步&amp;B 结果 &amp;&amp;</oddHeader><oddFooter>&amp;P</oddFooter>'
    even = "<evenHeader>&amp;K00FF00审定稿</evenHeader><evenFooter>&amp;P</evenFooter>"
    assert margins(odd + even) == ("初步结果&", "&P")
    assert margins(odd + even, 'differentOddEven="1" differentFirst="true"') == ("初步结果&", "&P", "审定稿")


def test_parts_may_be_named_from_the_root() -> None:
    """Some programs write them so, or with more steps than they need."""
    for name in ("./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "../../xl/worksheets/sheet1.xml"):
        assert read("<row><c><v>1</v></c></row>", sheet=name).rows == {1: {1: Cell(1.0)}}
    assert read("<row><c><v>1</v></c></row>", sheet="/xl/worksheets/sheet1.xml").rows == {1: {1: Cell(1.0)}}


LONG = "A1+" * 11_000
ROW = '<row r="1"><c r="A1"><f t="shared" si="0">{long}</f></c>{rest}</row>'


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ('<row r="&#57;99999999"><c><v>1</v></c></row>', ""),
        ('<row r="0"><c><v>1</v></c></row>', ""),
        ("", '<cols><col min="1" max="16384" hidden="1"/><col min="1" max="2" hidden="1"/></cols><row/>'),
        (f"<row><c><f>{LONG}</f></c></row>", ""),
        (ROW.format(long=LONG[:9_999], rest='<c><f t="shared" si="0"/></c>' * 1_001), ""),
        ("<row><c><v>1</v></c></row>" * 300 + '<mergeCell ref="B1:XFD1048576"/>' * 7_000 + "<row/>", ""),
    ],
    ids=["beyond the last row", "before the first", "columns twice", "formula", "shared formula", "merged cells"],
)
def test_what_no_program_writes(rows: str, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take hours, or all memory, to compare."""
    monkeypatch.setattr(cells, "_MOST_SHARED", 100_000)
    with pytest.raises(ValueError):  # noqa: PT011 - what is not read is damaged, whatever the words
        read(rows, columns)


@pytest.mark.parametrize(
    ("part", "one", "many"),
    [
        ("xl/workbook.xml", "<sheets>", '<sheets><sheet name="又" r:id="rId1"/>'),
        ("xl/workbook.xml", "</workbook>", PRINTED.format(areas="表!$A$1," * 1_001)),
        ("xl/styles.xml", "0.000", "0" * 1_001),
        ("xl/styles.xml", "0高", "0" * 1_001),
    ],
    ids=["a sheet twice", "areas that are printed", "a number format", "a format of conditions"],
)
def test_books_that_no_program_writes(part: str, one: str, many: str) -> None:
    """The same."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, held in BOOK.items():
            made.writestr(name, held.replace(one, many) if name == part else held)
    with pytest.raises(ValueError):  # noqa: PT011 - the same
        read_book(stream.getvalue())
