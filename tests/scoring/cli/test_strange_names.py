"""Names that people may well write: very long ones, and ones that look like formulas or markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

Run = Callable[..., Result]
FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-5",
    "{=1}",
    "[red]局[/red]",
    "<b>局</b>",
    "{name}",
    "%s",
    "\\u0041",
]


def renamed(folder: Path, agency: str, rater: str, criterion: str) -> None:
    """Give the first agency, rater and criterion other names."""
    for file, old, new in (
        ("round.yaml", "甲局", agency),
        ("round.yaml", "name: 一", f"name: {rater}"),
        ("rubric.yaml", "责任清单", criterion),
    ):
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), "utf-8")


def all_commands(run: Run, folder: Path) -> list[Result]:
    """Run every command that reads the round; none may fail."""
    shown = [
        run(*words) for words in (["check", folder], ["rank", folder], ["explain", folder], ["explain", folder, "a"])
    ]
    shown.append(run("report", folder))
    assert [(result.exit_code, result.exception) for result in shown] == [(0, None)] * 5
    return shown


def test_names_of_three_hundred_characters(run: Run, small: Path) -> None:
    """Of an agency, a rater and a criterion: nothing breaks and nothing is cut where it must be whole."""
    agency, rater, criterion = "局" * 300, "员" * 300, "项" * 300
    renamed(small, agency, rater, criterion)
    _, rank, explain, of_agency, _ = all_commands(run, small)
    assert (agency in rank.stdout, agency in explain.stdout, criterion in of_agency.stdout) == (True, True, True)
    (file,) = (small / "out").iterdir()
    cells = {cell.value for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row}
    assert {agency, criterion} <= {piece for cell in cells if isinstance(cell, str) for piece in (cell, cell[-300:])}


@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_that_looks_like_a_formula_stays_text(run: Run, small: Path, name: str) -> None:
    """In the workbook as on the screen."""
    written = f'"{name}"'.replace("\\", "\\\\")
    renamed(small, written, written, written)
    _, rank, _, of_agency, _ = all_commands(run, small)
    assert (name in rank.stdout, name in of_agency.stdout) == (True, True)
    (file,) = (small / "out").iterdir()
    cells = [cell for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row]
    found = {cell.data_type for cell in cells if cell.value == name}
    assert found == {"s"}
    assert [cell.value for cell in cells if cell.data_type == "f" and name in str(cell.value)] == []


def test_five_thousand_unknown_criteria(run: Run, small: Path) -> None:
    """They are counted, and a screenful is shown."""
    columns = [f"X{at}" for at in range(5_000)]
    rows = [",".join(["agency", "rater", *columns]), ",".join(["d", "r2", *["1"] * 5_000])]
    (small / "sheets" / "more.csv").write_text("\n".join(rows), "utf-8")
    shown = run("check", small)
    *first, more, count = shown.stderr.splitlines()
    assert (shown.exit_code, len(first)) == (1, 50)
    assert ("4950" in more, "[CRITERION-UNKNOWN]" in more, count) == (True, True, "共发现5000处错误。")
