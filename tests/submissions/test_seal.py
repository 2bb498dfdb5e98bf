"""Seals of workbooks that went out and came back."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import xlsxwriter

from rubrics import Problems
from submissions import SEAL_SHEET, Seal, Worksheet, read_seal, read_worksheets

KEY = b"0123456789abcdef"
SEAL = Seal(
    "score-sheet",
    "jiangmen-2020",
    "r1",
    7,
    "a" * 64,
    "b" * 64,
    {"edu": "教育局 👩🏽\u200d🏫"},
    {"A1": "责任清单"},
    {"m": "x"},
)


def sheet(*cells: str, title: str = "重命名", column: int = 0) -> Worksheet:
    """Return a sheet with these cells in column A."""
    return Worksheet("a.xlsx", title, {(row, column): text for row, text in enumerate(cells, start=1)}, visible=False)


def code(*sheets: Worksheet, key: bytes = KEY) -> str:
    """Return the code of the one problem that these sheets raise, which is told of the whole file."""
    with pytest.raises(Problems) as raised:
        read_seal(sheets, key, "a.xlsx")
    (problem,) = raised.value.items
    assert problem.place.render() == "a.xlsx"
    return problem.code


def test_a_seal_goes_there_and_back() -> None:
    """Through a real workbook, in pieces that a cell can hold, under whatever name its sheet came back."""
    seal = replace(SEAL, labels={f"c{n}": "考核内容" * 20 for n in range(200)})
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet("封面").write(0, 0, "pingyi:~cover")
        hidden = book.add_worksheet(SEAL_SHEET)
        hidden.very_hidden()
        hidden.write_column(0, 0, seal.cells(KEY))
    assert len(seal.cells(KEY)) == 6
    assert read_seal(read_worksheets(stream.getvalue(), "a.xlsx"), KEY, "a.xlsx") == seal
    assert read_seal([sheet(*SEAL.cells(KEY))], KEY, "a.xlsx") == SEAL


def test_the_code_on_paper() -> None:
    """Eight characters that change with the key and with whatever was sealed; always the same for the same."""
    codes = {held.code(key) for held in (SEAL, replace(SEAL, number=8), Seal("form", "r")) for key in (KEY, b"other")}
    assert len(codes) == 6
    assert replace(SEAL).code(KEY) == SEAL.code(KEY) == SEAL.cells(KEY)[1][:8].upper()


def test_a_sheet_that_was_copied() -> None:
    """The same seal twice is one."""
    cells = SEAL.cells(KEY)
    assert read_seal([sheet(*cells), sheet("x"), sheet(*cells, title="pingyi (2)")], KEY, "a.xlsx") == SEAL


def test_a_seal_that_is_lost() -> None:
    """No sheet has one; one without anything else in it is not whole."""
    assert code(sheet("pingyi:edu"), sheet(), sheet(*SEAL.cells(KEY), column=1)) == "SEAL-MISSING"
    assert code(sheet(SEAL.cells(KEY)[0])) == "SEAL-BROKEN"


def test_seals_of_several_workbooks() -> None:
    """Sheets were moved from one into another."""
    assert code(sheet(*SEAL.cells(KEY)), sheet(*replace(SEAL, to="r2").cells(KEY))) == "SEAL-TWICE"


@pytest.mark.parametrize(
    ("old", "new"),
    [('"to":"r1"', '"to":"r2"'), ('"number":7', '"number":8'), ("jiangmen", "江门"), ("a" * 64, "\ud800")],
)
def test_a_seal_that_was_changed(old: str, new: str) -> None:
    """One letter is enough, and so is another round's key."""
    first, signature, content = SEAL.cells(KEY)
    assert code(sheet(first, signature, content.replace(old, new, 1))) == "SEAL-BROKEN"
    assert code(sheet(first, "é" * 64, content)) == "SEAL-BROKEN"
    assert code(sheet(first, signature, content), key=b"another round's") == "SEAL-BROKEN"
