"""Templates that LibreOffice has saved are filled and keep their looks, and what they reckon comes out right."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formatting import rule as rules_of_formats
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from scoring.reports.findings import Findings
from scoring.reports.templates import standard_workbook
from tests.office.recalculate import cells, pages, recalculated
from tests.scoring.reports.templates.made import Sheet, filled_bytes, made
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.rounds import trimmed

pytestmark = pytest.mark.office

FINDINGS = Findings(trimmed(), chinese, "1")
LINES = len(FINDINGS.results.standings)
ROW = 5
# Untyped in openpyxl.
RULES: Any = rules_of_formats
CELLS = {
    "A1": "{{round.organizer}}文件",
    "A2": "{{round.title}}成绩表（{{status}}）",
    **{
        f"{column}4": words
        for column, words in zip("ABDEFG", ["名次", "单位", "总分", "占比", "等次", "备注"], strict=True)
    },
    "A5": "{{agency.rank}}",
    "B5": "{{agency.name}}",
    "D5": "{{agency.total}}",
    "E5": "=D5/D$9",
    "F5": "{{agency.grade}}",
    "G5": "第{{agency.rank}}名",
    "A6": "合计",
    "D6": "=SUM(D5)",
    "E6": "=AVERAGE(D5:D5)",
    "A7": "优秀",
    "D7": '=COUNTIF(F5,"优秀")',
    "A8": "最高",
    "D8": "=MAX(D5:D5)-MIN($D$5:$D$5)",
    "A9": "满分",
    "D9": 20,
    "A10": "计分人：＿＿＿＿　审核人：＿＿＿＿",
}


def dressed(sheet: Sheet) -> None:
    """Give the template a red heading, borders, fills, merged cells, formats and a page."""
    thin, red = Side(style="thin"), Side(style="thick", color="FFC00000")
    sheet["A1"].font = Font(name="方正小标宋简体", size=30, color="FFC00000")
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet["A2"].font = Font(name="方正小标宋简体", size=20)
    for column in "ABCDEFG":
        sheet[f"{column}1"].border = Border(bottom=red)
        sheet[f"{column}4"].font, sheet[f"{column}4"].fill = (
            Font(name="黑体", bold=True),
            PatternFill("solid", fgColor="FFD9D9D9"),
        )
        for row in (4, 5, 6):
            sheet[f"{column}{row}"].border = Border(left=thin, right=thin, top=thin, bottom=thin)
        sheet[f"{column}5"].font = Font(name="仿宋", size=14, italic=column == "G")
    sheet["D5"].number_format, sheet["E5"].number_format = '0.0"分"', "0.0%"
    for area in ("A1:G1", "A2:G2", "B4:C4", "B5:C5", "A10:G10"):
        sheet.merge_cells(area)
    for row, height in ((1, 60), (2, 42), (4, 28), (5, 33), (6, 24), (10, 48)):
        sheet.row_dimensions[row].height = height
    sheet.column_dimensions["B"].width = 30
    sheet.conditional_formatting.add(
        "D5", RULES.CellIsRule(operator="greaterThan", formula=["16.5"], font=Font(bold=True))
    )
    held = DataValidation(type="list", formula1='"优秀,良好"')
    held.add("F5")
    sheet.add_data_validation(held)
    sheet.print_area, sheet.print_title_rows, sheet.freeze_panes = "A1:G10", "1:4", "A5"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_margins.left = "landscape", 9, 1.1
    sheet.row_breaks.append(Break(id=9))
    sheet.oddFooter.center.text = "第&P页 {{rubric.title}}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the template as LibreOffice saved it, filled, and as LibreOffice worked it out."""
    place = tmp_path_factory.mktemp("template")
    (place / "template.xlsx").write_bytes(made(CELLS, dressed))
    template = recalculated(place / "template.xlsx", place).read_bytes()
    (place / "saved.xlsx").write_bytes(template)
    (place / "filled.xlsx").write_bytes(filled_bytes(FINDINGS, template))
    return place


def sheet_in(path: Path) -> Sheet:
    """Return the first sheet of a workbook."""
    return load_workbook(io.BytesIO(path.read_bytes()), rich_text=True).worksheets[0]


def moved(row: int) -> list[int]:
    """Return where a row of the template stands in the filled workbook."""
    return [*range(ROW, ROW + LINES)] if row == ROW else [row + (LINES - 1 if row > ROW else 0)]


def looks(cell: Any) -> list[object]:  # noqa: ANN401 - covered cells have a type of their own
    """Return all that can be seen of a cell but its content."""
    font, border = cell.font, cell.border
    return [
        *(getattr(font, name) for name in ("name", "sz", "u")),
        *(bool(getattr(font, name)) for name in ("b", "i", "strike")),
        font.color and font.color.rgb,
        *(
            (side.style, side.color and side.color.rgb)
            for side in (border.left, border.right, border.top, border.bottom)
        ),
        (cell.fill.fill_type, cell.fill.fgColor.rgb),
        cell.number_format,
        *(getattr(cell.alignment, name) for name in ("horizontal", "vertical", "indent")),
        *(bool(getattr(cell.alignment, name)) for name in ("wrap_text", "shrink_to_fit")),
        cell.protection.locked,
    ]


def test_every_cell_looks_as_in_the_template(folder: Path) -> None:
    """Typeface, borders, fill, number format, alignment: the row's in each line, all others in their new places."""
    before, after = sheet_in(folder / "saved.xlsx"), sheet_in(folder / "filled.xlsx")
    places = [(f"{column}{row}", f"{column}{to}") for row in range(1, 11) for column in "ABCDEFG" for to in moved(row)]
    assert [(old, new) for old, new in places if looks(before[old]) != looks(after[new])] == []
    assert {len({tuple(map(str, looks(before[old]))) for old, _ in places}) > 5} == {True}


def test_rows_columns_and_page_are_those_of_the_template(folder: Path) -> None:
    """Heights, widths, merged cells, print area, titles, breaks, paper, margins, footer, frozen panes."""
    before, after = sheet_in(folder / "saved.xlsx"), sheet_in(folder / "filled.xlsx")
    heights = {to: before.row_dimensions[row].height for row in range(1, 11) for to in moved(row)}
    assert {row: after.row_dimensions[row].height for row in heights} == heights
    assert {name: item.width for name, item in after.column_dimensions.items()} == {
        name: item.width for name, item in before.column_dimensions.items()
    }
    assert sorted(map(str, after.merged_cells.ranges)) == [
        "A12:G12", "A1:G1", "A2:G2", "B4:C4", "B5:C5", "B6:C6", "B7:C7",
    ]  # fmt: skip
    assert (after.print_area, after.print_title_rows, [item.id for item in after.row_breaks.brk]) == (
        "'成绩'!$A$1:$G$12", "$1:$4", [11],
    )  # fmt: skip
    for name in ("orientation", "paperSize", "scale", "fitToWidth", "fitToHeight"):
        assert getattr(after.page_setup, name) == getattr(before.page_setup, name)
    assert (after.page_margins, after.freeze_panes) == (before.page_margins, before.freeze_panes)
    assert after.oddFooter.center.text == before.oddFooter.center.text.replace("{{rubric.title}}", "评分细则")
    assert [str(item.sqref) for item in after.conditional_formatting] == ["D5:D7"]
    assert [str(item.sqref) for item in after.data_validations.dataValidation] == ["F5:F7"]


def test_the_templates_formulas_come_out_right(folder: Path) -> None:
    """Sums, means and shares over all agencies, worked out by LibreOffice."""
    found = cells(recalculated(folder / "filled.xlsx", folder))
    scores = [Fraction(str(found["成绩", f"D{row}"])) for row in moved(ROW)]
    shown = [FINDINGS.results.shown(item.score) for item in FINDINGS.results.standings if item.score is not None]
    assert scores == shown
    expected = {
        **{f"E{row}": score / 20 for row, score in zip(moved(ROW), scores, strict=True)},
        "D8": sum(scores), "E8": sum(scores) / LINES, "D9": Fraction(2), "D10": max(scores) - min(scores),
    }  # fmt: skip
    assert {place: round(float(str(found["成绩", place])), 9) for place in expected} == {
        place: round(float(value), 9) for place, value in expected.items()
    }


def test_the_standard_template_is_one_page(tmp_path: Path) -> None:
    """It prints on one sheet of paper as it is."""
    path = tmp_path / "standard.xlsx"
    path.write_bytes(filled_bytes(FINDINGS, standard_workbook(chinese)))
    assert len(pages(path, tmp_path / "png", 40)) == 1
