"""Tests of pingyi setup: a workbook out, filled in, and in again."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result

from scoring.folder.setups import read_setup_of
from scoring.sheets.setup.pages import AGENCIES, CRITERIA, OTHERS, PANEL
from tests.scoring.cli.conftest import Run
from tests.scoring.sheets.setup.workbooks import Book


def _lines(result: Result) -> list[str]:
    return result.output.splitlines()


def _change(file: Path, *cells: tuple[str, int, str, object]) -> None:
    book = Book(file.read_bytes())
    for page, row, column, value in cells:
        book.cell(page, row, column).value = value
    file.write_bytes(book.data())


def test_out_and_in_again(run: Run, small: Path) -> None:
    """What comes back unchanged is told to be so, and nothing is written."""
    file = small / "out" / "setup.xlsx"
    made = run("setup", "make", small, "-o", file)
    assert (made.exit_code, len(_lines(made))) == (0, 2)
    before = {path.name: path.read_bytes() for path in small.iterdir() if path.is_file()}
    read = run("--lang", "en", "setup", "read", small, file, "--accept", "--by", "张三")
    assert (read.exit_code, _lines(read)) == (
        0,
        ["No problems found.", "The workbook says what the round folder says; there is nothing to take in."],
    )
    assert {path.name: path.read_bytes() for path in small.iterdir() if path.is_file()} == before


def test_the_usual_name(run: Run, small: Path) -> None:
    """It lies among the other files that are written, and is never written over."""
    assert run("--lang", "en", "setup", "make", small).exit_code == 0
    assert (small / "out" / "small-2026-set-up.xlsx").is_file()
    again = run("--lang", "en", "setup", "make", small)
    assert (again.exit_code, "[SETUP-THERE]" in again.output) == (1, True)


def test_changes_are_shown_first(run: Run, small: Path) -> None:
    """Without --accept nothing is written; with it, round.yaml and the rubric."""
    file = small / "setup.xlsx"
    run("setup", "make", small, "-o", file)
    _change(file, (AGENCIES, 1, "name", "甲委"), (AGENCIES, 5, "name", "戊局"), (CRITERIA, 2, "text", "看清单"))
    dry = run("--lang", "en", "setup", "read", small, file)
    assert (dry.exit_code, _lines(dry)[:3]) == (
        0,
        [
            "  评议活动 被评议单位／a／名称: 甲局 → 甲委",
            "  评议活动 被评议单位／a5: added: a5 戊局",
            "  评分细则 一级指标／P／指标／A1／评分标准: added: 看清单",
        ],
    )
    assert not (small / "setups").exists()
    taken = run("--lang", "en", "setup", "read", small, file, "--accept", "--by", "张三")
    assert (taken.exit_code, (small / "setups" / "0001.yaml").is_file()) == (0, True)
    held = read_setup_of(small)
    assert held is not None
    assert list(held.round.names.items()) == [
        ("a", "甲委"),
        ("b", "乙局"),
        ("c", "丙局"),
        ("d", "丁局"),
        ("a5", "戊局"),
    ]
    # The ids that were made hold, although the workbook does not know them.
    again = run("--lang", "en", "setup", "read", small, file)
    assert _lines(again)[-1] == "The workbook says what the round folder says; there is nothing to take in."


def test_a_new_round(run: Run, tmp_path: Path) -> None:
    """From a name of the library to a round that can be checked, without any plain file being touched."""
    folder, file = tmp_path / "round", tmp_path / "setup.xlsx"
    assert run("setup", "make", folder, "--like", "jiangmen-2020", "-o", file).exit_code == 0
    assert not folder.exists()
    _change(file, (OTHERS, 2, "value", "示例市评议"))
    dry = run("--lang", "en", "setup", "read", folder, file)
    assert (dry.exit_code, _lines(dry)[0], folder.exists()) == (0, "New round: 示例市评议", False)
    assert run("setup", "read", folder, file, "--accept").exit_code == 0
    assert run("check", folder).exit_code == 0


def test_faults_are_told_with_their_cells(run: Run, small: Path) -> None:
    """Nothing is written while one is left."""
    file = small / "setup.xlsx"
    run("--lang", "en", "setup", "make", small, "-o", file)
    _change(file, (AGENCIES, 1, "presents", "先"), (CRITERIA, 2, "points", "四"))
    read = run("--lang", "en", "setup", "read", small, file, "--accept")
    assert (read.exit_code, [line.partition(":")[0] for line in _lines(read)]) == (
        1,
        [
            "setup.xlsx sheet “Agencies evaluated” cell E5",
            "setup.xlsx sheet “Criteria” cell G6",
            "Problems found",
        ],
    )


def test_marks_that_would_no_longer_fit(run: Run, small: Path) -> None:
    """A member whose marks are in is not removed."""
    file = small / "setup.xlsx"
    run("setup", "make", small, "-o", file)
    book = Book(file.read_bytes())
    book.sheets[PANEL].delete_rows(7)
    file.write_bytes(book.data())
    read = run("--lang", "en", "setup", "read", small, file, "--accept")
    assert read.exit_code == 1
    assert _lines(read)[-1] == "Marks that are here already would no longer fit; nothing was changed."
    assert not (small / "setups").exists()


def test_a_faulty_round_may_be_mended(run: Run, small: Path) -> None:
    """The workbook that was written while it was sound takes its place."""
    file = small / "setup.xlsx"
    run("setup", "make", small, "-o", file)
    (small / "round.yaml").write_text("pingyi: 1\n", "utf-8")
    assert run("setup", "make", small).exit_code == 1
    assert run("setup", "read", small, file, "--accept").exit_code == 0
    assert run("check", small).exit_code == 0


def test_wrong_usage(run: Run, small: Path, tmp_path: Path) -> None:
    """Nowhere to begin, two rounds in one folder, two workbooks, another kind of file."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("setup", "make", empty).exit_code == 1
    assert run("setup", "make", small, "--like", "jiangmen-2020").exit_code == 1
    assert run("setup", "make", small, "-o", tmp_path / "setup.xls").exit_code == 2
    for name in ("a.xlsx", "b.xlsx"):
        (empty / name).write_bytes(b"")
    assert run("setup", "read", small, empty).exit_code == 2
