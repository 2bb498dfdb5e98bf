"""Tests of scoring.reports.templates.filled: whole workbooks."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from rubrics import Problems
from scoring.reports.findings import Findings
from scoring.reports.templates import check_template
from scoring.reports.templates.placeholders import AGENCY_NAMES, ANY_PART, ROUND_NAMES
from tests.scoring.reports.templates.made import FILE, Sheet, decided, filled, filled_bytes, made, rows_of, sheet_of
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.rounds import open_matters, panel_rubric, results_of, trimmed

FINDINGS = Findings(trimmed(), chinese, "1")
CELLS = {"A5": "{{agency.rank}}", "B5": "{{agency.name}}", "C5": "{{agency.total}}", "D5": "{{agency.grade}}"}
DOCS = Path(__file__).parents[4] / "docs" / "own-template.md"


def header(template: bytes, findings: Findings = FINDINGS) -> list[str]:
    """Return what stands at the right of the headers of the first sheet."""
    sheet = sheet_of(findings, template)
    return [item.right.text or "" for item in (sheet.oddHeader, sheet.evenHeader, sheet.firstHeader)]


def test_the_same_template_and_results_give_the_same_bytes() -> None:
    """Whoever fills it again gets the file that was signed."""
    assert filled_bytes(FINDINGS, made(CELLS)) == filled_bytes(FINDINGS, made(CELLS))


def test_the_status_is_always_said() -> None:
    """In the header of a sheet that says it nowhere itself, on every kind of page; so is that a round is made up."""
    status, statement = chinese("preliminary result"), "虚构示例：单位、评议员和评分均为虚构。"
    assert header(made(CELLS)) == [f"{status} {statement}", "", ""]
    assert header(made({**CELLS, "A1": "{{status}}"})) == [statement, "", ""]

    def say(sheet: Sheet) -> None:
        sheet.oddFooter.center.text = "{{statement}} {{status}}"

    def differ(sheet: Sheet) -> None:
        sheet.HeaderFooter.differentFirst = sheet.HeaderFooter.differentOddEven = True
        sheet.oddHeader.right.text = "第&P页"
        sheet["A1"] = "{{statement}}"

    assert header(made(CELLS, say)) == ["", "", ""]
    assert header(made(CELLS, differ)) == [f"第&P页　{status}", status, status]


def test_a_decided_round() -> None:
    """Grades are the decided ones, and the sheet says so."""
    findings = decided(FINDINGS, {"甲": "良好", "乙": "优秀", "丙": "良好"})
    sheet = sheet_of(findings, made({**CELLS, "A1": "{{decision.body}}{{decision.minutes}}"}))
    assert [row[3] for row in rows_of(sheet)[4:7]] == ["优秀", "良好", "良好"]
    assert sheet["A1"].value == "示例市评议领导小组〔2026〕1号"


def test_unranked_agencies_come_last() -> None:
    """With dashes, which are text and no numbers."""
    findings = Findings(open_matters(), chinese, "1")
    rows = rows_of(sheet_of(findings, made(CELLS)))[4:]
    expected = [
        [
            item.placing.rank if item.placing else "—",
            item.name,
            "—" if item.score is None else float(findings.results.shown(item.score)),
        ]
        for item in findings.results.standings
    ]
    assert [row[:3] for row in rows] == expected


def test_hidden_sheets_and_own_words_stay_as_they_are() -> None:
    """Nothing is added to a sheet that nobody sees."""

    def hide(sheet: Sheet) -> None:
        hidden = sheet.parent.create_sheet("藏")
        hidden["A1"] = "=1+1"
        hidden.sheet_state = "hidden"
        sheet["F1"], sheet["F2"], sheet["F3"] = "'=甲", 88.4, True

    book: Any = filled(FINDINGS, made(CELLS, hide))
    assert (book["藏"]["A1"].value, book["藏"].sheet_state, book["藏"].oddHeader.right.text) == ("=1+1", "hidden", None)
    assert [book["成绩"][f"F{row}"].value for row in (1, 2, 3)] == ["'=甲", 88.4, True]


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A0", "+1", "-1", "@SUM(1)", "{{status}}", "#N/A", "长" * 300])
def test_names_stay_names(name: str) -> None:
    """A name is text, and is not searched for placeholders."""
    agencies = [{"id": "甲", "name": name}]
    marks = {"甲": {"a": "9 9", "b": "8 8"}}
    results = results_of(panel_rubric("{mean: {}, incomplete: leave_out}"), marks, agencies=agencies)
    data = filled_bytes(Findings(results, chinese, "1"), made(CELLS))
    cell = load_workbook(io.BytesIO(data)).worksheets[0]["B5"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_five_hundred_agencies() -> None:
    """Each in its line, and the total over all of them."""
    marks = {f"单位{at}": {"a": f"{at % 10} {at % 7}", "b": "8 8"} for at in range(500)}
    results = results_of(panel_rubric("{mean: {}, incomplete: leave_out}"), marks)
    rows = rows_of(sheet_of(Findings(results, chinese, "1"), made({**CELLS, "C6": "=SUM(C5)"})))
    assert [row[1] for row in rows[4:-1]] == [item.name for item in results.standings]
    assert rows[-1][2] == "=SUM(C5:C504)"


def test_a_template_can_be_checked_alone() -> None:
    """The same problems, before anything is written."""
    check_template(FINDINGS, made(CELLS), FILE)
    with pytest.raises(Problems) as raised:
        check_template(FINDINGS, made({}), FILE)
    assert [problem.code for problem in raised.value.items] == ["TEMPLATE-ROW"]


def test_the_docs_list_every_placeholder() -> None:
    """Each once, in the order of the code, with its English meaning; ID stands for parts and criteria."""
    lines = [line.split("|") for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| `{{")]
    listed = {cells[1].strip(" `{}"): cells[3].strip() for cells in lines}
    known = {**ROUND_NAMES, **AGENCY_NAMES}
    assert list(listed) == [*known, ANY_PART]
    assert {name: listed[name] for name in known} == {name: words.render() for name, words in known.items()}
