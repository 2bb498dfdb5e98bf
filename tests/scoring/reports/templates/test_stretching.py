"""Tests of scoring.reports.templates.stretching and ranges: three agencies, so that row 5 becomes rows 5 to 7."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.formatting import rule as rules_of_formats
from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from scoring.reports.findings import Findings
from scoring.reports.templates import stretching
from tests.scoring.reports.templates.made import Cells, Sheet, codes, made, refused, rows_of, sheet_of
from tests.scoring.reports.workbook.rounds import trimmed

FINDINGS = Findings(trimmed(), str, "1")
# Untyped in openpyxl.
RULES: Any = rules_of_formats
SAID = "{{status}}{{statement}}"
CELLS: Cells = {
    "A1": SAID, "A4": "名次", "A5": "{{agency.rank}}", "B5": "{{agency.name}}", "C5": "{{agency.total}}",
    "D5": "=C5/C$8", "A6": "合计", "C6": "=SUM(C5)", "C7": "=MAX(C5:C5)", "C8": 20, "D8": "=C6+C7",
}  # fmt: skip


def test_rows_and_formulas() -> None:
    """Lines in rank order, formulas of the row for each line, and what is below moved down with its references."""
    found = rows_of(sheet_of(FINDINGS, made(CELLS)))
    assert found[4:] == [
        [1, "示例市乙局", 17.0, "=C5/C$10"],
        [2, "示例市甲局", 16.6, "=C6/C$10"],
        [3, "示例市丙局", 14.4, "=C7/C$10"],
        ["合计", None, "=SUM(C5:C7)", None],
        [None, None, "=MAX(C5:C7)", None],
        [None, None, 20, "=C8+C9"],
    ]


def test_text_of_the_row_stays_text() -> None:
    """Also where it looks like a formula; whatever else stands in the row is repeated as it is."""

    def write(sheet: Sheet) -> None:
        sheet["F5"], sheet["G5"], sheet["H5"] = "=非公式", 88.4, True
        sheet["F5"].data_type = "s"

    sheet = sheet_of(FINDINGS, made(CELLS, write))
    rows = [
        [(sheet[f"{column}{row}"].value, sheet[f"{column}{row}"].data_type) for column in "FGH"] for row in (5, 6, 7)
    ]
    assert rows == [[("=非公式", "s"), (88.4, "n"), (True, "b")]] * 3


def test_looks_of_rows() -> None:
    """Each line looks as the template's, and what was below looks as before: cells, heights, hidden rows."""

    def dress(sheet: Sheet) -> None:
        edge = Side(style="medium", color="FFFF0000")
        for column in "ABCD":
            cell = sheet[f"{column}5"]
            cell.border, cell.font = Border(top=edge, left=edge), Font(name="仿宋", size=15, italic=True)
            cell.fill, cell.protection = PatternFill("solid", fgColor="FFEEEEEE"), Protection(locked=False)
        sheet["A6"].font = Font(name="黑体", bold=True)
        sheet.row_dimensions[5].height, sheet.row_dimensions[6].height = 33, 44
        sheet.row_dimensions[8].hidden = True
        sheet.row_dimensions[5].font = Font(name="楷体")

    template = made(CELLS, dress)
    sheet = sheet_of(FINDINGS, template)
    looks = [
        [
            (
                cell.border.top.style,
                cell.border.top.color.rgb,
                cell.font.name,
                cell.font.sz,
                cell.fill.fgColor.rgb,
                cell.protection.locked,
            )
            for cell in sheet[row]
        ]
        for row in (5, 6, 7)
    ]
    assert looks == [[("medium", "FFFF0000", "仿宋", 15, "FFEEEEEE", False)] * 4] * 3
    heights = {row: (held.height, held.hidden) for row, held in sheet.row_dimensions.items()}
    assert heights == {5: (33, False), 6: (33, False), 7: (33, False), 8: (44, False), 10: (None, True)}
    assert [sheet.row_dimensions[row].font.name for row in (5, 6, 7)] == ["楷体"] * 3
    assert (sheet["A8"].font.name, sheet["A8"].font.b, sheet["A6"].font.name) == ("黑体", True, "仿宋")


def test_merged_cells() -> None:
    """Those of the row once a line, those below moved, those across it longer."""

    def merge(sheet: Sheet) -> None:
        for area in ("A1:D1", "E5:F5", "A9:B10", "H3:H6"):
            sheet.merge_cells(area)
        sheet["E5"].border = Border(bottom=Side(style="thin"), right=Side(style="thin"))

    sheet = sheet_of(FINDINGS, made(CELLS, merge))
    assert sorted(area.coord for area in sheet.merged_cells.ranges) == [
        "A11:B12", "A1:D1", "E5:F5", "E6:F6", "E7:F7", "H3:H8",
    ]  # fmt: skip
    assert [sheet[f"F{row}"].border.bottom.style for row in (5, 6, 7)] == ["thin"] * 3


def test_merged_cells_that_reach_below_the_row() -> None:
    """Nobody can say where they go."""
    assert codes(FINDINGS, made(CELLS, lambda sheet: sheet.merge_cells("E5:E6"))) == [("TEMPLATE-MERGED", "E5")]


def test_formats_and_validations() -> None:
    """Their areas and their formulas follow, each in its order."""

    def rule(sheet: Sheet) -> None:
        formats = sheet.conditional_formatting
        red = PatternFill(bgColor="FFFF0000")
        formats.add("C5", RULES.CellIsRule(operator="greaterThan", formula=["$C$8"], fill=red))
        formats.add("A5:D5 A9", RULES.FormulaRule(formula=["$C5=MAX($C$5:$C$5)"], font=Font(bold=True)))
        formats.add("C8", RULES.IconSetRule("3Arrows", "formula", ["$C$6", "$C$7", "$C$8"]))
        formats.add("C7", RULES.IconSetRule("3Arrows", "num", [1, 2, 3]))
        for area, first, second in (("B5", '"甲,乙"', None), ("D9:E9", "0", "$C$8")):
            held = DataValidation(type="whole" if second else "list", formula1=first, formula2=second)
            held.add(area)
            sheet.add_data_validation(held)

    sheet = sheet_of(FINDINGS, made(CELLS, rule))
    assert [(str(item.sqref), [found.formula for found in item.rules]) for item in sheet.conditional_formatting] == [
        ("C5:C7", [["$C$10"]]),
        ("A5:D7 A11", [["$C5=MAX($C$5:$C$7)"]]),
        ("C10", [[]]),
        ("C9", [[]]),
    ]
    (icons,) = list(sheet.conditional_formatting)[2].rules
    assert [value.val for value in icons.iconSet.cfvo] == ["$C$8", "$C$9", "$C$10"]
    assert [(str(item.sqref), item.formula1, item.formula2) for item in sheet.data_validations.dataValidation] == [
        ("B5:B7", '"甲,乙"', None),
        ("D11:E11", "0", "$C$10"),
    ]


def test_the_page() -> None:
    """Print area, titles, breaks, filter and names follow; what is frozen stays."""

    def page(sheet: Sheet) -> None:
        sheet.print_area, sheet.print_title_rows, sheet.freeze_panes = "A1:D8,F6:G7", "3:4", "B5"
        sheet.auto_filter.ref = "A4:D5"
        sheet.auto_filter.add_sort_condition("A5:A5")
        for row in (8, 2, 5):
            sheet.row_breaks.append(Break(id=row))
        sheet.parent.defined_names["各分"] = DefinedName("各分", attr_text="成绩!$C$5")
        sheet.parent.defined_names["空"] = DefinedName("空")
        sheet.defined_names["满分"] = DefinedName("满分", attr_text="成绩!$C$8")

    sheet = sheet_of(FINDINGS, made(CELLS, page))
    assert (sheet.print_area, sheet.print_title_rows, sheet.freeze_panes) == (
        "'成绩'!$A$1:$D$10,'成绩'!$F$8:$G$9", "$3:$4", "B5",
    )  # fmt: skip
    sorting = sheet.auto_filter.sortState
    found = (sheet.auto_filter.ref, sorting.ref, [item.ref for item in sorting.sortCondition])
    assert found == ("A4:D7", "A4:D7", ["A5:A7"])
    assert [item.id for item in sheet.row_breaks.brk] == [2, 7, 10]
    book = sheet.parent
    assert (book.defined_names["各分"].attr_text, sheet.defined_names["满分"].attr_text) == (
        "成绩!$C$5:$C$7",
        "成绩!$C$10",
    )


def test_notes_and_links() -> None:
    """A note stays on the first line, a link is repeated; both go down with their cells."""

    def add(sheet: Sheet) -> None:
        sheet["B5"].comment, sheet["C8"].comment = Comment("单位", "某"), Comment("满分", "某")
        sheet["B5"].hyperlink = Hyperlink(ref="B5", location="成绩!C8")
        sheet["A6"].hyperlink = Hyperlink(ref="A6", location="成绩!A1")

    sheet = sheet_of(FINDINGS, made(CELLS, add))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [(cell.coordinate, cell.comment.text) for cell in cells if cell.comment] == [("B5", "单位"), ("C10", "满分")]
    links = [(cell.coordinate, cell.hyperlink.ref, cell.hyperlink.location) for cell in cells if cell.hyperlink]
    assert links == [(f"B{row}", f"B{row}", "成绩!C10") for row in (5, 6, 7)] + [("A8", "A8", "成绩!A1")]


def test_array_formulas() -> None:
    """In the row once a line; below moved; across the row nobody can tell."""

    def add(area: str) -> bytes:
        return made(CELLS, lambda sheet: sheet.__setitem__(area.partition(":")[0], ArrayFormula(area, "=C$5:C$5*2")))

    for area, expected in (("F5", ["F5", "F6", "F7"]), ("F7:F8", ["F9:F10"]), ("F1:F2", ["F1:F2"])):
        sheet = sheet_of(FINDINGS, add(area))
        held = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, ArrayFormula)]
        assert [(item.ref, item.text) for item in held] == [(ref, "=C$5:C$7*2") for ref in expected]
    assert codes(FINDINGS, add("F4:F6")) == [("TEMPLATE-FORMULA", "F4")]


def test_other_sheets_follow() -> None:
    """A formula on another sheet, and lines of two sheets beside each other."""

    def second(sheet: Sheet) -> None:
        other = sheet.parent.create_sheet("另表")
        other["A1"], other["A2"] = SAID, "{{agency.name}}"
        other["B2"], other["B3"], other["B4"] = "=成绩!C5", "=SUM(成绩!C5)", "=成绩!C6"
        third = sheet.parent.create_sheet("说明")
        third["A1"], third["A2"] = "=SUM(成绩!C5:C5)-另表!B3", ArrayFormula("A2", "=成绩!C8")

    book = sheet_of(FINDINGS, made(CELLS, second)).parent
    assert [row[1] for row in rows_of(book["另表"])] == [
        None,
        "=成绩!C5",
        "=成绩!C6",
        "=成绩!C7",
        "=SUM(成绩!C5:C7)",
        "=成绩!C8",
    ]
    assert (book["说明"]["A1"].value, book["说明"]["A2"].value.text) == ("=SUM(成绩!C5:C7)-另表!B5", "=成绩!C10")


def test_rules_that_cannot_follow_are_named() -> None:
    """Formats, validations, names and links, each at its place."""

    def rule(sheet: Sheet) -> None:
        sheet.conditional_formatting.add("A5", RULES.FormulaRule(formula=["C4>1"], font=Font(bold=True)))
        held = DataValidation(type="list", formula1='INDIRECT("A1")')
        held.add("B9")
        sheet.add_data_validation(held)
        sheet.parent.defined_names["全部"] = DefinedName("全部", attr_text="一:三!$C$5")
        sheet["A6"].hyperlink = Hyperlink(ref="A6", location="一:三!A1")

    problems = refused(FINDINGS, made(CELLS, rule))
    assert [(problem.code, problem.place.cell, problem.place.path) for problem in problems] == [
        ("TEMPLATE-FORMULA", "", "全部"), ("TEMPLATE-FORMULA", "A5", ""), ("TEMPLATE-FORMULA", "A8", ""),
        ("TEMPLATE-FORMULA", "B9", ""),
    ]  # fmt: skip


def test_a_sheet_may_be_too_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line may fall off the end of the sheet, nor may there be more cells than a program can hold."""
    assert codes(FINDINGS, made({**CELLS, "A1048575": "完"})) == [("TEMPLATE-SIZE", "A5")]
    monkeypatch.setattr(stretching, "MOST_CELLS", 11)
    assert codes(FINDINGS, made(CELLS)) == [("TEMPLATE-SIZE", "A5")]
