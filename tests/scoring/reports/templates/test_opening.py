"""Tests of scoring.reports.templates.opening: placeholders where they can and cannot stand."""

from __future__ import annotations

from openpyxl import Workbook

from scoring.reports.findings import Findings
from tests.scoring.reports.templates.made import Cells, Sheet, codes, made, refused, saved
from tests.scoring.reports.workbook.rounds import trimmed

FINDINGS = Findings(trimmed(), str, "1")
ROW: Cells = {"A5": "{{agency.name}}"}


def test_every_fault_is_told_at_once_with_its_cell() -> None:
    """Unknown names, braces, and formulas that cannot follow."""
    cells = {**ROW, "B1": "{{nix}}", "B2": "{{round.title}", "B5": "=C4", "C9": "=SUM(IF(A5>1,1))"}
    assert codes(FINDINGS, made(cells)) == [
        ("TEMPLATE-UNKNOWN", "B1"), ("TEMPLATE-BRACES", "B2"), ("TEMPLATE-FORMULA", "B5"), ("TEMPLATE-FORMULA", "C9"),
    ]  # fmt: skip


def test_there_must_be_a_repeating_row() -> None:
    """Else no agency would be told of."""
    (problem,) = refused(FINDINGS, made({"A1": "{{round.title}}"}))
    assert (problem.code, problem.remedy.render()) == (
        "TEMPLATE-ROW", "Write for example {{agency.name}} into a row; it is repeated for every agency.",
    )  # fmt: skip


def test_two_repeating_rows_are_named() -> None:
    """Beside each other or apart; one on each sheet is right."""
    (problem,) = refused(FINDINGS, made({**ROW, "C9": "{{agency.total}}"}))
    assert (problem.code, problem.place.cell) == ("TEMPLATE-ROWS", "C9")
    assert problem.rule.render() == "rows 5 and 9 both have placeholders of an agency."
    book = Workbook()
    for sheet in (book.worksheets[0], book.create_sheet()):
        sheet["A3"] = "{{agency.name}}"
    assert codes(FINDINGS, saved(book)) == []


def test_where_no_placeholder_can_stand() -> None:
    """In formulas, on hidden sheets, in names of sheets; those of an agency in headers."""

    def hide(sheet: Sheet) -> None:
        hidden = sheet.parent.create_sheet("藏")
        hidden["A1"] = "{{round.title}}"
        hidden.sheet_state = "hidden"
        sheet.parent.create_sheet("{{status}}")
        sheet.oddFooter.center.text = "{{agency.name}} {{nix}}"
        sheet["B2"] = '="第"&{{agency.rank}}'

    assert sorted((problem.place.sheet, problem.code) for problem in refused(FINDINGS, made(ROW, hide))) == [
        ("{{status}}", "TEMPLATE-PLACE"),
        ("成绩", "TEMPLATE-PLACE"),
        ("成绩", "TEMPLATE-PLACE"),
        ("成绩", "TEMPLATE-UNKNOWN"),
        ("藏", "TEMPLATE-PLACE"),
    ]


def test_a_hidden_sheet_without_placeholders_stays() -> None:
    """Lists for validations stand on such sheets."""

    def hide(sheet: Sheet) -> None:
        hidden = sheet.parent.create_sheet("藏")
        hidden["A1"] = "优秀"
        hidden.sheet_state = "veryHidden"

    assert codes(FINDINGS, made(ROW, hide)) == []


def test_faults_without_number_are_cut() -> None:
    """A thousand wrong cells are told of two hundred times."""
    cells = {f"A{row}": "{{nix}}" for row in range(1, 1001)}
    assert len(codes(FINDINGS, made(cells))) == 200
