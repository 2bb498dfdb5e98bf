"""`pingyi sheets read`: first a look at what came back, cell by cell, then all of it is taken in or nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scoring.cli.language import ENGLISH, speak
from scoring.cli.sheets_read import read
from scoring.folder import Reading, read_folder, write_folder
from scoring.folder.intakes import read_intakes, write_issues
from scoring.rounds import AWAITED, Mark, MarkState, Sheet
from tests.scoring.sheets.returning import FULL, KEY, ROUND, RUBRIC, Office, edited, marks, put

Read = Callable[..., Result]
WORDS = "第一行\n“第二行”𠮷👩‍👩‍👧 é<b>&amp; =1+1\t尾 "


@dataclass
class Desk:
    """A round folder and the office that issues for it."""

    folder: Path
    office: Office

    def issue(self, rater: str = "r1") -> bytes:
        """Return a workbook that the folder's register knows."""
        data = self.office.issue(rater)
        write_issues(self.folder, self.office.issues)
        return data

    def back(self, name: str, data: bytes) -> Path:
        """Return a file as it came back."""
        file = self.folder.parent / name
        file.write_bytes(data)
        return file

    def files(self) -> list[str]:
        """Return the files of all intakes."""
        return sorted(path.name for path in (self.folder / "intakes").glob("*.yaml"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the folder of the small round, without marks."""
    folder = tmp_path / "round"
    write_folder(
        folder, {"round.yaml": ROUND.encode(), "rubric.yaml": RUBRIC.encode(), ".pingyi/key": KEY, "sheets/x.csv": b""}
    )
    (folder / "sheets/x.csv").unlink()
    return Desk(folder, Office())


@pytest.fixture
def run() -> Read:
    """Return a function that calls the command with arguments and returns its exit code and output."""
    speak(ENGLISH)

    def called(*arguments: str | Path) -> Result:
        return CliRunner().invoke(read, [str(argument) for argument in arguments], prog_name="pingyi sheets read")

    return called


def test_a_dry_run(run: Read, desk: Desk) -> None:
    """Every cell that is not in force already is shown; nothing is written."""
    data = edited(desk.issue(), marks("a", FULL), put("a", "A2", "reason", "少"), put("c", "~recused", "text", "亲属"))
    shown = run(desk.folder, desk.back("评分表.xlsx", data))
    assert shown.stdout.splitlines() == [
        "评分表.xlsx: 张三 (r1), issue 1",
        "  Left empty, which changes nothing: 教育局考试中心.",
        "  Cells: new 8; open marks: 6",
        "  教育局",
        "    new: A1 8.5, A2 9, A3 优, A4 ×√, B1 3, V1 否",
        "    new: A2 reason: 少 (教育局 J6)",
        "  丙局",
        "    new: Recusal, with the reason: 亲属 (丙局 E15)",
        "To be taken in: 1. Nothing was written yet; do it with --accept.",
    ]
    assert (shown.exit_code, shown.stderr, desk.files()) == (0, "", [])


def test_taking_in(run: Read, desk: Desk) -> None:
    """Who, when, from which file; the file itself beside it; and its marks count."""
    data = edited(desk.issue(), marks("a", FULL), put("a", "A2", "reason", WORDS), put("a", "~problems", "text", WORDS))
    shown = run(desk.folder, desk.back("r1.xlsx", data), "--accept", "--by", "王办")
    assert (shown.exit_code, shown.stdout.splitlines()[-1]) == (0, "Taken in: 1 (intakes 1 to 1).")
    (intake,), faults = read_intakes(desk.folder)
    said = {name: str(mark) for name, mark in FULL.items()}
    assert intake.sheets == (Sheet(agency="a", rater="r1", marks=said, reasons={"A2": WORDS}, problems=WORDS),)
    assert (intake.by, intake.file, intake.way, intake.issue, faults) == ("王办", "r1.xlsx", "workbook", 1, [])
    (original,) = (desk.folder / "intakes/originals").iterdir()
    assert (original.name, original.read_bytes()) == (f"{intake.sha256}.xlsx", data)
    counted = read_folder(desk.folder, Reading.FIGURES).collected.marks
    assert (counted["a", "r1", "A3"].written, counted["a", "r1", "A2"].remark) == ("优", WORDS)
    assert counted["b", "r1", "A1"] is AWAITED


def test_a_later_version(run: Read, desk: Desk) -> None:
    """What changed and what was emptied is shown beside what is in force; both intakes remain."""
    blank = desk.issue()
    first = desk.back("r1.xlsx", edited(blank, marks("a", FULL)))
    second = desk.back("r1 (2).xlsx", edited(blank, marks("a", {"A1": "9", "A2": 9.0})))
    run(desk.folder, first, "--accept")
    shown = run(desk.folder, second, "--accept")
    assert shown.stdout.splitlines() == [
        "r1 (2).xlsx: 张三 (r1), issue 1",
        "  Left empty, which changes nothing: 教育局考试中心, 丙局.",
        "  Cells: changed 1, emptied 4, unchanged 1; open marks: 15",
        "  教育局",
        "    changed: A1: 8.5 → 9 (教育局 I5)",
        "    emptied: A3: 优 → nothing",
        "    emptied: A4: ×√ → nothing",
        "    emptied: B1: 3 → nothing",
        "    emptied: V1: 否 → nothing",
        "Taken in: 1 (intakes 2 to 2).",
    ]
    again = run(desk.folder, first, "--accept")
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (0, "Nothing new: nothing to be taken in.")
    assert ("intake 1, " in again.stdout, desk.files()) == (True, ["0001.yaml", "0002.yaml"])


def test_all_or_nothing(run: Read, desk: Desk) -> None:
    """One bad cell in one of many files, and nothing is taken in; what is sound is shown all the same."""
    good = desk.back("r1.xlsx", edited(desk.issue("r1"), marks("a", FULL)))
    bad = desk.back("r2.xlsx", edited(desk.issue("r2"), marks("a", {"A1": 99, "A2": "x"})))
    shown = run(desk.folder, good, bad, desk.back("notes.txt", b"hello"), "--accept")
    assert (shown.exit_code, desk.files()) == (1, [])
    assert shown.stdout.splitlines()[0] == "r1.xlsx: 张三 (r1), issue 1"
    assert [line.rpartition("[")[2] for line in shown.stderr.splitlines()] == [
        "BOOK-KIND]",
        "MARK-RANGE]",
        "MARK-NUMBER]",
        "Problems found: 3.",
        "Nothing was taken in.",
    ]


def test_a_zip_with_several_raters(run: Read, desk: Desk) -> None:
    """Names in it are as the sender wrote them; a copy of one of its files is named."""
    first, second = (edited(desk.issue(rater), marks("a", FULL)) for rater in ("r1", "r2"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in (("一组/张三.xlsx", first), ("一组/李四.xlsx", second), ("一组/李四 副本.xlsx", second)):
            archive.writestr(name, data)
    shown = run(desk.folder, desk.back("收回.zip", stream.getvalue()), "--accept")
    assert shown.exit_code == 0
    assert "  Says no more than 收回.zip/一组/李四 副本.xlsx." in shown.stdout.splitlines()
    assert desk.files() == ["0001.yaml", "0002.yaml"]


def test_two_versions_in_one_run(run: Read, desk: Desk) -> None:
    """Nobody can tell which holds; both places are named."""
    blank = desk.issue()
    files = [desk.back(f"{name}.xlsx", edited(blank, marks("a", {"A1": mark}))) for name, mark in (("x", 8), ("y", 9))]
    shown = run(desk.folder, *files, "--accept")
    assert (shown.exit_code, desk.files()) == (1, [])
    assert shown.stderr.splitlines()[0] == (
        "y.xlsx sheet “教育局” cell I5: here stands “9”, but “8” in x.xlsx sheet “教育局” cell I5. "
        "Ask which of the two holds, and take in that one only. [SHEETS-CONTRADICT]"
    )


def test_marks_that_stand_in_a_table_too(run: Read, desk: Desk) -> None:
    """They would count twice, and the folder could not be read any more."""
    (desk.folder / "sheets").mkdir(exist_ok=True)
    (desk.folder / "sheets/marks.csv").write_text("agency,rater,criterion,mark\na,r1,A1,8\na,r1,A2,8\n", "utf-8")
    shown = run(desk.folder, desk.back("r1.xlsx", edited(desk.issue(), marks("a", FULL))), "--accept")
    assert (shown.exit_code, desk.files()) == (1, [])
    assert shown.stderr.splitlines()[0] == (
        "sheets/marks.csv:2: marks that are to be taken in stand in this table already: 2. "
        "Remove them from the table first. [SHEETS-TABLE]"
    )


def test_words_that_were_corrected(run: Read, desk: Desk) -> None:
    """They are listed; the sheet is valid."""
    desk.office.rubric_yaml = RUBRIC.replace("普法活动", "普法活运")
    data = edited(desk.issue(), marks("a", {"A1": "回避", "A3": "优"}), put("a", "A1", "reason", "参与制定"))
    shown = run(desk.folder, desk.back("r1.xlsx", data), "--accept")
    assert shown.stdout.splitlines()[1] == "  Corrected since: A3 was “普法活运”, is “普法活动”."
    counted = read_folder(desk.folder, Reading.FIGURES).collected.marks
    assert counted["a", "r1", "A1"] == Mark(MarkState.RECUSED, remark="参与制定")


def test_what_lies_beside_workbooks_is_passed_over(run: Read, desk: Desk) -> None:
    """A scan or a letter in a folder or zip; a file that is named itself is meant, and one of another kind told."""
    (desk.folder.parent / "back").mkdir()
    back = desk.back("back/r1.xlsx", edited(desk.issue(), marks("a", FULL)))
    scan = desk.back("back/签字 扫描.PDF", b"%PDF-1.4")
    shown = run(desk.folder, back.parent, "--accept")
    assert (shown.exit_code, shown.stdout.splitlines()[-2:], desk.files()) == (
        0,
        ["Passed over, being no workbooks: back/签字 扫描.PDF", "Taken in: 1 (intakes 1 to 1)."],
        ["0001.yaml"],
    )
    named = run(desk.folder, scan)
    assert (named.exit_code, "BOOK-KIND]" in named.stderr) == (1, True)


def test_where_there_is_no_workbook(run: Read, desk: Desk) -> None:
    """It is said: perhaps the wrong folder was named."""
    (desk.folder.parent / "wrong").mkdir()
    desk.issue()
    shown = run(desk.folder, desk.folder.parent / "wrong")
    assert (shown.exit_code, shown.stderr.splitlines()[0].partition(": ")[2]) == (
        1,
        (
            "there is no workbook among what was named. Name the workbooks that came back, or the folder or zip that "
            "they are in. [SHEETS-NONE]"
        ),
    )


def test_a_blank_workbook_takes_nothing_back(run: Read, desk: Desk) -> None:
    """Who hands in the empty copy by mistake loses nothing: a page without any answer says nothing."""
    blank = desk.issue()
    run(desk.folder, desk.back("r1.xlsx", edited(blank, marks("a", FULL))), "--accept")
    shown = run(desk.folder, desk.back("r1 (2).xlsx", edited(blank, marks("b", {"A1": "7"}))), "--accept")
    assert "  Left empty, which changes nothing: 教育局, 丙局." in shown.stdout.splitlines()
    counted = read_folder(desk.folder, Reading.FIGURES).collected.marks
    assert (counted["a", "r1", "A3"].written, str(counted["b", "r1", "A1"].points)) == ("优", "7")
