"""What LibreOffice saves is read as it was before: every cell, hidden ones and the seal included."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from rubrics import Problems
from submissions import SEAL_SHEET, Seal, read_seal, read_worksheets
from submissions.text_cells import TextWorkbook
from tests.office.recalculate import _converted, recalculated

pytestmark = pytest.mark.office

KEY = b"a key of the round"
LABELS = {f"c{n}": "考核内容 👩🏽\u200d🏫" * 30 for n in range(60)}
SEAL = Seal("score-sheet", "r", "r1", 1, "a" * 64, "b" * 64, {"edu": "教育局"}, LABELS)
TEXTS = (
    "pingyi:edu", "甲\n乙", " 前后 空格 ", "𠮷\ue000", "👩🏽\u200d🏫", "_x000D_", "=1+1", "8.5分", "８．５", "007",
    "é e\u0301", '"引号" & <b>', "a\tb", "回避",
)  # fmt: skip
NUMBERS = (8, 8.2, 0.1 + 0.2, 0.00001, 123456789012345, -5, 9.95)


def made() -> bytes:
    """Return a workbook with all that a form may hold."""
    stream = io.BytesIO()
    with TextWorkbook(stream, in_memory=True) as book:
        sheet = book.add_worksheet("评分")
        sheet.protect()
        sheet.write_column(0, 0, TEXTS)
        sheet.write_column(0, 2, NUMBERS)
        sheet.write_number(8, 2, 0.29, book.add_format({"num_format": "0%"}))
        sheet.write_number(9, 2, 8, book.add_format({"num_format": '0"分"'}))
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(10, 2, dt.datetime(2026, 1, 2), day)  # noqa: DTZ001 - Excel knows no zones
        sheet.write_boolean(11, 2, True)  # noqa: FBT003 - XlsxWriter wants it so
        sheet.write_formula(12, 2, "=NA()", None, "#N/A")
        sheet.write_formula(13, 2, "=C1+0.5", None, 8.5)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, None, {"hidden": True})
        hidden = book.add_worksheet(SEAL_SHEET)
        hidden.very_hidden()
        hidden.write_column(0, 0, SEAL.cells(KEY))
    return stream.getvalue()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return that workbook as a file."""
    path = tmp_path / "评分表.xlsx"
    path.write_bytes(made())
    return path


def test_a_workbook_saved_by_libreoffice(workbook: Path, tmp_path: Path) -> None:
    """To the last space, line break and rare sign; the file has another name, and so have the places."""
    saved = recalculated(workbook, tmp_path)
    before = read_worksheets(workbook.read_bytes(), "a.xlsx")
    after = read_worksheets(saved.read_bytes(), "a.xlsx")
    assert after == before
    assert [len(sheet.cells) for sheet in before] == [len(TEXTS) + len(NUMBERS) + 6, len(SEAL.cells(KEY))]
    assert read_seal(after, KEY, "a.xlsx") == SEAL


@pytest.mark.parametrize(("ending", "code"), [("ods", "BOOK-KIND"), ("xls", "BOOK-OLD")])
def test_other_formats_of_libreoffice(workbook: Path, tmp_path: Path, ending: str, code: str) -> None:
    """They are refused with how to save them."""
    saved = _converted(workbook, tmp_path / "other", ending)
    with pytest.raises(Problems) as raised:
        read_worksheets(saved.read_bytes(), saved.name)
    assert [(problem.code, problem.remedy.render()) for problem in raised.value.items] == [
        (code, "Open it in WPS or Excel, and save it as an Excel workbook (.xlsx).")
    ]
