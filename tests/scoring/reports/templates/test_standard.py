"""Tests of scoring.reports.templates.standard."""

from __future__ import annotations

from scoring.reports.findings import Findings
from scoring.reports.templates import standard_workbook
from tests.scoring.reports.templates.made import rows_of, sheet_of
from tests.scoring.reports.workbook.chinese import chinese
from tests.scoring.reports.workbook.rounds import trimmed


def test_it_can_be_filled_as_it_is() -> None:
    """Title, table in rank order, and the mean over all lines; the header adds nothing, for the page says it all."""
    sheet = sheet_of(Findings(trimmed(), chinese, "1"), standard_workbook(chinese))
    rows = rows_of(sheet)
    assert [row[0] for row in rows[:2]] == ["示例市普法办", "示例市评议"]
    assert [row[:4] for row in rows[5:8]] == [
        [1, "示例市乙局", 17.0, "优秀"], [2, "示例市甲局", 16.6, "优秀"], [3, "示例市丙局", 14.4, "良好"],
    ]  # fmt: skip
    assert rows[8][2] == '=IFERROR(AVERAGE(C6:C8),"—")'
    assert (sheet.print_area, sheet.print_title_rows, sheet.oddHeader.right.text) == (
        "'Results'!$A$1:$E$12",
        "$5:$5",
        None,
    )


def test_it_is_the_same_every_time() -> None:
    """Whoever compares two of them finds no difference."""
    assert standard_workbook(chinese) == standard_workbook(chinese)
