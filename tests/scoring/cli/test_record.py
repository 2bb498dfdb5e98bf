"""`pingyi record`: the record of the count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from click.testing import Result

from scoring.folder.ballots import BALLOTS
from scoring.folder.intakes import write_intakes, write_issues
from scoring.folder.spot_checks import write_spot_check
from scoring.rounds import Intake, Issued, Issues, Sheet
from tests.scoring.folder.test_spot_checks import check

Run = Callable[..., Result]
DAY = "2026-05-02T09:00:00+08:00"


def texts(file: Path) -> list[str]:
    """Return everything that a workbook says."""
    book = openpyxl.load_workbook(file)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_usual_place(run: Run, small: Path) -> None:
    """Named for the round, in out/; nothing else is written."""
    before = {file for file in small.rglob("*") if file.is_file()}
    shown = run("--lang", "en", "record", small)
    (target,) = {file for file in small.rglob("*") if file.is_file()} - before
    assert (shown.exit_code, shown.output) == (0, f"Written: {target}\n")
    assert (target.parent, target.name) == (small / "out", "small-2026-record-of-count.xlsx")
    assert "from tables in sheets/: sheets 9" in texts(target)


def test_it_tells_what_every_file_of_the_folder_says(run: Run, small: Path, tmp_path: Path) -> None:
    """Intakes, what was issued, ballots and spot checks."""
    sheet = Sheet(agency="d", rater="r2", marks={"A1": "1", "A2": "1", "B1": "1"})
    intake = Intake(
        pingyi=1, number=1, at=DAY, by="王", way="workbook", file="r2.xlsx", sha256="0" * 64, issue=3,
        asked=("A1", "A2", "B1"), sheets=(sheet,),
    )  # fmt: skip
    issued = [
        Issued(number=n, form="score-sheet", to=to, at=DAY, scoring="A", text="B", seal="C")
        for n, to in ((3, "r2"), (4, "r1"))
    ]
    write_intakes(small, [(intake, b"PK")])
    write_issues(small, Issues(issued=tuple(issued)))
    write_spot_check(small, check(1), b"PK")
    ballots = small / BALLOTS / "poll.yaml"
    ballots.parent.mkdir(parents=True)
    figures = "issued: 9, collected: 8, valid: 8, invalid: 0, abstained: 0"
    count = f"{{agency: a, at: '{DAY}', by: 张, checked_by: 李, {figures}}}"
    ballots.write_text(f"pingyi: 1\nsource: poll\ncounts: [{count}]\n", encoding="utf-8")
    target = tmp_path / "记录.xlsx"
    assert run("--lang", "en", "record", small, "-o", target).exit_code == 0
    told = texts(target)
    assert [line for line in told if line.startswith(("read in", "score sheets, ", "poll", "No. 7"))] == [
        "read in from workbooks by 王: sheets 1",
        "poll, 甲局: issued 9, collected 8, valid 8, invalid 0, abstained 0 (typed by 张, checked by 李)",
        "score sheets, 评议员1: No. 4",
        "No. 7: drawn 2 of 9 sheets (12.5%, seed 0012), compared 2, wrong marks 1, of them not corrected 0",
    ]


def test_it_is_a_workbook(run: Run, small: Path) -> None:
    """Another ending would not open."""
    shown = run("--lang", "en", "record", small, "-o", "record.pdf")
    assert (shown.exit_code, "ends in .xlsx" in shown.stderr, (small / "out").exists()) == (2, True, False)


def test_a_folder_with_faults_has_no_record(run: Run, small: Path) -> None:
    """All of them are told."""
    (small / "issued.yaml").write_text("pingyi: 1\nissued: 1\n", encoding="utf-8")
    shown = run("record", small)
    assert (shown.exit_code, "[SHAPE-VALUE]" in shown.stderr, (small / "out").exists()) == (1, True, False)


SUBMISSION = f"""\
pingyi: 1
agency: a
status: submitted
report: {{text: 我们回应了每一件事。}}
received: {{at: '{DAY}', by: 王, file: a.xlsx, sha256: '0', issue: 2}}
"""
TALK = f"""\
pingyi: 1
number: 1
kind: talk
agency: b
method: interview
date: 2026-05-02
at: '{DAY}'
by: 王
file: b.xlsx
sha256: '0'
issue: 4
"""


def test_forms_that_came_back_are_known(run: Run, small: Path) -> None:
    """Those of agencies and of visits; a record that is not sound is told and not passed over."""
    forms = (
        ("agency-form", "a"),
        ("agency-form", "a"),
        ("agency-form", "b"),
        ("talk-record", "b"),
        ("talk-record", "a"),
    )
    issued = [
        Issued(number=n, form=form, to=to, at=DAY, scoring="A", text="B", seal="C")
        for n, (form, to) in enumerate(forms, start=1)
    ]
    write_issues(small, Issues(issued=tuple(issued)))
    for path, text in (("submissions/a/submission.yaml", SUBMISSION), ("visits/0001.yaml", TALK)):
        (small / path).parent.mkdir(parents=True)
        (small / path).write_text(text, encoding="utf-8")
    target = small / "out" / "record.xlsx"
    assert run("--lang", "en", "record", small, "-o", target).exit_code == 0
    assert [line for line in texts(target) if ": No. " in line] == [
        "agency form, 乙局: No. 3",
        "record of talks, 甲局: No. 5",
    ]
    (small / "visits" / "0002.yaml").write_text(TALK, encoding="utf-8")
    shown = run("record", small)
    assert (shown.exit_code, "[VISITS-NAME]" in shown.stderr) == (1, True)
