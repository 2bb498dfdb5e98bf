"""The analysis of raters of a large round says what that of a small one says."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.reports.large.workbook import write_large
from scoring.reports.workbook.editions import write_detail
from tests.scoring.reports.large.large_rounds import findings, large
from tests.scoring.reports.large.test_dropped import huge
from tests.scoring.reports.workbook.extended_rounds import EXTENDED
from tests.scoring.reports.workbook.rounds import CASES

SHEET = "Analysis of raters"


def rows(write: Callable[..., None], found: Findings, **choices: bool) -> list[tuple[object, ...]]:
    """Return the rows of the sheet that are not empty."""
    stream = io.BytesIO()
    write(found, stream, internal=True, **choices)
    book = load_workbook(stream, data_only=True)
    held = (tuple(map(told, row)) for row in book[SHEET].iter_rows(values_only=True))
    return [row for row in held if set(row) != {None}]


def told(cell: object) -> object:
    """Return a figure to twelve digits: numbers and formulas are written to different ones beyond."""
    return float(f"{cell:.12g}") if isinstance(cell, int | float) else cell


@pytest.mark.parametrize("case", [*CASES.values(), *EXTENDED.values(), huge, large])
def test_the_same_figures(case: Callable[[], Results]) -> None:
    """Every table of every case, exact before they are numbers of a cell."""
    found = findings(case())
    assert rows(write_large, found, detail=True) == rows(write_detail, found)


def test_the_file_that_is_signed_has_none() -> None:
    """Whoever asks for it: raters are told of in the internal details."""
    stream = io.BytesIO()
    write_large(findings(large()), stream, internal=True)
    assert SHEET not in load_workbook(stream).sheetnames
