"""Every alteration of a workbook is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from random import Random
from xml.etree.ElementTree import SubElement

import pytest
from openpyxl import load_workbook

from scoring.reports.verify.cells import Book, Cell, Sheet, read_book
from scoring.reports.verify.workbooks import book_differences
from tests.scoring.reports.verify.altering import MAIN, Altered, altered, insert_row
from tests.scoring.reports.verify.made import PAGE, PARTS, Told, files, told

Change = Callable[[Altered], None]
BOOK = "送审表.xlsx"


def put(place: str, value: float | str, sheet: str = PAGE) -> Change:
    """Return the change that writes another value beside a cell's formula, or a constant where there is none."""

    def change(made: Altered) -> None:
        held = made.cell(sheet, place).find(f"{MAIN}f")
        made.put(sheet, place, value, "" if held is None else str(held.text))

    return change


def constant(place: str, value: float | str) -> Change:
    """Return the change that writes a constant over a formula."""
    return lambda made: made.put(PAGE, place, value)


def formula(place: str, value: float | str, text: str) -> Change:
    """Return the change that writes a formula with a value saved beside it."""
    return lambda made: made.put(PAGE, place, value, text)


def swap(made: Altered) -> None:
    """Swap the names in the first two lines."""
    put("B6", "示例市司法局")(made)
    put("B7", "示例市公路局")(made)


def formula_constant(made: Altered) -> None:
    """Let a formula round to another place; the value saved beside it stays."""
    text = made.cell(PARTS, "B6").find(f"{MAIN}f")
    assert text is not None
    text.text = str(text.text).replace(",2)", ",1)")


def hide_row(made: Altered) -> None:
    """Hide a line of page 1."""
    made.row(PAGE, 8).set("hidden", "1")


def flatten_row(made: Altered) -> None:
    """Make a line of page 1 so low that it is not seen."""
    made.row(PAGE, 8).attrib.update({"ht": "0", "customHeight": "1"})


def hide_column(made: Altered) -> None:
    """Hide the grades."""
    held = made.root(made.sheets[PAGE])
    columns = held.find(f"{MAIN}cols")
    assert columns is not None
    for column in list(columns):
        columns.remove(column)
    SubElement(columns, f"{MAIN}col", {"min": "4", "max": "4", "width": "11", "hidden": "true"})


def drop_sheet(made: Altered) -> None:
    """Delete the last sheet."""
    sheets = made.book.find(f"{MAIN}sheets")
    assert sheets is not None
    sheets.remove(sheets[-1])


def hide_sheet(made: Altered) -> None:
    """Hide the second sheet."""
    next(held for held in made.book.iter(f"{MAIN}sheet") if held.get("name") == PARTS).set("state", "veryHidden")


def rename_sheet(made: Altered) -> None:
    """Call the second sheet something else, in the formulas too."""
    next(held for held in made.book.iter(f"{MAIN}sheet") if held.get("name") == PARTS).set("name", "我的 表")
    for _, _, cell in made.cells():
        held = cell.find(f"{MAIN}f")
        if held is not None:
            held.text = str(held.text).replace(f"'{PARTS}'!", "'我的 表'!")


def condition(made: Altered) -> None:
    """Lay a number format over cells that prints a figure of its own."""
    dxfs = made.root("xl/styles.xml").find(f"{MAIN}dxfs")
    assert dxfs is not None
    SubElement(SubElement(dxfs, f"{MAIN}dxf"), f"{MAIN}numFmt", {"numFmtId": "998", "formatCode": '"99.99"'})


def merge(made: Altered) -> None:
    """Lay the total of the third line over its grade."""
    held = made.root(made.sheets[PAGE])
    merged = held.find(f"{MAIN}mergeCells")
    assert merged is not None
    SubElement(merged, f"{MAIN}mergeCell", {"ref": "C8:D8"})


def print_less(made: Altered) -> None:
    """Leave the remarks out of print."""
    area = next(held for held in made.book.iter(f"{MAIN}definedName") if held.get("name") == "_xlnm.Print_Area")
    area.text = f"{PAGE}!$A$1:$E$8,{PAGE}!$A$10:$F$16,{PAGE}!$9:$9"


def other_header(made: Altered) -> None:
    """Say another status above page 1, in bold."""
    held = made.root(made.sheets[PAGE]).find(f"{MAIN}headerFooter/{MAIN}oddHeader")
    assert held is not None
    held.text = '&C&"黑体,Bold"&12 审定稿 && 终稿'


def two_more_lines(made: Altered) -> None:
    """Write two lines below the last of another sheet."""
    made.put(PARTS, "A10", "示例市某局")
    made.put(PARTS, "E10", 99.5)
    made.put(PARTS, "A11", "另")


ALTERATIONS: dict[str, tuple[Change, Told]] = {
    "a digit of a total": (put("C6", 18.38), [(PAGE, "C6", "18.36", "18.38")]),
    "a total over its formula": (constant("C6", 18.38), [(PAGE, "C6", "18.36", "18.38")]),
    "a total as text": (constant("C6", "18.36"), [(PAGE, "C6", "18.36", "18.36")]),
    "a total taken out": (constant("C6", ""), [(PAGE, "C6", "18.36", "nothing")]),
    "two names": (swap, [(PAGE, "B6", "示例市公路局", "示例市司法局"), (PAGE, "B7", "示例市司法局", "示例市公路局")]),
    "a rank": (put("A7", 1.0), [(PAGE, "A7", "2", "1")]),
    "a grade": (put("D8", "优秀"), [(PAGE, "D8", "良好", "优秀")]),
    "a remark": (put("F9", "表现突出"), [(PAGE, "F9", "nothing", "表现突出")]),
    "the title": (put("A1", "示例市评议成绩表"), [(PAGE, "A1", "示例市评议成绩汇总表", "示例市评议成绩表")]),
    "a constant": (put("B5", 12.0, PARTS), [(PARTS, "B5", "10", "12")]),
    "a number format": (
        lambda made: made.show_as(PAGE, "C6", '"99.99"'),
        [(PAGE, "C6", "18.36", 'shown as “99.99”, number format "99.99"')],
    ),
    "a number format that hides": (
        lambda made: made.show_as(PAGE, "D6", ";;;"),
        [(PAGE, "D6", "优秀", "shown as “”, number format ;;;")],
    ),
    "a number format that rounds": (
        lambda made: made.show_as(PAGE, "C6", "0.0"),
        [(PAGE, "C6", "18.36", "shown as “18.4”, number format 0.0")],
    ),
    "a hidden row": (hide_row, [(PAGE, "8:8", "a row that is seen", "hidden")]),
    "a row of no height": (flatten_row, [(PAGE, "8:8", "a row that is seen", "hidden")]),
    "a hidden column": (hide_column, [(PAGE, "D:D", "a column that is seen", "hidden")]),
    "a hidden sheet": (hide_sheet, [(PARTS, "", "a sheet that is seen", "hidden")]),
    "a renamed sheet": (rename_sheet, [("我的 表", "", PARTS, "我的 表")]),
    "a condition": (condition, [("", "", "nothing", 'a conditional number format: "99.99"')]),
    "a cell laid over another": (merge, [(PAGE, "D8", "良好", "nothing")]),
    "a smaller print area": (print_less, [(PAGE, "F5", "备注", "not printed")]),
    "what stands above the page": (
        other_header,
        [
            (
                PAGE,
                "",
                "above or below the pages: 初步结果虚构示例：单位、评议员和评分均为虚构。",
                "above or below the pages: 审定稿&终稿",
            )
        ],
    ),
    "added lines": (
        two_more_lines,
        [(PARTS, "10:10", "nothing", "示例市某局 | 99.5"), (PARTS, "11:11", "nothing", "另")],
    ),
    "an added cell": (put("H6", 99.0), [(PAGE, "H6", "nothing", "99")]),
}  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), ALTERATIONS.values(), ids=ALTERATIONS)
def test_an_alteration_is_found_and_nothing_else(change: Change, expected: Told) -> None:
    """Sheet, cell, what should stand there and what does."""
    assert told(BOOK, altered(files()[BOOK], change)) == expected


def test_the_file_itself_has_no_difference() -> None:
    """Nor when nothing but the packing is different."""
    assert {name: told(name, data) for name, data in files().items()} == {name: [] for name in files()}
    assert told(BOOK, altered(files()[BOOK], lambda _: None)) == []


def test_an_altered_formula_is_found_though_its_value_is_not() -> None:
    """It changes what is shown as soon as the file is worked out again."""
    ((sheet, cell, before, after),) = told(BOOK, altered(files()[BOOK], formula_constant))
    assert (sheet, cell, before.replace(",2)", ",1)")) == (PARTS, "B6", after)


def test_a_formula_where_a_constant_stood() -> None:
    """Whatever it gives today."""
    change = formula("A1", "示例市评议成绩汇总表", 'IF(TRUE,"示例市评议成绩汇总表")')
    expected = (PAGE, "A1", "示例市评议成绩汇总表", '=IF(TRUE,"示例市评议成绩汇总表")')
    assert told(BOOK, altered(files()[BOOK], change)) == [expected]


def test_a_deleted_and_an_added_sheet() -> None:
    """Both are told with how much they hold."""
    less = altered(files()[BOOK], drop_sheet)
    size = sum(map(len, read_book(files()[BOOK]).sheets[-1].rows.values()))
    assert told(BOOK, less) == [("计分说明", "", f"a sheet (filled cells: {size})", "nothing")]
    before, after = read_book(less), read_book(files()[BOOK])
    assert [(item.place.sheet, item.expected) for item in book_differences("a", before, after)] == [
        ("计分说明", book_differences("a", after, before)[0].found)
    ]


def test_what_may_be_done_to_a_paper() -> None:
    """Blanks filled in, something written beside and below the signatures, widths and fonts, constants."""

    def signed(made: Altered) -> None:
        text = "".join(str(found.text) for found in made.cell(PAGE, "A16").iter(f"{MAIN}t"))
        assert text == ""
        made.put(PAGE, "A16", "审定　　　：张三　日期：2026年10月30日")
        made.put(PAGE, "C16", "同意")
        made.put(PAGE, "A18", "附：会议纪要3份")
        made.row(PAGE, 6).set("ht", "99")
        made.put(PAGE, "C6", 18.36)
        made.show_as(PAGE, "C7", "General")

    assert told(BOOK, altered(files()[BOOK], signed)) == []


def test_a_signature_line_is_not_free_altogether() -> None:
    """What stands around its blanks must stay, and what is written above it is told."""
    changed = altered(files()[BOOK], lambda made: made.put(PAGE, "A16", "作废：张三　日期：今天"))
    assert [cell for _, cell, _, _ in told(BOOK, changed)] == ["A16"]
    above = altered(files()[BOOK], lambda made: made.put(PAGE, "A13", "同意"))
    assert told(BOOK, above) == [(PAGE, "A13", "nothing", "同意")]


def test_a_file_saved_without_figures() -> None:
    """A library leaves out the values of formulas: told once, and everything else is still compared."""
    book = load_workbook(BytesIO(files()[BOOK]))
    book[PAGE]["A1"] = "别的题目"
    stream = BytesIO()
    book.save(stream)
    found = told(BOOK, stream.getvalue())
    unsaved = "formulas without their values: open the file in WPS, Excel or LibreOffice, save it and verify again"
    assert found == [
        ("", "", "values saved with the formulas", unsaved),
        (PAGE, "A1", "示例市评议成绩汇总表", "别的题目"),
    ]


def test_a_row_put_in_and_one_taken_out() -> None:
    """The rows below are held against those they were, not against their neighbours."""
    name = "公布稿.xlsx"
    added = insert_row(files()[name], "等次", 9, ["良好", "示例市某局"])
    assert told(name, added) == [("等次", "9:9", "nothing", "良好 | 示例市某局")]
    before, after = read_book(files()[name]), read_book(added)
    ((place, expected, found),) = [
        (item.place.cell, item.expected, item.found) for item in book_differences("a", after, before)
    ]
    assert (place, expected) == ("9:9", "良好 | 示例市某局")
    assert found == book_differences("a", before, after)[0].expected


def book_of(*rows: dict[int, Cell], name: str = "表") -> Book:
    """Return a book of one sheet."""
    return Book((Sheet(name, rows=dict(enumerate(rows, start=1))),))


def test_formulas_follow_a_row_that_was_put_in() -> None:
    """The office program that puts it in moves every reference; that is no difference."""
    lines = [{1: Cell(f"单位{at}"), 2: Cell(float(at))} for at in range(1, 4)]
    before = book_of(*lines, {1: Cell("共"), 2: Cell(6.0, "=SUM(B1:B3)+B2")})
    more = {1: Cell("单位多"), 2: Cell(0.0)}
    after = book_of(lines[0], more, *lines[1:], {1: Cell("共"), 2: Cell(6.0, "=SUM(B1:B4)+B3")})
    wrong = book_of(lines[0], more, *lines[1:], {1: Cell("共"), 2: Cell(6.0, "=SUM(B1:B4)+B4")})
    assert [str(item.found) for item in book_differences("a", before, after)] == ["单位多 | 0"]
    assert [str(item.found) for item in book_differences("a", before, wrong)] == ["单位多 | 0", "=SUM(B1:B4)+B4"]


def test_a_filled_template_has_no_values_yet() -> None:
    """Its formulas are compared, and not what a program worked them out to."""
    before = book_of({1: Cell(None, "=SUM(A2:A3)", saved=False)}, {1: Cell(2.0)})
    opened = book_of({1: Cell(5.0, "=SUM(A2:A3)")}, {1: Cell(2.0)})
    assert [book_differences("a", before, found) for found in (before, opened)] == [[], []]
    wrong = book_of({1: Cell(5.0, "=SUM(A2:A4)")}, {1: Cell(3.0)})
    assert [str(item.found) for item in book_differences("a", before, wrong)] == ["=SUM(A2:A4)", "3"]


def test_truth_is_no_number() -> None:
    """Nor is it another truth."""
    true = book_of({1: Cell(True)})  # noqa: FBT003 - what the cell holds
    false = book_of({1: Cell(False)})  # noqa: FBT003 - the same
    found = [book_differences("a", true, other) for other in (true, false, book_of({1: Cell(1.0)}))]
    assert [[str(item.found) for item in told] for told in found] == [[], ["False"], ["1"]]


def test_empty_rows_are_neither_put_in_nor_taken_out() -> None:
    """Only what holds something is told."""
    before = Book((Sheet("表", rows={1: {1: Cell("甲")}, 4: {1: Cell("乙")}}),))
    after = Book((Sheet("表", rows={1: {1: Cell("甲")}, 3: {1: Cell("乙")}}),))
    assert [book_differences("a", *both) for both in ((before, after), (after, before))] == [[], []]


def test_rows_and_columns_hidden_as_expected() -> None:
    """What is hidden in both, or holds nothing, hides no figure."""
    before = Book((Sheet("表", rows={1: {1: Cell("甲"), 2: Cell("乙")}}, hidden_rows=frozenset({1})),))
    after = Book((replace(before.sheets[0], hidden_rows=frozenset({1, 5}), hidden_columns=frozenset({9})),))
    assert book_differences("a", before, after) == []


def test_text_boxes_with_figures() -> None:
    """A seal or a name may lie over the page; figures may not."""
    plain = book_of({1: Cell("甲")})
    boxed = Book(tuple(replace(sheet, boxes=("同意", "更正：99.5分")) for sheet in plain.sheets))
    found = [(item.place.sheet, item.found) for item in book_differences("a", plain, boxed)]
    assert [(sheet, words.render()) for sheet, words in found if not isinstance(words, str)] == [
        ("表", "a text box: 更正：99.5分")
    ]


@pytest.mark.parametrize("name", ["送审表.xlsx", "内部明细.xlsx"])
def test_any_altered_cell_is_found(name: str) -> None:
    """Thirty cells of each file at random: another number or text, with the formula kept or written over."""
    chance = Random(4)  # noqa: S311 - nothing secret
    expected = files()[name]
    places = [(sheet, place) for sheet, place, _ in Altered(expected).cells()]
    book = {sheet.name: sheet for sheet in read_book(expected).sheets}
    for sheet, place in chance.sample(places, k=30):
        made = Altered(expected)
        held = made.cell(sheet, place).find(f"{MAIN}f")
        number = chance.randrange(1, 10**6) / 1000 + 1e6
        value: float | str = number if chance.randrange(2) else "改过的文字"
        made.put(sheet, place, value, str(held.text) if held is not None and chance.randrange(2) else "")
        found = told(name, made.data())
        assert [(one, cell) for one, cell, _, _ in found] == [(sheet, place)], (book[sheet], place, value)


def test_beside_and_below_signatures_is_free() -> None:
    """From the first line with blanks on, whatever is written where nothing stood."""
    before = book_of({1: Cell("甲"), 2: Cell(9.0)}, {1: Cell("签名：＿＿＿＿")}, {1: Cell("附注")})
    after = book_of({1: Cell("甲"), 2: Cell(9.0)}, {1: Cell("签名：张三"), 2: Cell("同意")}, {1: Cell("附注")})
    assert book_differences("a", before, after) == []
    wrong = book_of({1: Cell("甲"), 2: Cell(9.0), 3: Cell("更正")}, {1: Cell("签名：张三")}, {1: Cell("无")})
    assert [(item.place.cell, item.found) for item in book_differences("a", before, wrong)] == [
        ("C1", "更正"),
        ("A3", "无"),
    ]


def test_a_formula_that_shows_nothing_may_go() -> None:
    """An empty cell shows the same."""
    before = book_of({1: Cell("甲"), 2: Cell("", "=A1")}, {1: Cell(1.0, "=1")})
    assert book_differences("a", before, book_of({1: Cell("甲")}, {1: Cell(1.0, "=1")})) == []


def test_a_renamed_sheet_is_known_by_its_texts() -> None:
    """The first two hundred of them are enough."""
    rows = [{1: Cell(f"单位{at}")} for at in range(500)]
    found = book_differences("a", book_of(*rows), book_of(*rows, name="别名"))
    assert [(item.place.sheet, item.expected, item.found) for item in found] == [("别名", "表", "别名")]
