"""How long five hundred score sheets take to be made and to be read in again: `nox -s bench -- forms`.

Beside them bare openpyxl: it reads every cell of the same files (read-only, checking nothing), and saves the same
cells without any of their formats. Each run is a process of its own that times its work without the imports; ours and
the peer's take turns.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook

from rubrics import Rubric, build, parse, read_rubric
from scoring.rounds import Issues, Round
from scoring.rounds.intakes import Intake, Sheet
from scoring.sheets.blank import Blank
from scoring.sheets.making import write_score_sheet
from scoring.sheets.plan import Plan
from scoring.sheets.reading import read_returned
from scoring.sheets.reception import Reception

BOOKS, CRITERIA, RUNS = 500, 30, 3
KEY, NOW = b"a key of the round", "2026-05-01T09:00:00+08:00"
ROUND_YAML = """\
pingyi: 1
id: bench
title: 示例市评议
organizer: 示例市普法办
fictional: true
rubric: rubric.yaml
agencies: [{id: a, name: 示例市教育局}]
groups: [{id: panel, title: 评议团, seat: 评议员, members: [%s]}]
"""
RUBRIC_YAML = """\
pingyi: 1
id: bench
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
parts:
  - id: panel
    title: 评议团评分
    by: panel
    pool: {mean: {}, incomplete: leave_out}
    criteria: [%s]
"""


def round_and_rubric() -> tuple[Round, Rubric]:
    """Return a round of five hundred raters and one agency, and a rubric of thirty criteria."""
    members = ", ".join(f"{{id: r{n}, name: 评议员{n}}}" for n in range(BOOKS))
    criteria = ", ".join(
        f"{{id: c{n}, title: 普法责任清单制定、公示与动态更新之{n}, text: 查阅清单与台账{n}, points: 10}}"
        for n in range(CRITERIA)
    )
    rubric = read_rubric(RUBRIC_YAML % criteria, "rubric.yaml")
    return build(Round, parse(ROUND_YAML % members, "round.yaml")), rubric


def blanks() -> list[Blank]:
    """Return all workbooks, with marks in every cell."""
    round_, rubric = round_and_rubric()
    marks = {f"c{n}": f"{6 + n % 4}.5" for n in range(CRITERIA)}
    sheets = tuple(Sheet(agency="a", rater=rater, marks=marks) for rater in round_.raters)
    intake = Intake(pingyi=1, number=1, at=NOW, by="王办", way="workbook", asked=tuple(marks), sheets=sheets)
    return list(Plan(round_, rubric, KEY, str, intakes=(intake,)).blanks(round_.raters, 1))


def make_ours(folder: Path) -> Iterator[None]:
    """Write the workbooks."""
    books = blanks()
    yield
    for blank in books:
        with (folder / blank.file_name).open("wb") as stream:
            write_score_sheet(blank, stream)


def make_theirs(folder: Path) -> Iterator[None]:
    """Write the cells of the workbooks, and nothing else of them."""
    books = {file.name: cells_of(file) for file in sorted(folder.glob("*.xlsx"))}
    (folder / "theirs").mkdir(exist_ok=True)
    yield
    for name, sheets in books.items():
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, cells in sheets.items():
            sheet = book.create_sheet(title)
            for place, value in cells:
                sheet[place] = value
        book.save(folder / "theirs" / name)


def read_ours(folder: Path) -> Iterator[None]:
    """Read the workbooks and check all that is in them."""
    round_, rubric = round_and_rubric()
    issued = tuple(blank.issued(NOW, "王办") for blank in blanks())
    reception = Reception(round_, rubric, KEY, Issues(pingyi=1, issued=issued))
    files = sorted(folder.glob("*.xlsx"))
    yield
    marks = sum(
        len(sheet.marks) for file in files for sheet in read_returned(file.read_bytes(), file.name, reception).sheets
    )
    assert marks == BOOKS * CRITERIA


def read_theirs(folder: Path) -> Iterator[None]:
    """Look at every cell of the workbooks."""
    files = sorted(folder.glob("*.xlsx"))
    yield
    found = 0
    for file in files:
        book = load_workbook(file, read_only=True, data_only=True)
        found += sum(value is not None for sheet in book.worksheets for row in sheet.values for value in row)
        book.close()
    assert found > BOOKS * CRITERIA


WORKS: dict[str, Callable[[Path], Iterator[None]]] = {
    work.__name__: work for work in (make_ours, make_theirs, read_ours, read_theirs)
}


def cells_of(file: Path) -> dict[str, list[tuple[str, object]]]:
    """Return by title the cells of every sheet that hold anything."""
    book = load_workbook(file)
    return {
        sheet.title: [
            (cell.coordinate, cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        for sheet in book.worksheets
    }


def work(name: str, folder: Path) -> None:
    """Print how many seconds one of the works takes once everything is imported and at hand."""
    steps = WORKS[name](folder)
    next(steps)
    began = time.perf_counter()
    next(steps, None)
    sys.stdout.write(json.dumps(time.perf_counter() - began))


def seconds(name: str, folder: Path) -> float:
    """Return how long one of the works takes in a process of its own."""
    # With defusedxml at hand openpyxl parses in Python; bare, it does not know of it.
    environment = {**os.environ, "OPENPYXL_DEFUSEDXML": "False"}
    command = [sys.executable, __file__, name, str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return float(json.loads(done.stdout))


def main() -> None:
    """Do one of the works, or compare all of them."""
    if len(sys.argv) > 1:
        work(sys.argv[1], Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("make", "read"):
            pairs = [(seconds(f"{kind}_ours", folder), seconds(f"{kind}_theirs", folder)) for _ in range(RUNS)]
            ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            sys.stdout.write(
                f"{kind} {BOOKS} score sheets of {CRITERIA} rows {ours:6.2f} s   bare openpyxl {theirs:6.2f} s"
                f"   ratio {ratio:5.2f}\n"
            )


if __name__ == "__main__":
    main()
