"""A small round with its intakes, for tests of the papers of the count."""

from __future__ import annotations

from typing import Any

from scoring.engine.results import Results
from scoring.reports.counting.accounts import Accounts
from scoring.reports.findings import Findings
from scoring.rounds import Check, Intake, Issued, Settled, Sheet
from tests.scoring.reports.workbook.rounds import MEAN, panel_rubric, results_of

ASKED = ("a", "b")
DAY = "2026-05-02T09:00:00+08:00"
MARKS = {
    "甲": {"a": "9 8 7", "b": "8 8 7"},
    "乙": {"a": "9 回避 缺席", "b": "8 回避 缺席"},
    "丙": {"a": "9 8 -", "b": "8 - -"},
}


def counted(marks: dict[str, dict[str, str]] | None = None, **settings: Any) -> Results:  # noqa: ANN401 - fields of a round
    """Return the results of three agencies and three raters, not all of whose sheets are in."""
    return results_of(panel_rubric(MEAN), marks or MARKS, **settings)


def sheet(agency: str, rater: str, **said: Any) -> Sheet:  # noqa: ANN401 - fields of a sheet
    """Return a sheet of a rater, panel-1 to panel-3."""
    return Sheet(agency=agency, rater=rater, **said)


def intake(number: int, *sheets: Sheet, by: str = "王", **said: Any) -> Intake:  # noqa: ANN401 - fields of an intake
    """Return an intake, read in from a workbook unless it says otherwise."""
    return Intake(pingyi=1, number=number, at=DAY, by=by, asked=ASKED, sheets=sheets, **{"way": "workbook", **said})


def typed(number: int, *sheets: Sheet, by: str = "张", check: Check | None = None) -> Intake:
    """Return a typed intake."""
    return intake(number, *sheets, by=by, way="typed", check=check)


def read_back(by: str = "李") -> Check:
    """Return how a typed sheet was read back."""
    return Check(way="read_back", by=by)


def twice(first: int, second: int, *settled: Settled) -> Check:
    """Return how two entries were made one."""
    return Check(way="double", by="赵", of=(first, second), settled=settled)


def issued(number: int, to: str, form: str = "score-sheet") -> Issued:
    """Return an issued workbook."""
    return Issued(number=number, form=form, to=to, at=DAY, scoring="A" * 64, text="B" * 64, seal="ABCD1234")


def findings(accounts: Accounts) -> Findings:
    """Return what a workbook is made from, in English."""
    return Findings(accounts.results, str, "0.1.0")


def words(lines: Any) -> list[str]:  # noqa: ANN401 - messages one after the other
    """Return messages in English."""
    return [line.render() for line in lines]
