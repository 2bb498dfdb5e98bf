"""`pingyi spot-check`: sheets drawn for comparison with the paper, and what was found."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from rubrics import build, parse
from scoring.folder.intakes import read_issues
from scoring.folder.spot_checks import read_spot_checks
from scoring.rounds.spot_checks import Compared, MarkError, SpotCheck, draw

Run = Callable[..., Result]
SHEETS = [(agency, rater) for agency, raters in (("a", 3), ("b", 2), ("c", 3), ("d", 1)) for rater in
          [f"r{n}" for n in range(1, raters + 1)]]  # fmt: skip
DRAWN = draw(SHEETS, "30%", "482913")


@pytest.fixture
def paper(run: Run, small: Path) -> Path:
    """Return the sheet of a spot check of three sheets."""
    shown = run("--lang", "en", "spot-check", small, "--share", "30%", "--seed", "482913")
    assert shown.exit_code == 0, shown.output
    return small / "out" / "small-2026-spot-check-1.xlsx"


def fill(paper: Path, cells: dict[tuple[str, str], str], name: str = "filled.xlsx") -> Path:
    """Return a copy with cells filled in, by row id and column."""
    book = openpyxl.load_workbook(paper)
    rows = {row[0].value: row[0].row for row in book.worksheets[0].iter_rows()}
    for (row, column), value in cells.items():
        book.worksheets[0][f"{column}{rows[row]}"] = value
    book.save(paper.with_name(name))
    return paper.with_name(name)


def answers(paper: Path, name: str = "filled.xlsx", *, mark: str = "1") -> Path:
    """Return a copy in which two sheets agree and one does not."""
    rows = [f"{agency}|{rater}" for agency, rater in DRAWN]
    cells: dict[tuple[str, str], str] = {(row, "O"): "agrees" for row in rows[:2]}
    cells |= {(rows[2], "O"): "differs", (f"{rows[2]}|1", "C"): mark}
    return fill(paper, cells, name)


def test_a_draw(run: Run, small: Path) -> None:
    """The sheets of the lowest numbers, a register of what was issued, and how to do it again."""
    shown = run("--lang", "en", "spot-check", small, "--share", "30%", "--seed", "482913")
    (issued,) = read_issues(small).issued
    target = small / "out" / "small-2026-spot-check-1.xlsx"
    assert shown.output.splitlines() == [
        f"Written: {target}",
        f"Drawn: 3 of 9 sheets (30%), seed 482913; issue No. 1, seal {issued.seal}.",
    ]
    assert (issued.number, issued.form, issued.to) == (1, "spot-check", "small-2026")
    ids = [row[0].value for row in openpyxl.load_workbook(target).worksheets[0].iter_rows()]
    assert [text for text in ids if str(text).count("|") == 1] == [f"{agency}|{rater}" for agency, rater in DRAWN]


def test_without_a_seed_chance_decides(run: Run, small: Path, tmp_path: Path) -> None:
    """The seed is told, and gives the same sheets once more; every paper has a number of its own."""
    first = run("--lang", "en", "spot-check", small, "--share", "30", "-o", tmp_path / "一.xlsx")
    seed = re.findall(r"seed (\d{6});", first.output)[0]
    again = run("--lang", "en", "spot-check", small, "--share", "３０％", "--seed", seed, "-o", tmp_path / "二.xlsx")
    assert [re.findall(r"issue No. (\d)", shown.output) for shown in (first, again)] == [["1"], ["2"]]
    rows = [
        [
            text
            for row in openpyxl.load_workbook(file).worksheets[0].iter_rows(max_col=1, values_only=True)
            for text in row
        ]
        for file in (tmp_path / "一.xlsx", tmp_path / "二.xlsx")
    ]
    assert rows[0] == rows[1]


def test_what_was_found_is_shown_first(run: Run, small: Path, paper: Path) -> None:
    """Each error with what to do; nothing is kept before --accept, and no mark is ever changed."""
    before = (small / "sheets" / "marks.csv").read_bytes()
    shown = run("--lang", "en", "spot-check", small, "--read", answers(paper), "--by", "王")
    assert shown.exit_code == 0
    first, error, *rest = shown.output.splitlines()
    assert first == "Spot check, issue No. 1: compared 3 of 3 drawn sheets, 2 agree."
    assert re.fullmatch(r"  评议员\d, .局, 责任清单: counted 4, the paper says 1", error)
    assert [line.split(":")[0] for line in rest] == [
        "No mark was changed. Correct them with a new intake",
        "Nothing was kept yet; add --accept to keep it.",
    ]
    assert ((small / "spot-checks").exists(), (small / "sheets" / "marks.csv").read_bytes()) == (False, before)


def test_what_was_found_is_kept(run: Run, small: Path, paper: Path) -> None:
    """Who read it in, when, from which file; the same once more is not kept twice, other answers are."""
    filled = answers(paper)
    shown = run("--lang", "en", "spot-check", small, "--read", filled, "--accept", "--by", "王")
    kept = small / "spot-checks" / "0001.yaml"
    assert shown.output.splitlines()[-1] == f"Taken in: {kept}"
    check = build(SpotCheck, parse(kept.read_text("utf-8"), "0001.yaml"))
    (one, other, last) = DRAWN
    assert check.sheets == (
        Compared(agency=one[0], rater=one[1], agrees=True),
        Compared(agency=other[0], rater=other[1], agrees=True),
        Compared(
            agency=last[0], rater=last[1], agrees=False, errors=(MarkError(criterion="A1", counted="4", paper="1"),)
        ),
    )
    assert (check.by, check.file, check.issue, check.seed, check.share, check.of, check.drawn) == (
        "王", "filled.xlsx", 1, "482913", "30%", 9, 3,
    )  # fmt: skip
    again = run("--lang", "en", "spot-check", small, "--read", answers(paper, "copy.xlsx"), "--accept")
    assert again.output.splitlines()[-1] == "This was taken in already, as spot check 1."
    later = run("--lang", "en", "spot-check", small, "--read", answers(paper, "later.xlsx", mark="2"), "--accept")
    assert later.output.splitlines()[-1] == f"Taken in: {small / 'spot-checks' / '0002.yaml'}"
    assert [held.number for held in read_spot_checks(small)] == [1, 2]


def test_what_is_open_and_noted_is_told(run: Run, small: Path, paper: Path) -> None:
    """A paper may come back before all of it was compared; without errors nothing is to be corrected."""
    (agency, rater), *_ = DRAWN
    filled = fill(paper, {(f"{agency}|{rater}|note", "C"): "no paper"})
    lines = run("--lang", "en", "spot-check", small, "--read", filled).output.splitlines()
    assert lines[0] == "Spot check, issue No. 1: compared 1 of 3 drawn sheets, 0 agree."
    assert lines[1].endswith(": no paper")
    assert lines[2].startswith("Not compared yet: 评议员")
    assert lines[3:] == ["Nothing was kept yet; add --accept to keep it."]


def test_an_emptied_cell_of_the_paper(run: Run, small: Path, paper: Path) -> None:
    """It is told as such."""
    shown = run("--lang", "en", "spot-check", small, "--read", answers(paper, mark="empty"))
    assert shown.output.splitlines()[1].endswith("counted 4, the paper says empty")


def test_a_paper_of_another_round_is_refused(run: Run, small: Path, paper: Path) -> None:
    """Its seal was made with another key."""
    filled = answers(paper)
    (small / ".pingyi" / "key").unlink()
    shown = run("spot-check", small, "--read", filled, "--accept")
    assert (shown.exit_code, "[SEAL-BROKEN]" in shown.stderr, (small / "spot-checks").exists()) == (1, True, False)


def test_before_any_sheet_is_in_there_is_nothing_to_draw(run: Run, small: Path) -> None:
    """And nothing is issued."""
    (small / "sheets" / "marks.csv").unlink()
    shown = run("spot-check", small, "--share", "20%")
    assert (shown.exit_code, "[SPOT-NONE]" in shown.stderr, (small / "issued.yaml").exists()) == (1, True, False)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--share", "0%"), ("--share", "101%"), ("--share", "some"), ("--share", "20%", "-o", "x.pdf")],
    ids=" ".join,
)
def test_wrong_usage(run: Run, small: Path, arguments: tuple[str, ...]) -> None:
    """Nothing is drawn then."""
    assert run("spot-check", small, *arguments).exit_code == 2
    assert not (small / "issued.yaml").exists()


def test_drawing_and_reading_are_two_things(run: Run, small: Path, paper: Path) -> None:
    """One at a time."""
    assert run("spot-check", small, "--share", "20%", "--read", paper).exit_code == 2
    assert len(read_issues(small).issued) == 1
