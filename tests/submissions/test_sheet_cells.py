"""The cells of a sheet as every program writes them."""

from __future__ import annotations

import pytest

from submissions.book_parts import Book
from submissions.package import Excess
from submissions.sheet_cells import Disorder, sheet_cells

BOOK = Book((), ("甲", "长" * 250, ""), ("", "%", "date"))


def cells(rows: str, most: int = 100) -> dict[tuple[int, int], str]:
    """Return what the cells of these rows hold, messages in English."""
    found = sheet_cells(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(), BOOK, most)
    return {at: held if isinstance(held, str) else held.render() for at, held in found.items()}


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "甲"),
        ('<c r="A1" t="s"><v> 0 </v></c>', "甲"),
        ('<c r="A1" t="n"><v>8.5</v></c>', "8.5"),
        ('<c r="A1"><v>8</v></c>', "8"),
        ('<c r="A1" s="1"><v>0.85</v></c>', "85%"),
        ('<c r="A1" s="2"><v>46000</v></c>', "the date 2025-12-09"),
        ('<c r="A1" t="d"><v>2026-01-31</v></c>', "the date 2026-01-31"),
        ('<c r="A1"><v>1e999</v></c>', "a number beyond all bounds"),
        ('<c r="A1" t="b"><v>1</v></c>', "true or false"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "the error #N/A"),
        ('<c r="A1" t="e"><v>#REF! and very much more of it</v></c>', "the error #REF! and very much "),
        ('<c r="A1" t="str"><f>B1</f><v>回避_x000D_</v></c>', "回避\n"),
        ('<c r="A1"><f t="shared" si="0"/><v>17</v></c>', "17"),
        ('<c r="A1"><f>B1</f></c>', "a formula without a saved value"),
        ('<c r="A1"><f>B1</f><v></v></c>', "a formula without a saved value"),
        ('<c r="A1"><f>B1</f><v/></c>', "a formula without a saved value"),
        ('<c r="A1" t="inlineStr"><is><t>一</t></is></c>', "一"),
        ('<c r="A1" t="inlineStr"><is><r><t>一</t></r><r><t> 二</t></r><rPh><t>x</t></rPh></is></c>', "一 二"),
        ('<x:c r="A1" t="inlineStr"><x:is><x:t>&lt;b&gt;</x:t></x:is></x:c>'.replace("x:", ""), "<b>"),
        ("<c><v>8</v></c>", "8"),
    ],
)
def test_what_a_cell_holds(cell: str, held: str) -> None:
    """Numbers, texts of the table and of the cell itself, formulas with what was saved, and everything else by name."""
    assert cells(f'<row r="1">{cell}</row>') == {(1, 0): held}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"/>',
        '<c r="A1" s="2"></c>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="s"><v/></c>',
        '<c r="A1" t="s"><v>2</v></c>',
        '<c r="A1" t="str"><f>B1</f><v></v></c>',
        '<c r="A1" t="str"><f>B1</f></c>',
        '<c r="A1" t="inlineStr"/>',
    ],
)
def test_what_is_empty(cell: str) -> None:
    """Mere formatting, and formulas that give an empty text."""
    assert cells(f'<row r="1">{cell}</row>') == {}


def test_a_formula_is_that_of_its_own_cell() -> None:
    """An empty cell beside it holds nothing."""
    assert cells('<row r="1"><c r="A1"><f>C1</f><v>7</v></c><c r="B1"/><c r="C1"><v/></c></row>') == {(1, 0): "7"}


def test_rows_and_cells_that_do_not_say_where_they_are() -> None:
    """They follow on the last one; what stands between the cells does not matter."""
    rows = """<row><c><v>1</v></c><c r="C1"><v>2</v></c> <c><v>3</v></c></row>
<row r="7" spans="1:16384"><c r="XFD7"><v>4</v></c><extLst><f>x</f><t>y</t><v>z</v></extLst></row><row/>
<row><c r="B9"><v>5</v></c><c r="A9"><v>6</v></c></row><row r="1048576"><c r="XFD1048576"><v>7</v></c></row>"""
    assert cells(rows) == {
        (1, 0): "1",
        (1, 2): "2",
        (1, 3): "3",
        (7, 16383): "4",
        (9, 1): "5",
        (9, 0): "6",
        (1_048_576, 16_383): "7",
    }


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"/><row r="1"/>',
        '<row r="0"/>',
        '<row r="1048577"/>',
        '<row r="1"><c r="A1"/><c r="A1"/></row>',
        '<row r="1"><c r="B1"/><c r="A1"/><c/></row>',
        '<row r="1"><c r="A2"/></row>',
        '<row r="1"><c r="XFE1"/></row>',
        '<row r="1"><c r="XFD1"/><c/></row>',
        "<c><v>1</v></c>",
    ],
)
def test_rows_and_cells_out_of_order(rows: str) -> None:
    """Of two of one name every program takes another; what lies beyond the last is in none."""
    with pytest.raises(Disorder):
        cells(rows)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="one"/>',
        '<row r="1"><c r="A"/></row>',
        '<row r="1"><c r="a1"/></row>',
        '<row r="1"><c r="A1" t="s"><v>3</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1" s="9"><v>1</v></c></row>',
        '<row r="1">',
    ],
)
def test_a_sheet_that_is_damaged(rows: str) -> None:
    """It refers to nothing, or is cut off."""
    with pytest.raises(ValueError, match=r".") as raised:
        cells(rows)
    assert raised.type is ValueError


def test_no_more_cells_than_are_wanted() -> None:
    """Long texts count for more, so that one text in a million cells ends as well."""
    row = '<row r="1"><c><v>1</v></c><c/><c><v>2</v></c></row>'
    assert len(cells(row, most=2)) == 2
    for rows in (row, '<row r="1"><c t="s"><v>1</v></c></row>'):
        with pytest.raises(Excess):
            cells(rows, most=1)
