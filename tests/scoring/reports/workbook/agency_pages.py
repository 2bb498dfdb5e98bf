"""The sheets of single agencies in English, as their tests read them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.engine.results import Results
from scoring.reports.findings import Findings
from scoring.reports.workbook.editions import write_detail


def detail(found: Results, *, values: bool = True, names: bool = False, **said: Any) -> Workbook:  # noqa: ANN401 - any of a finding's fields
    """Return the internal details in English."""
    stream = BytesIO()
    write_detail(Findings(found, str, "0.1.0", **said), stream, names=names)
    return load_workbook(stream, data_only=values)


def page(found: Results, agency: str, *, values: bool = True, **said: Any) -> Worksheet:  # noqa: ANN401 - any of a finding's fields
    """Return an agency's sheet."""
    made = detail(found, values=values, **said)[found.round.names[agency]]
    assert isinstance(made, Worksheet)
    return made


def rows(made: Worksheet, first: str, last: str | None = None) -> list[list[object]]:
    """Return the rows from the one that says `first` up to the one that says `last`, without empty cells at the end."""
    found: list[list[object]] = [[cell.value for cell in row] for row in made.iter_rows()]
    for row in found:
        while row and row[-1] is None:
            row.pop()
    start = next(at for at, row in enumerate(found) if first in row)
    stop = next((at for at, row in enumerate(found) if last is not None and last in row), len(found) - 1)
    return found[start : stop + 1]


def below(made: Worksheet, first: str) -> list[list[object]]:
    """Return the rows below one up to the next empty one."""
    found = rows(made, first)[1:]
    return found[: found.index([])]
