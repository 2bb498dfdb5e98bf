"""LibreOffice opens the workbook of a large round: the same sheets, figures and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.reports.large.workbook import write_large
from tests.office.recalculate import cells, recalculated
from tests.scoring.reports.large.large_rounds import findings, large, name

pytestmark = pytest.mark.office


def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    """Five hundred agencies with marks and self-assessments: not one cell differs."""
    workbook = tmp_path / "large.xlsx"
    given = {name(at): {"a": "9.5", "b": "8.25", "q": "7"} for at in range(0, 500, 3)}
    with workbook.open("wb") as stream:
        write_large(findings(large(500), given=given), stream, detail=True)
    ours, theirs = cells(workbook), cells(recalculated(workbook, tmp_path))
    assert len(ours) > 500 * 4 * 14
    assert {place: value for place, value in ours.items() if theirs.get(place) != value and value != ""} == {}
