"""The workbook of a form: page set-up, protection, drop-downs, hidden sheets."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from openpyxl import load_workbook

from rubrics import say
from scoring.sheets.paper import FormBook, there

LONG = tuple("档" * 60 + str(n) for n in range(5))


def form(fill: Any) -> tuple[Any, str]:  # noqa: ANN401 - a function
    """Return a form of one page, as openpyxl opens it and as its first sheet's XML, after `fill` wrote on the page."""
    stream = io.BytesIO()
    book = FormBook(stream, str, title="Round\n1", above="A & B " + "长" * 60, below="Code 1")
    fill(book, book.page("Page", "id", (10, 20.5), landscape=True))
    book.close()
    with zipfile.ZipFile(stream) as file:
        return load_workbook(stream), file.read("xl/worksheets/sheet1.xml").decode()


def test_a_page_is_an_a4_sheet_that_is_locked_without_a_password() -> None:
    """Ids hidden in column A and row 1, one page wide, rows may be made higher; the same bytes every time."""
    opened, xml = form(lambda _, __: None)
    sheet = opened["Page"]
    assert sheet["A1"].value == "pingyi:id"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.protection.sheet, sheet.protection.password, sheet.protection.formatRows) == (True, None, False)
    assert (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden) == (True, True)
    assert '<col min="3" max="3" width="21.' in xml
    assert (opened.properties.title, opened.properties.created.year) == ("Round 1", 2000)


def test_what_stands_above_and_below_every_page() -> None:
    """People's words are one line and no command; page n of N stands to the right."""
    sheet = form(lambda _, __: None)[0]["Page"]
    assert sheet.oddHeader.center.text == f"A && B {'长' * 54}…"
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("Code 1", "page &P of &N")
    stream = io.BytesIO()
    book = FormBook(stream, str, title="t", above="", below="b")
    book.page("Page", "id", (10,), landscape=False)
    book.close()
    plain: Any = load_workbook(stream)["Page"]
    assert (plain.oddHeader.center.text, plain.page_setup.orientation) == (None, "portrait")


def test_a_row_that_is_told_so_grows() -> None:
    """Its height is given, but not for ever; that of the others is."""

    def fill(_: FormBook, sheet: Any) -> None:  # noqa: ANN401 - untyped in XlsxWriter
        for row in (2, 3):
            sheet.write_string(row, 1, "x")
            sheet.set_row(row, 40)
        sheet.growing = frozenset({2})

    xml = form(fill)[1]
    found = {number: "customHeight" in rest for number, rest in re.findall(r'<row r="([34])"([^>]*)>', xml)}
    assert found == {"3": False, "4": True}


def test_a_short_list_is_written_out_and_a_long_one_stands_on_a_sheet_of_its_own() -> None:
    """Excel takes 255 letters; a comma or a quote within a choice would be two choices."""

    def fill(book: FormBook, sheet: Any) -> None:  # noqa: ANN401 - as above
        for row, choices in enumerate([("优", "良"), LONG, ("a,b", "c"), LONG, ('a"b',), (" a",)], start=3):
            book.choice(sheet, row, 1, choices, told=say("One."))

    opened, _ = form(fill)
    found = {str(rule.sqref): (rule.type, rule.formula1) for rule in opened["Page"].data_validations.dataValidation}
    assert found == {
        "B4": ("list", '"优,良"'),
        "B5": ("list", "'pingyi-lists'!$A$1:$A$5"),
        "B6": ("list", "'pingyi-lists'!$B$1:$B$2"),
        "B7": ("list", "'pingyi-lists'!$A$1:$A$5"),
        "B8": ("list", "'pingyi-lists'!$C$1:$C$1"),
        "B9": ("list", "'pingyi-lists'!$D$1:$D$1"),
    }
    lists = opened["pingyi-lists"]
    assert ([cell.value for cell in lists["A"]], lists.sheet_state) == (list(LONG), "veryHidden")


def test_a_refusal_says_what_may_be_entered() -> None:
    """Cut where Excel has no room for more."""

    def fill(book: FormBook, sheet: Any) -> None:  # noqa: ANN401 - as above
        book.check(sheet, 3, 1, "B4>0", told=say("长" * 300))

    (rule,) = form(fill)[0]["Page"].data_validations.dataValidation
    assert (rule.type, rule.formula1, rule.errorTitle) == ("custom", "B4>0", "This cannot be entered here")
    assert rule.error == rule.prompt == "长" * 254 + "…"


def test_without_long_lists_there_is_no_sheet_for_them() -> None:
    """Hidden sheets are locked, and nobody sees them."""
    opened, _ = form(lambda book, _: book.hidden("secret", ("a", "=b")))
    assert opened.sheetnames == ["Page", "secret"]
    hidden = opened["secret"]
    assert (hidden.sheet_state, hidden.protection.sheet) == ("veryHidden", True)
    assert [(cell.value, cell.data_type) for cell in hidden["A"]] == [("a", "s"), ("=b", "s")]


def test_one_cell_is_a_rectangle_too() -> None:
    """Several are merged, one is not, and an empty one has its look all the same."""

    def fill(book: FormBook, sheet: Any) -> None:  # noqa: ANN401 - as above
        book.merged(sheet, 3, 1, 3, 2, "wide", book.style("box"))
        book.merged(sheet, 4, 1, 4, 1, "", book.style("box"))

    sheet = form(fill)[0]["Page"]
    assert [str(item) for item in sheet.merged_cells.ranges] == ["B4:C4"]
    assert (sheet["B4"].value, sheet["B5"].value, sheet["B5"].protection.locked) == ("wide", None, False)


def test_a_style_may_be_varied() -> None:
    """Each variation is made once."""
    book = FormBook(io.BytesIO(), str, title="t", above="", below="")
    assert book.style("box") is book.style("box")
    assert book.style("box", bold=True) is not book.style("box")
    assert book.words(say("a {n}", n=1)) == "a 1"
    assert book.words("b") == "b"


def test_an_address_names_its_sheet() -> None:
    """Quotes in a title are doubled."""
    assert there("A'B", "$C$4") == "'A''B'!$C$4"
