"""Both workbooks of a round as bytes, as their tests read them: in Chinese, with what is said beside the results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.reports.workbook.editions import write_detail, write_for_approval
from scoring.rounds import status_of
from tests.scoring.reports.workbook.chinese import chinese

Write = Callable[..., None]


def findings_of(found: Results, **said: Any) -> Findings:  # noqa: ANN401 - any of a finding's fields
    """Return results in Chinese with what is said beside them; the status follows from the decision."""
    made = Findings(found, chinese, "0.1.0", **said)
    return made if "status" in said else replace(made, status=status_of(made.decision))


def written(write: Write, findings: Findings, **choices: bool) -> bytes:
    """Return what an edition writes."""
    stream: BinaryIO = BytesIO()
    write(findings, stream, **choices)
    stream.seek(0)
    return stream.read()


def sheet(findings: Findings, name: str, write: Write = write_detail, *, values: bool = True) -> Worksheet:
    """Return a sheet with the figures that are stored beside the formulas, or with the formulas."""
    made = load_workbook(BytesIO(written(write, findings)), data_only=values)[name]
    assert isinstance(made, Worksheet)
    return made


def texts(data: bytes, *, values: bool = True) -> list[str]:
    """Return every text, figure or formula of every cell of a workbook."""
    book = load_workbook(BytesIO(data), data_only=values)
    return [str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None]


EDITIONS = {"for_approval": write_for_approval, "detail": write_detail}
