"""Tests of scoring.reports.templates.filling: what stands in a cell or a header afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from scoring.reports.templates.filling import fill_cell, fill_header
from scoring.reports.templates.values import Figure, Value

VALUES: dict[str, Value] = {
    "status": "送审稿",
    "agency.name": "示例市甲局",
    "agency.total": Figure("-86.50"),
    "agency.rank": Figure("3", score=False),
    "evil": "=1+1",
    "bidi": "甲\u202e乙\x00\r\n丙_x0041_",
    "empty": "",
    "long": "长" * 40_000,
    "year": "2026年R&D",
}


def cell_of(value: Any, number_format: str = "General") -> Any:  # noqa: ANN401 - whatever openpyxl takes
    """Return a cell that holds `value`, filled."""
    cell: Any = Workbook().worksheets[0].cell(1, 1)
    cell.value = value
    cell.number_format = number_format
    fill_cell(cell, VALUES, 2)
    return cell


def rich(pieces: list[str | TextBlock]) -> CellRichText:
    """Return text in several typefaces."""
    return CellRichText(pieces)


@pytest.mark.parametrize(
    ("text", "before", "value", "kind", "after"),
    [
        ("{{agency.total}}", "General", "-86.50", "n", "0.00"),
        (" {{ agency.total }} ", "General", "-86.50", "n", "0.00"),
        ("{{agency.total}}", '0.0"分"', "-86.50", "n", '0.0"分"'),
        ("{{agency.total}}", "@", "-86.50", "s", "@"),
        ("{{agency.total}}分", "General", "-86.50分", "s", "General"),
        ("{{agency.rank}}", "General", "3", "n", "General"),
        ("{{agency.rank}}/{{agency.rank}}", "General", "3/3", "s", "General"),
        ("{{agency.name}}（{{status}}）", "General", "示例市甲局（送审稿）", "s", "General"),
        ("{{evil}}", "General", "=1+1", "s", "General"),
        ("{{bidi}}", "General", "甲乙\n丙_x005F_x0041_", "s", "General"),
        ("{{empty}}", "General", None, "n", "General"),
        ("{{long}}", "General", "长" * 32_767, "s", "General"),
        ("= 无公式", "General", "= 无公式", "f", "General"),
    ],
)
def test_cells(text: str, before: str, value: object, kind: str, after: str) -> None:
    """A lone number is a number in the cell's own format, or in the rubric's places; all else is text."""
    cell = cell_of(text, before)
    assert (cell.value, cell.data_type, cell.number_format) == (value, kind, after)


def test_numbers_of_a_rubric_without_places() -> None:
    """A whole number has no point."""
    cell: Any = Workbook().worksheets[0].cell(1, 1, "{{agency.total}}")
    fill_cell(cell, {"agency.total": Figure("86")}, 0)
    assert cell.number_format == "0"


def test_what_looks_like_a_formula_stays_text_when_it_is_edited() -> None:
    """Excel then takes the cell for text whatever it begins with."""
    assert [cell_of(text).quotePrefix for text in ("{{evil}}", "-{{agency.name}}", "{{agency.name}}")] == [
        True,
        True,
        False,
    ]


def test_text_in_several_typefaces() -> None:
    """A value has the typeface in which its placeholder begins; what is left of a placeholder goes."""
    bold, italic = InlineFont(b=True), InlineFont(i=True)
    held = rich(
        ["甲{{st", TextBlock(bold, "at"), TextBlock(italic, "us}}乙{{evil}}"), TextBlock(bold, "{{empty}}"), "丙"]
    )
    found = cell_of(held).value
    assert found == rich(["甲送审稿", TextBlock(italic, "乙=1+1"), "丙"])


def test_text_in_several_typefaces_without_anything_left_or_beyond_all_measure() -> None:
    """An empty cell, and no more than a cell can hold."""
    bold = InlineFont(b=True)
    assert cell_of(rich(["{{empty}}", TextBlock(bold, "{{empty}}")])).value is None
    long = cell_of(rich(["甲{{long}}", TextBlock(bold, "{{status}}")])).value
    assert [len(str(block)) for block in long] == [32_767]


def test_a_number_keeps_the_typeface_of_its_placeholder() -> None:
    """A number cannot have several, so the cell gets it."""
    cell = cell_of(rich([" ", TextBlock(InlineFont(rFont="黑体", sz=20, b=True), "{{agency.total}}")]))
    assert (cell.value, cell.data_type) == ("-86.50", "n")
    assert (cell.font.name, cell.font.sz, cell.font.b) == ("黑体", 20, True)
    plain = cell_of(rich(["{{agency.total}}"]))
    assert plain.font == Font(name="Calibri", sz=11, family=2, color=plain.font.color, scheme="minor")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("&L{{status}}&R&P", "&L送审稿&R&P"),
        ("&C&12{{year}}", "&C&12 2026年R&&D"),
        ("&C{{year}}", "&C2026年R&&D"),
        ("&C{{bidi}}", "&C甲乙 丙_x005F_x0041_"),
        ("&C{{long}}&R{{status}}", "&C" + "长" * 250 + "…&R"),
    ],
)
def test_headers(text: str, written: str) -> None:
    """Signs stay signs, and no header grows beyond what Excel reads."""
    found = fill_header(text, VALUES)
    assert (found, len(found) <= 255) == (written, True)
