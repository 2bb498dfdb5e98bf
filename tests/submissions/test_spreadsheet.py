"""Workbooks as people fill them in, written here by two programs and read back."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from rubrics import Place, Problems, say
from submissions import Row, read_workbook, read_worksheets, spreadsheet

Fill = Callable[[Any, Any], None]


def written(fill: Fill) -> bytes:
    """Return a workbook by XlsxWriter; `fill` is given the book and its first sheet, 评分."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("评分"))
    return stream.getvalue()


def edited(data: bytes, member: str, pattern: str, replacement: str) -> bytes:
    """Return a workbook with a piece of one member's XML replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            new.writestr(name, re.sub(pattern, replacement, content) if name == member else content)
    return stream.getvalue()


def cells(data: bytes) -> list[tuple[str, ...]]:
    """Return the cells of the only table."""
    (table,) = read_workbook(data, "a.xlsx")
    return [row.cells for row in table.rows]


def faults(data: bytes) -> list[tuple[str, str, str]]:
    """Return code, cell and message of every problem that `data` raises."""
    with pytest.raises(Problems) as raised:
        read_workbook(data, "a.xlsx")
    return [(problem.code, problem.place.cell, problem.rule.render()) for problem in raised.value.items]


def test_numbers_are_read_as_people_typed_them() -> None:
    """Whole numbers bare, decimals as typed, sums of floats without their noise, never an exponent."""

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter comes without types
        sheet.write_row(0, 0, [8, 8.0, 8.5, 0.1 + 0.2, 266.50000000000006, -5, 0, 0.00001, 12345678901234567890])
        sheet.write_row(1, 0, ["8.5分", "　８．５ ", "010"])
        sheet.write_string(1, 3, "=1+1")
        sheet.write_string(1, 4, "回避\n")
        sheet.write_number(2, 0, 0.07, book.add_format({"num_format": "0%"}))
        sheet.write_number(2, 1, 1, book.add_format({"num_format": "0.00%"}))
        sheet.write_number(2, 2, 8, book.add_format({"num_format": '0"分"'}))

    assert cells(written(fill)) == [
        ("8", "8", "8.5", "0.3", "266.5", "-5", "0", "0.00001", "12345678901234600000"),
        ("8.5分", "８．５", "010", "=1+1", "回避", "", "", "", ""),
        ("7%", "100%", "8", "", "", "", "", "", ""),
    ]


def test_a_table_knows_its_rows_and_cells() -> None:
    """Blank rows and columns within stay where they are, those at the end and mere formatting go."""

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter comes without types
        grey = book.add_format({"bg_color": "#DDDDDD"})
        sheet.write(1, 2, "agency")
        sheet.write(4, 2, "edu")
        sheet.write(4, 0, " ")
        sheet.write_blank(40, 30, None, grey)
        sheet.set_row(60, 30, grey)

    (table,) = read_workbook(written(fill), "sheets/a.xlsx")
    assert table.rows == (Row(2, ("", "", "agency")), Row(5, ("", "", "edu")))
    assert table.place(5, 2) == Place("sheets/a.xlsx", sheet="评分", cell="C5")


def test_only_visible_sheets_with_something_in_them_are_read() -> None:
    """Hidden and empty sheets are left out; hidden rows and columns of visible ones are not."""

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter comes without types
        sheet.write_row(0, 0, ["a", "b"])
        sheet.set_column(1, 1, 8, None, {"hidden": True})
        sheet.set_row(0, 15, None, {"hidden": True})
        book.add_worksheet("空")
        for name, hide in (("隐藏", "hide"), ("深藏", "very_hidden")):
            hidden = book.add_worksheet(name)
            hidden.write(0, 0, dt.date(2026, 1, 1))
            getattr(hidden, hide)()
        book.add_worksheet("其他").write(2, 0, "c")

    found = read_workbook(written(fill), "a.xlsx")
    assert [(table.sheet, table.rows) for table in found] == [
        ("评分", (Row(1, ("a", "b")),)),
        ("其他", (Row(3, ("c",)),)),
    ]


def test_a_formula_counts_as_the_value_saved_with_it() -> None:
    """Numbers, texts and empty texts; array formulas too."""

    def fill(_book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter comes without types
        sheet.write_formula(0, 0, "=8+0.5", None, 8.5)
        sheet.write_formula(0, 1, '="回"&"避"', None, "回避")
        sheet.write_formula(0, 2, '=IF(A1>9,"x","")', None, "")
        sheet.write_array_formula("D1:D1", "{=SUM(A1:A1*2)}", None, 17)

    data = edited(
        written(fill), "xl/worksheets/sheet1.xml", r"<c r=\"C1\".*?</c>", '<c r="C1" t="str"><f>A1</f><v></v></c>'
    )
    assert cells(data) == [("8.5", "回避", "", "17")]


def test_a_formula_without_a_saved_value_is_a_problem() -> None:
    """As programs write it that do not calculate; the formula may be anywhere in a visible sheet."""
    book = openpyxl.Workbook()
    for title, cell in (("Sheet", "B2"), ("二", "A1")):
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        sheet["A2"], sheet[cell] = 7, "=A2+1"
    stream = io.BytesIO()
    book.save(stream)
    assert faults(stream.getvalue()) == [
        ("CELL-VALUE", "B2", "the cell holds a formula without a saved value."),
        ("CELL-VALUE", "A1", "the cell holds a formula without a saved value."),
    ]


def test_what_is_neither_number_nor_text_is_a_problem() -> None:
    """A mark typed as 8-5 becomes a date, and nobody sees it: every such cell is named."""

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter comes without types
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(0, 0, "ok")
        sheet.write_datetime(0, 1, dt.datetime(2026, 8, 5), date)  # noqa: DTZ001 - Excel knows no zones
        sheet.write_number(1, 0, 8, book.add_format({"num_format": "h:mm"}))
        sheet.write_number(1, 1, 9e9, date)
        sheet.write_boolean(2, 0, True)  # noqa: FBT003 - XlsxWriter wants it so
        sheet.write_formula(3, 0, "=NA()", None, "#N/A")
        sheet.write_number(4, 26, 9)

    data = edited(written(fill), "xl/worksheets/sheet1.xml", "<v>9</v>", "<v>1E999</v>")
    assert faults(data) == [
        ("CELL-VALUE", "B1", "the cell holds the date 2026-08-05."),
        ("CELL-VALUE", "A2", "the cell holds a date or time."),
        ("CELL-VALUE", "B2", "the cell holds a date or time."),
        ("CELL-VALUE", "A3", "the cell holds true or false."),
        ("CELL-VALUE", "A4", "the cell holds the error #N/A."),
        ("CELL-VALUE", "AA5", "the cell holds a number beyond all bounds."),
    ]


def test_a_sheet_that_declares_itself_smaller_is_read_whole() -> None:
    """The declared size is what some program once wrote."""
    data = written(lambda _book, sheet: sheet.write_column(0, 1, ["a", "b", "c"]))
    lying = edited(data, "xl/worksheets/sheet1.xml", r'<dimension ref="[^"]*"/>', '<dimension ref="A1:A1"/>')
    assert cells(lying) == [("", "a"), ("", "b"), ("", "c")]


def test_text_written_into_the_cell_is_read() -> None:
    """Some programs keep no table of shared strings."""
    data = written(lambda _book, sheet: sheet.write(0, 0, 1))
    inline = '<c r="A1" t="inlineStr"><is><t>市教育局</t></is></c>'
    assert cells(edited(data, "xl/worksheets/sheet1.xml", r'<c r="A1".*?</c>', inline)) == [("市教育局",)]


SHEET, BOOK, TEXTS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("member", "pattern", "replacement", "code"),
    [
        (SHEET, "<v>0</v>", "<v>99</v>", "BOOK-DAMAGED"),
        (SHEET, "</sheetData>", "", "BOOK-DAMAGED"),
        (SHEET, 'r="2"', 'r="1"', "BOOK-ROWS"),
        (SHEET, 'r="A2"', 'r="A1"', "BOOK-ROWS"),
        (SHEET, "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet', "BOOK-XML"),
        (TEXTS, "<sst", '<!DOCTYPE a [<!ENTITY b "c">]><sst', "BOOK-XML"),
        (BOOK, r'r:id="\w+"', "", "BOOK-DAMAGED"),
        (BOOK, r"<sheets>", "<sheets>" + '<sheet name="a" r:id="rId1"/>' * 50, "BOOK-SIZE"),
        ("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml", "BOOK-DAMAGED"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_a_problem(member: str, pattern: str, replacement: str, code: str) -> None:
    """Whatever is wrong with it, the person gets a sentence; not one cell of it is read."""
    data = written(lambda _book, sheet: sheet.write_column(0, 0, ["甲", "乙"]))
    assert cells(data) == [("甲",), ("乙",)]
    broken = edited(data, member, pattern, replacement)
    for read in (read_workbook, read_worksheets):
        with pytest.raises(Problems) as raised:
            read(broken, "a.xlsx")
        assert [(problem.code, problem.place) for problem in raised.value.items] == [(code, Place("a.xlsx"))]


def test_a_sheet_of_too_many_cells_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """In all sheets together; for a table, few cells that lie far apart span many."""
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 100)
    wide = written(lambda _book, sheet: sheet.write(0, 200, 1))
    high = written(lambda _book, sheet: sheet.write(200, 0, 1))

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter comes without types
        sheet.write_row(0, 0, range(60))
        book.add_worksheet("二").write_row(0, 0, range(60))

    assert [faults(data)[0][0] for data in (wide, written(fill))] == ["BOOK-SIZE", "BOOK-SIZE"]
    assert cells(high) == [("1",)]
    (sheet,) = read_worksheets(wide, "a.xlsx")
    assert sheet.cells == {(1, 200): "1"}


def test_all_sheets_with_all_their_cells() -> None:
    """Hidden ones too, each cell as it was typed; what is no text and no number says what it is."""

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter comes without types
        sheet.write_column(0, 0, [" 甲\n乙 ", "𠮷👩🏽\u200d🏫_x000D_", 8.20])
        sheet.write_formula(4, 2, "=A3", None, 8.2)
        sheet.write_formula(5, 2, "=NA()", None, "#N/A")
        hidden = book.add_worksheet("深藏")
        hidden.very_hidden()
        hidden.write_string(0, 0, "封")

    found = read_worksheets(written(fill), "a.xlsx")
    assert [(sheet.file, sheet.title, sheet.visible) for sheet in found] == [
        ("a.xlsx", "评分", True),
        ("a.xlsx", "深藏", False),
    ]
    first, second = ({at: str(held) for at, held in sheet.cells.items()} for sheet in found)
    error = str(say("the error {error}", error="#N/A"))
    texts = {(1, 0): " 甲\n乙 ", (2, 0): "𠮷👩🏽\u200d🏫_x000D_", (3, 0): "8.2"}
    assert first == {**texts, (5, 2): "8.2", (6, 2): error}
    assert second == {(1, 0): "封"}
