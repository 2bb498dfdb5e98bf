"""What people and programs do to a score sheet: it ends in the right marks, or in a refusal that says where."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from copy import copy
from typing import Any

import openpyxl
import pytest

from rubrics import Problem, Problems
from scoring.rounds import Sheet
from tests.scoring.sheets.returning import FULL, Change, Office, edited, marks, page, put, spot

OTHER = {"A1": 7, "A2": 6.5, "A3": "良", "A4": "√√", "B1": 4, "V1": "是"}
WRITTEN = (
    marks("a", FULL),
    marks("b", OTHER),
    put("a", "A2", "reason", "台账不全"),
    put("b", "~problems", "text", "无台账"),
)
Damage = Callable[[bytes], bytes]
Fault = tuple[str, str, str]
"""Code, title of the sheet and cell."""
A, B = "教育局", "教育局考试中心"


def office_and_sheet() -> tuple[Office, bytes]:
    """Return an office and a workbook that it issued to the first rater, two agencies filled in."""
    office = Office()
    return office, edited(office.issue(), *WRITTEN)


OFFICE, FILLED = office_and_sheet()
RIGHT = OFFICE.take(FILLED).sheets


def book(*changes: Change) -> Damage:
    """Return what a person does in a spreadsheet program."""
    return lambda data: edited(data, *changes)


def on(page_id: str, change: Callable[[Any], object]) -> Damage:
    """Return what a person does on one page."""
    return book(lambda held: change(page(held, page_id)))


def mark(value: object, criterion: str = "A1") -> Damage:
    """Return the typing of one mark."""
    return book(put("a", criterion, "mark", value))


def inside(name: str, change: Callable[[str], str]) -> Damage:
    """Return a change of one part of the package, as no program would make it by itself."""

    def damage(data: bytes) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                content = old.read(info)
                if info.filename == name:
                    changed = change(content.decode())
                    assert changed.encode() != content
                    content = changed.encode()
                new.writestr(info.filename, content)
        return stream.getvalue()

    return damage


def formula(text: str, value: str) -> Damage:
    """Return a mark that a formula works out, with a saved value."""
    held = "" if not value else f"<v>{value}</v>"
    return inside(
        "xl/worksheets/sheet2.xml",
        lambda xml: re.sub(r'<c r="I5"( s="\d+")? t="n"><v>8.5</v>', rf'<c r="I5"\1><f>{text}</f>{held}', xml),
    )


def copy_row(sheet: Any, source: int, target: int, first: int = 1) -> None:  # noqa: ANN401 - untyped in openpyxl
    """Copy the cells of a row over another, from a column on."""
    for column in range(first, 12):
        cell = sheet.cell(source, column)
        if not isinstance(sheet.cell(target, column), openpyxl.cell.cell.MergedCell):
            sheet.cell(target, column).value = copy(cell.value)


def another_mark(sheet: Any, mark: object) -> None:  # noqa: ANN401 - as above
    """Copy the first row of the table below everything, and write another mark into the copy."""
    copy_row(sheet, 5, 20)
    sheet.cell(20, 9).value = mark


def sort_rows(sheet: Any, first: int) -> None:  # noqa: ANN401 - as above
    """Sort the rows of criteria by their title, from a column on."""
    rows = [[sheet.cell(row, column).value for column in range(first, 12)] for row in range(5, 11)]
    for row, values in enumerate(sorted(rows, key=lambda row: str(row[4 - first])), start=5):
        for column, value in enumerate(values, start=first):
            if not isinstance(sheet.cell(row, column), openpyxl.cell.cell.MergedCell):
                sheet.cell(row, column).value = value


def swap_ids(held: Any) -> None:  # noqa: ANN401 - as above
    """Give two pages each other's ids."""
    one, two = page(held, "a"), page(held, "b")
    one["A1"], two["A1"] = "pingyi:b", "pingyi:a"


def copied(*changes: Change) -> Change:
    """Return the copying of an agency's whole sheet, with something done to the copy."""

    def change(held: Any) -> None:  # noqa: ANN401 - as above
        sheet = held.copy_worksheet(page(held, "a"))
        held.move_sheet(sheet, -len(held.sheetnames) + 1)
        for one in changes:
            one(held)

    return change


def cleared(held: Any) -> None:  # noqa: ANN401 - as above
    """Empty the marks of the first page of an agency."""
    for criterion in FULL:
        spot(page(held, "a"), criterion, "mark").value = None
    spot(page(held, "a"), "A2", "reason").value = None


def beside(held: Any, *, marked: bool, value: object = None) -> None:  # noqa: ANN401 - as above
    """Copy the column of marks into a free one, with its hidden id or without."""
    sheet = page(held, "a")
    for row in range(1 if marked else 3, 12):
        sheet.cell(row, 15).value = sheet.cell(row, 9).value
    if value is not None:
        sheet.cell(5, 15).value = value


def lost_columns(*columns: int) -> Damage:
    """Return the loss of the hidden ids of columns."""

    def change(sheet: Any) -> None:  # noqa: ANN401 - as above
        for column in columns:
            sheet.cell(1, column).value = None

    return on("a", change)


def foreign_page(held: Any) -> None:  # noqa: ANN401 - as above
    """Move in a page that the workbook was not issued with."""
    held.create_sheet("丁局")["A1"] = "pingyi:d"


def second_seal(held: Any) -> None:  # noqa: ANN401 - as above
    """Move in another workbook's seal."""
    other = openpyxl.load_workbook(io.BytesIO(Office().issue("r2")))["pingyi"]
    sheet = held.create_sheet("pingyi2")
    for row in other.iter_rows():
        for cell in row:
            sheet[cell.coordinate] = cell.value


def scratch(held: Any) -> None:  # noqa: ANN401 - as above
    """Add a sheet for notes and sums of one's own."""
    held.create_sheet("草稿", 0)["B2"] = 99


def all_shown(held: Any) -> None:  # noqa: ANN401 - as above
    """Take away all protection, and show what was hidden."""
    for sheet in held.worksheets:
        sheet.protection.disable()
        sheet.sheet_state = "visible"
        sheet.column_dimensions["A"].hidden = False
        sheet.row_dimensions[1].hidden = False


def unmerged(sheet: Any) -> None:  # noqa: ANN401 - as above
    """Part all merged cells."""
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def renamed_and_turned(held: Any) -> None:  # noqa: ANN401 - as above
    """Give every sheet another name, and turn their order round."""
    for at, sheet in enumerate(held.worksheets):
        sheet.title = f"表{at}"
    held._sheets.reverse()  # noqa: SLF001 - openpyxl has no other way


HARMLESS: dict[str, Damage] = {
    "saved by another program": book(),
    "a row inserted above the table": on("a", lambda sheet: sheet.insert_rows(4)),
    "rows inserted between criteria": on("a", lambda sheet: sheet.insert_rows(7, 3)),
    "a row of notes without marks": on("a", lambda sheet: (sheet.insert_rows(7), sheet.cell(7, 6, "见第三页"))),
    "rows below the table deleted": on("a", lambda sheet: sheet.delete_rows(16, 5)),
    "sheets renamed and turned round": book(renamed_and_turned),
    "the cover deleted": book(lambda held: held.remove(page(held, "~cover"))),
    "a column inserted": on("a", lambda sheet: sheet.insert_cols(9)),
    "a column of one's own": on("a", lambda sheet: sheet.cell(5, 16, 3)),
    "the marks copied beside": book(lambda held: beside(held, marked=False, value=1)),
    "the marks copied beside, ids and all": book(lambda held: beside(held, marked=True)),
    "a row copied, ids and all": on("a", lambda sheet: copy_row(sheet, 5, 20)),
    "a row copied without its mark": on("a", lambda sheet: another_mark(sheet, None)),
    "a sheet copied": book(copied()),
    "a sheet copied and emptied": book(copied(cleared)),
    "whole rows sorted": on("a", lambda sheet: sort_rows(sheet, 1)),
    "a sheet of one's own": book(scratch),
    "protection taken away": book(all_shown),
    "a page hidden": on("a", lambda sheet: setattr(sheet, "sheet_state", "hidden")),
    "merged cells parted": on("a", unmerged),
    "the hidden sheet renamed": book(lambda held: setattr(held["pingyi"], "title", "Sheet99")),
    "a mark as text": mark("8.5"),
    "a mark as text with points": mark("8.5分"),
    "full-width digits": mark("８．５"),
    "space around a mark": mark("\u3000 8.5\u00a0\n"),
    "invisible marks around it": mark("\u200e8.5\ufeff"),
    "a number that is nearly it": mark(8.500000000000002),
    "a formula with its value": formula("8+0.5", "8.5"),
    "level with its points": mark("优（5分）", "A3"),
    "level as points": mark("5分", "A3"),
    "signs with commas": mark("×，√", "A4"),
    "other signs": mark("❌✅", "A4"),
    "labels broken into lines": on("a", lambda sheet: setattr(spot(sheet, "A1", "label"), "value", "责任\n清单 ")),
    "formulas frozen to values": on("a", lambda sheet: sheet.cell(11, 9, 30)),
    "styles of cells lost": inside("xl/styles.xml", lambda xml: xml.replace("<b/>", "").replace("仿宋", "宋体")),
}
LABEL, TWICE, RANGE = "FORM-LABEL", "FORM-TWICE", "MARK-RANGE"
NUMBER, VALUE = "MARK-NUMBER", "CELL-VALUE"
REFUSED: dict[str, tuple[Damage, list[Fault]]] = {
    "pages swapped": (book(swap_ids), [(LABEL, A, "B3"), (LABEL, B, "B3")]),
    "a page's id lost": (on("a", lambda sheet: setattr(sheet["A1"], "value", None)), [("FORM-PAGE", A, "")]),
    "another page's id": (
        on("a", lambda sheet: setattr(sheet["A1"], "value", "pingyi:b")),
        [
            *((LABEL, A, "B3"), *((TWICE, B, cell) for cell in ("I5", "I6", "I7", "I8", "I9", "I10"))),
        ],
    ),
    "a page filled in for another agency": (on("a", lambda sheet: sheet.cell(3, 2, "单位:丙局")), [(LABEL, A, "B3")]),
    "a page without its title": (on("a", lambda sheet: sheet.cell(3, 2, "单位")), [(LABEL, A, "")]),
    "a page from elsewhere": (book(foreign_page), [("FORM-PAGE", "丁局", "")]),
    "all pages deleted": (
        book(lambda held: [held.remove(page(held, one)) for one in "abc"]),
        [("FORM-PAGE", "", "")],
    ),
    "a page as values elsewhere": (
        book(lambda held: held.remove(page(held, "a")), scratch),
        [("FORM-PAGE", "草稿", "")],
    ),
    "a row's id lost": (
        on("a", lambda sheet: sheet.cell(6, 1, "")),
        [("FORM-ROW", A, ""), ("FORM-STRAY", A, "I6"), ("FORM-STRAY", A, "J6")],
    ),
    "a row deleted": (on("a", lambda sheet: sheet.delete_rows(6)), [("FORM-ROW", A, "")]),
    "rows' ids swapped": (
        on("a", lambda sheet: (sheet.cell(5, 1, "A2"), sheet.cell(6, 1, "A1"))),
        [(LABEL, A, "D5"), (LABEL, A, "D6")],
    ),
    "a row copied, then changed": (
        on("a", lambda sheet: another_mark(sheet, 9)),
        [(TWICE, A, "I20")],
    ),
    "a row pasted over another": (
        on("a", lambda sheet: copy_row(sheet, 5, 6, 2)),
        [(LABEL, A, "D6")],
    ),
    "a whole row pasted over another": (
        on("a", lambda sheet: copy_row(sheet, 5, 6)),
        [("FORM-ROW", A, "")],
    ),
    "visible columns sorted": (
        on("a", lambda sheet: sort_rows(sheet, 2)),
        [(LABEL, A, f"D{row}") for row in (5, 8, 9)],
    ),
    "a label changed": (on("a", lambda sheet: sheet.cell(7, 4, "普法")), [(LABEL, A, "D7")]),
    "a row of one's own with a mark": (
        on("a", lambda sheet: (sheet.insert_rows(7), sheet.cell(7, 9, 3))),
        [("FORM-STRAY", A, "I7")],
    ),
    "the marks' column lost its id": (lost_columns(9), [("FORM-COLUMN", A, "")]),
    "all columns lost their ids": (lost_columns(4, 5, 9, 10), [("FORM-COLUMN", A, "")]),
    "the marks' column deleted": (on("a", lambda sheet: sheet.delete_cols(9)), [("FORM-COLUMN", A, "")]),
    "a copied column with another mark": (
        book(lambda held: beside(held, marked=True, value=9)),
        [(TWICE, A, "O5")],
    ),
    "a copied sheet with another mark": (
        book(copied(put("a", "A1", "mark", 9))),
        [(TWICE, A, "I5")],
    ),
    "a mark in the reasons' column": (
        book(put("c", "A1", "reason", "9分")),
        [("MARK-BESIDE", "丙局", "J5")],
    ),
    "a date": (mark(dt.date(2026, 8, 5)), [(VALUE, A, "I5")]),
    "true": (mark(True), [(VALUE, A, "I5")]),  # noqa: FBT003 - a cell's value
    "an error": (mark("#N/A"), [(VALUE, A, "I5")]),
    "a formula without a value": (mark("=8+0.5"), [(VALUE, A, "I5")]),
    "a formula of text": (formula("A1&amp;1", ""), [(VALUE, A, "I5")]),
    "negative": (mark(-1), [(RANGE, A, "I5")]),
    "too high": (mark(10.5), [(RANGE, A, "I5")]),
    "between two steps": (mark(8.3), [(RANGE, A, "I5")]),
    "huge": (mark(1e300), [(NUMBER, A, "I5")]),
    "1e5 as a number": (mark(1e5), [(RANGE, A, "I5")]),
    "1e5 as text": (mark("1e5"), [(NUMBER, A, "I5")]),
    "a long number": (mark("9" * 400), [(NUMBER, A, "I5")]),
    "NaN": (mark("NaN"), [(NUMBER, A, "I5")]),
    "infinity": (mark("∞"), [(NUMBER, A, "I5")]),
    "two marks": (mark("8.5/9"), [(NUMBER, A, "I5")]),
    "two marks with a space": (mark("8 9"), [(NUMBER, A, "I5")]),
    "a comma for a point": (mark("8,5"), [(NUMBER, A, "I5")]),
    "about": (mark("约8.5"), [(NUMBER, A, "I5")]),
    "digits in a circle": (mark("⑧"), [(NUMBER, A, "I5")]),
    "Chinese digits": (mark("八点五"), [(NUMBER, A, "I5")]),
    "a square": (mark("8²"), [(NUMBER, A, "I5")]),
    "per cent": (mark("85%"), [(NUMBER, A, "I5")]),
    "a formula as text": (
        inside("xl/worksheets/sheet2.xml", lambda xml: xml.replace('t="n"><v>8.5</v>', 't="str"><v>=8.5</v>', 1)),
        [(NUMBER, A, "I5")],
    ),
    "a level that there is not": (mark("优秀", "A3"), [(RANGE, A, "I7")]),
    "two levels": (mark("优良", "A3"), [(RANGE, A, "I7")]),
    "too few signs": (mark("√", "A4"), [("MARK-SIGNS", A, "I8")]),
    "too many signs": (mark("√√√", "A4"), [("MARK-SIGNS", A, "I8")]),
    "neither yes nor no": (mark("也许", "V1"), [("MARK-YES-NO", A, "I10")]),
    "a low mark without a reason": (mark(5.5), [("REASON-MISSING", A, "J5")]),
    "a low mark with an empty reason": (
        book(put("a", "A1", "mark", 5), put("a", "A1", "reason", " \u3000\n")),
        [("REASON-MISSING", A, "J5")],
    ),
    "recused without a reason": (mark("回避"), [("REASON-MISSING", A, "I5")]),
    "no recusal, in words": (book(put("a", "~recused", "text", "无")), [("RECUSAL-REASON", A, "E15")]),
    "a recusal, ticked": (book(put("a", "~recused", "text", "√")), [("RECUSAL-REASON", A, "E15")]),
    "a recusal without a reason": (book(put("a", "~recused", "text", "回避。")), [("RECUSAL-REASON", A, "E15")]),
    "a mark where there can be none": (book(put("c", "A4", "mark", "√√")), [("MARK-CLOSED", "丙局", "I8")]),
    "another name on the cover": (book(put("~cover", "~name", "text", "李四")), [("SHEETS-NAME", "Cover", "C6")]),
    "the hidden sheet deleted": (book(lambda held: held.remove(held["pingyi"])), [("SEAL-MISSING", "", "")]),
    "the hidden sheet emptied": (
        book(lambda held: held["pingyi"].delete_rows(2, 9)),
        [("SEAL-BROKEN", "", "")],
    ),
    "the hidden sheet tampered with": (
        book(lambda held: setattr(held["pingyi"]["A3"], "value", held["pingyi"]["A3"].value.replace('"r1"', '"r2"'))),
        [("SEAL-BROKEN", "", "")],
    ),
    "the signature tampered with": (
        book(lambda held: setattr(held["pingyi"]["A2"], "value", "0" * 64)),
        [("SEAL-BROKEN", "", "")],
    ),
    "two hidden sheets": (book(second_seal), [("SEAL-TWICE", "", "")]),
    "cut off": (lambda data: data[: len(data) // 2], [("BOOK-DAMAGED", "", "")]),
    "empty": (lambda _: b"", [("BOOK-KIND", "", "")]),
    "no workbook at all": (lambda _: b"agency,mark\na,8\n", [("BOOK-KIND", "", "")]),
    "an old workbook": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), [("BOOK-OLD", "", "")]),
    "a scan": (lambda _: b"%PDF-1.7\n", [("BOOK-KIND", "", "")]),
}


def test_at_least_sixty_kinds() -> None:
    """As the issue asks."""
    assert len(HARMLESS) + len(REFUSED) >= 60


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm(name: str) -> None:
    """The same marks and words for the same agencies."""
    assert OFFICE.take(HARMLESS[name](FILLED)).sheets == RIGHT


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    """Every fault is told with its sheet and cell, and nothing is read."""
    damage, expected = REFUSED[name]
    with pytest.raises(Problems) as caught:
        OFFICE.take(damage(FILLED))
    assert [_told(item) for item in caught.value.items] == expected
    assert {item.place.file for item in caught.value.items} == {"back.xlsx"}


def _told(item: Problem) -> Fault:
    return item.code, item.place.sheet, item.place.cell


def test_another_rounds_key() -> None:
    """Last year's workbook, or one of another round."""
    with pytest.raises(Problems) as caught:
        Office(key=b"another", issues=OFFICE.issues).take(FILLED)
    assert [item.code for item in caught.value.items] == ["SEAL-BROKEN"]


def test_emptied_altogether() -> None:
    """A workbook that came back as it went out says nothing, and that is no fault."""
    found = OFFICE.take(edited(FILLED, cleared, *(put("b", one, "mark", None) for one in OTHER)))
    assert found.sheets[0] == Sheet(agency="a", rater="r1")
    assert found.sheets[1] == Sheet(agency="b", rater="r1", problems="无台账")
    assert found.open == 17
