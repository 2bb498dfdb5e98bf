"""`pingyi sheets make`: workbooks for raters, and the register of what was issued."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import load_workbook

from rubrics import build, parse
from scoring.folder.intakes import read_issues, round_key, write_intakes
from scoring.rounds import Intake, Sheet
from submissions.seal import read_seal
from submissions.spreadsheet import read_worksheets

Run = Callable[..., Result]


def names(folder: Path) -> list[str]:
    """Return the workbooks there are, by name."""
    return sorted(file.name for file in (folder / "out" / "sheets").glob("*"))


def change(file: Path, sheet: str, cell: str, value: object) -> None:
    """Type something into a workbook."""
    book: Any = load_workbook(file)
    book[sheet][cell] = value
    book.save(file)


def test_every_rater_gets_a_workbook(run: Run, small: Path) -> None:
    """Under the rater's id; each is in the register with its own number and 校验码, and that is printed."""
    done = run("sheets", "make", small, "--by", "王办")
    assert done.exit_code == 0, done.output
    assert names(small) == ["r1.xlsx", "r2.xlsx", "r3.xlsx"]
    issued = read_issues(small).issued
    assert [(item.number, item.to, item.form, item.layout, item.by, item.agencies) for item in issued] == [
        (1, "r1", "score-sheet", "per-agency", "王办", ("a", "b", "c", "d")),
        (2, "r2", "score-sheet", "per-agency", "王办", ("a", "b", "c", "d")),
        (3, "r3", "score-sheet", "per-agency", "王办", ("a", "c", "d")),
    ]
    for item in issued:
        file = small / "out" / "sheets" / f"{item.to}.xlsx"
        seal = read_seal(read_worksheets(file.read_bytes(), file.name), round_key(small), file.name)
        assert (seal.number, seal.to, seal.code(round_key(small))) == (item.number, item.to, item.seal)
    lines = done.stdout.splitlines()
    assert [line.split()[:4] for line in lines[4:7]] == [
        [str(item.number), item.to, f"评议员{item.number}", item.seal] for item in issued
    ]
    assert [line.count("乙局") for line in lines[7:]] == [1]


def test_numbers_go_on_from_run_to_run(run: Run, small: Path) -> None:
    """The register only grows; a rater may be named several times and gets one workbook."""
    run("sheets", "make", small, "--rater", "r2")
    done = run("sheets", "make", small, "--rater", "r3", "--rater", "r2", "--rater", "r3", "--layout", "matrix")
    assert done.exit_code == 0, done.output
    assert names(small) == ["r2-matrix.xlsx", "r2.xlsx", "r3-matrix.xlsx"]
    assert [(item.number, item.to, item.layout) for item in read_issues(small).issued] == [
        (1, "r2", "per-agency"),
        (2, "r3", "matrix"),
        (3, "r2", "matrix"),
    ]


def test_a_method_has_workbooks_of_its_own(run: Run, everything: Path) -> None:
    """Only for those who mark by it."""
    done = run("sheets", "make", everything, "--method", "hearing")
    assert done.exit_code == 0, done.output
    assert names(everything) == ["c1-hearing.xlsx", "c2-hearing.xlsx", "c3-hearing.xlsx"]
    assert {item.method for item in read_issues(everything).issued} == {"hearing"}


def test_a_method_may_be_given_by_its_title(run: Run, small: Path) -> None:
    """As it stands on the sheets; of one that is not known the known ones are named by both."""
    rubric = (small / "rubric.yaml").read_text(encoding="utf-8")
    rubric = rubric.replace("parts:", "methods: [{id: look, title: 到场看}]\nparts:")
    (small / "rubric.yaml").write_text(rubric.replace("points: 2}]", "points: 2, methods: [look]}]"), encoding="utf-8")
    done = run("sheets", "make", small, "--rater", "r1", "--method", "到场看")
    assert (done.exit_code, names(small)) == (0, ["r1-look.xlsx"])
    done = run("sheets", "make", small, "--method", "听")
    assert (done.exit_code, "到场看（look）" in done.stderr.replace("\n", "")) == (2, True)


def test_the_place_can_be_named(run: Run, small: Path, tmp_path: Path) -> None:
    """A folder, or a file where it is one workbook."""
    assert run("sheets", "make", small, "--rater", "r1", "-o", tmp_path / "one.xlsx").exit_code == 0
    assert run("sheets", "make", small, "-o", tmp_path / "all").exit_code == 0
    assert sorted(path.name for path in tmp_path.rglob("*.xlsx")) == ["one.xlsx", "r1.xlsx", "r2.xlsx", "r3.xlsx"]
    assert not (small / "out").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--rater", "r9"),
        ("--method", "hearing"),
        ("-o", "one.xlsx"),
        ("--layout", "round"),
    ],
)
def test_wrong_usage_issues_nothing(run: Run, small: Path, options: tuple[str, ...]) -> None:
    """An unknown rater or method, several workbooks for one file."""
    done = run("sheets", "make", small, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert not (small / "issued.yaml").exists()


def test_raters_without_anything_to_mark_get_nothing(run: Run, everything: Path) -> None:
    """That is said, and nothing is written."""
    done = run("sheets", "make", everything, "--rater", "p4")
    assert done.exit_code == 2
    assert not (everything / "out").exists()


def test_a_matrix_that_cannot_be_read_is_refused(run: Run, small: Path) -> None:
    """For every rater at once, and nothing is issued."""
    rubric = (small / "rubric.yaml").read_text(encoding="utf-8")
    more = "".join(f", {{id: X{n}, title: 项{n}, points: 1}}" for n in range(15))
    (small / "rubric.yaml").write_text(rubric.replace("points: 2}]", f"points: 2}}{more}]"), encoding="utf-8")
    done = run("sheets", "make", small, "--layout", "matrix")
    assert (done.exit_code, done.stdout, done.stderr.count("[SHEETS-MATRIX]")) == (1, "", 3)
    assert not (small / "issued.yaml").exists()


def test_what_was_filled_in_is_never_written_over(run: Run, small: Path) -> None:
    """Before it was taken in; all or none are written. A file that cannot be read is left alone too."""
    run("sheets", "make", small)
    change(small / "out/sheets/r2.xlsx", "甲局", "I5", 3)
    (small / "out/sheets/r3.xlsx").write_bytes(b"something else")
    done = run("sheets", "make", small)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("[SHEETS-FILLED]") == 1
    assert done.stderr.count("r3.xlsx") == 1
    assert len(read_issues(small).issued) == 3
    assert run("sheets", "make", small, "--rater", "r1").exit_code == 0


def test_what_was_taken_in_can_be_put_in_again(run: Run, small: Path) -> None:
    """Marks, reasons and boxes that are in force."""
    (small / "sheets" / "marks.csv").unlink()
    sheet = Sheet(agency="b", rater="r1", marks={"A1": "3.50", "B1": "4"}, reasons={"A1": "晚\n报"}, problems="问题")
    intake = Intake(
        pingyi=1, number=1, at="2026-05-01T09:00:00+08:00", by="王", way="workbook", asked=("A1", "A2", "B1"),
        sheets=(sheet,),
    )  # fmt: skip
    write_intakes(small, [(intake, None)])
    assert run("sheets", "make", small, "--rater", "r1", "--filled").exit_code == 0
    held = load_workbook(small / "out/sheets/r1.xlsx")["乙局"]
    assert [held[cell].value for cell in ("I5", "I6", "I7", "J5", "E10")] == ["3.50", None, 4, "晚\n报", "问题"]
    assert run("sheets", "make", small, "--rater", "r1", "-o", small / "blank").exit_code == 0
    assert load_workbook(small / "blank/r1.xlsx")["乙局"]["I7"].value is None


def test_the_register_is_plain_yaml(run: Run, small: Path) -> None:
    """It can be read like any other file of the round."""
    run("sheets", "make", small, "--rater", "r1")
    text = (small / "issued.yaml").read_text(encoding="utf-8")
    assert build(type(read_issues(small)), parse(text, "issued.yaml")) == read_issues(small)
    assert run("check", small).exit_code == 0
