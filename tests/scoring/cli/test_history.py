"""`pingyi history`: the record of several round folders, on a screen, in files, and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from rich.text import Text

from rubrics.library import demo_files
from scoring.cli.history import history
from scoring.cli.language import CHINESE, ENGLISH, speak
from scoring.folder import write_folder
from tests.scoring.cli.conftest import MARKS, ROUND, RUBRIC

Called = Callable[..., Result]

DECISION = """\
pingyi: 1
body: 示例市普法领导小组
date: {day}
minutes: 示普纪〔1〕号
grades:
  - {{agency: a, decided: 合格, reason: 材料不实}}
  - {{agency: b, decided: 优秀}}
  - {{agency: c, decided: 优秀}}
  - {{agency: d}}
"""
SCREEN = """\
Record of past rounds, 2020 to 2026
Agency  2020      2026                Next
甲委    合格      优秀 (preliminary)  2031
乙局    优秀      优秀 (preliminary)  2031
丙局    优秀      合格 (preliminary)  2031
丁局    no grade  open                2031
2020: 示例评议 (decided version)
2026: 示例评议 (preliminary result)
Last two evaluations
Agency  Before     Latest                   Grade moved  Total moved
甲委    2020 合格  2026 优秀 (preliminary)  higher              0.00
乙局    2020 优秀  2026 优秀 (preliminary)  same                0.00
丙局    2020 优秀  2026 合格 (preliminary)  lower              -7.67
Notices
  • Preliminary grades are computed and not decided.
  • 甲委 was formerly called 甲局
"""


@pytest.fixture
def call() -> Called:
    """Return a function that calls `pingyi history` in English."""

    def called(*arguments: str | Path, language: str = ENGLISH) -> Result:
        speak(language)
        try:
            return CliRunner().invoke(history, [str(argument) for argument in arguments], prog_name="pingyi history")
        finally:
            speak(CHINESE)

    return called


def folder(
    root: Path, name: str, *, round_: str = ROUND, marks: str = MARKS, rubric: str = RUBRIC, **more: str
) -> Path:
    """Write a round folder like the small one, dated by `more` (key: value in round.yaml); return it."""
    dated = round_.replace("id: small-2026", f"id: {name}") + "".join(
        f"{key}: {value}\n" for key, value in more.items()
    )
    files = {"round.yaml": dated, "rubric.yaml": rubric, "sheets/marks.csv": marks}
    write_folder(root / name, {path: text.encode() for path, text in files.items()})
    return root / name


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Return a round that was decided and one that is under way; between them one agency got another name."""
    earlier = folder(tmp_path, "r2020", date="2020-08-01")
    (earlier / "decision.yaml").write_text(DECISION.format(day="2020-09-01"), "utf-8")
    later = folder(
        tmp_path,
        "r2026",
        round_=ROUND.replace("甲局", "甲委"),
        marks=MARKS.replace("c,r1,4,2,4", "c,r1,0,1,1").replace("c,r2,4,2,3.995", "c,r2,1,1,1"),
        period="{from: 2026-01-01, to: 2026-12-31}",
    )
    sheet = later / "sheets" / "marks.csv"
    sheet.write_text(sheet.read_text("utf-8").replace("c,r3,4,2,4", "c,r3,0,1,1"), "utf-8")
    return earlier, later


def test_the_whole_screen(call: Called, two: tuple[Path, Path]) -> None:
    """Agencies by rounds, the rounds, the last two evaluations, notices; whatever the order of the folders."""
    shown = call(*two)
    assert (shown.exit_code, shown.output) == (0, SCREEN)
    assert call(*two[::-1]).output == SCREEN


def test_who_is_due(call: Called, two: tuple[Path, Path], tmp_path: Path) -> None:
    """Of all bodies, in a year that is asked for; together whose turn was in the same year."""
    listed = tmp_path / "all.csv"
    listed.write_text("编号,单位名称\na,甲委\nb,乙局\nc,丙局\nx,新设局\n", "utf-8")
    lines = call(two[0], "--agencies", listed, "--year", "2024", "--every", "4").output.splitlines()
    assert lines == [
        "Record of past rounds, 2020",
        "Agency  2020      Next",
        "甲委    合格      due",
        "乙局    优秀      due",
        "丙局    优秀      due",
        "新设局            due",
        "丁局    no grade  —",
        "2020: 示例评议 (decided version)",
        "Due in 2024 (every 4 years)",
        "  • never evaluated (1): 新设局",
        "  • last evaluated in 2020 (3): 甲委, 乙局, 丙局",
        "Notices",
        "  • not on the list of all bodies, so never due: 丁局",
        "  • 甲委 was formerly called 甲局",
    ]


def test_more_rounds_than_a_screen_holds(call: Called, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each agency has a line, and nothing is left out."""
    monkeypatch.setenv("COLUMNS", "40")
    assert call(
        *two, "--agencies", written(two[0].parent / "all.csv", "id,name\na,甲委\nx,新设局\n")
    ).output.splitlines()[1:6] == [
        "甲委  2020 合格, 2026 优秀 (preliminary); next: 2031",
        "新设局  never evaluated; next: due",
        "乙局  2020 优秀, 2026 优秀 (preliminary); next: —",
        "丙局  2020 优秀, 2026 合格 (preliminary); next: —",
        "丁局  2020 no grade, 2026 open; next: —",
    ]


def written(file: Path, text: str) -> Path:
    """Write a file and return it."""
    file.write_text(text, "utf-8")
    return file


def test_every_fault_of_every_folder_at_once(call: Called, two: tuple[Path, Path], tmp_path: Path) -> None:
    """Each with its folder: broken files, a round that is there twice, one without a date, a list with holes."""
    undated, broken = folder(tmp_path, "undated"), folder(tmp_path, "broken", marks=MARKS.replace("a,r1,4", "a,r1,9"))
    empty = tmp_path / "empty"
    empty.mkdir()
    listed = written(tmp_path / "all.csv", "id,name\n,甲委\n")
    shown = call(undated, two[0], broken, empty, two[0], "--agencies", listed)
    assert (shown.exit_code, shown.stdout) == (1, "")
    told = [re.fullmatch(r"(.*?):? .*\[(.*)\]", line) for line in shown.stderr.splitlines()[:-1]]
    assert [(found.group(1), found.group(2)) for found in told if found] == [
        (f"{listed}:2", "BODY-MISSING"),
        (f"{broken}/sheets/marks.csv:2", "MARK-RANGE"),
        (f"{empty}", "ROUND-MISSING"),
        (f"{two[0]}/round.yaml", "HISTORY-TWICE"),
        (f"{undated}/round.yaml", "HISTORY-DATE"),
    ]
    assert shown.stderr.splitlines()[-1] == "Problems found: 5."


def test_the_record_for_programs(call: Called, two: tuple[Path, Path]) -> None:
    """JSON and nothing else; the fields are held by the tests of the record."""
    record = json.loads(call(*two, "--json").stdout)
    assert list(record) == ["year", "every", "rounds", "agencies", "due", "notices"]
    assert [item["label"] for item in record["rounds"]] == ["2020", "2026"]


@pytest.mark.parametrize("name", ["record.csv", "record.xlsx", "RECORD.XLSX"])
def test_a_file(call: Called, two: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    """The screen says only where it is."""
    target = tmp_path / "out" / name
    assert (call(*two, "-o", target).output, target.is_file()) == (f"Written: {target}\n", True)


def test_what_is_in_the_files(call: Called, two: tuple[Path, Path], tmp_path: Path) -> None:
    """The same record; with --json the line about the file does not stand in the way."""
    shown = call(*two, "--json", "-o", tmp_path / "record.csv")
    assert (json.loads(shown.stdout)["year"], shown.stderr) == (2026, f"Written: {tmp_path / 'record.csv'}\n")
    lines = (tmp_path / "record.csv").read_text("utf-8-sig").splitlines()
    assert lines[:2] == [
        "Id,Agency,Former names,2020,2026,Last evaluation,Next",
        "a,甲委,甲局,合格,优秀 (preliminary),2026,2031",
    ]
    call(*two, "-o", tmp_path / "record.xlsx")
    book = openpyxl.load_workbook(tmp_path / "record.xlsx")
    assert book.sheetnames == ["Record", "Last two evaluations", "Rounds"]


@pytest.mark.parametrize(
    "arguments", [["-o", "record.pdf"], ["--every", "0"], ["--year", "x"], ["--agencies", "nix.csv"]], ids=" ".join
)
def test_wrong_usage(call: Called, two: tuple[Path, Path], arguments: list[str]) -> None:
    """Nothing is written or printed."""
    shown = call(*two, *arguments)
    assert (shown.exit_code, shown.stdout) == (2, "")


def test_no_folder_at_all(call: Called) -> None:
    """At least one is needed."""
    assert call().exit_code == 2


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_terminal_of_80_columns(
    call: Called, two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """No line is wider, and the table of agencies stands above the rounds."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    files = {path: data for path, data in demo_files().items() if path != "decision.yaml"}
    write_folder(tmp_path / "demo", files)
    lines = Text.from_ansi(call(*two, tmp_path / "demo", language=language).output).plain.splitlines()
    assert (len(lines) > 20, max(map(cell_len, lines)) <= 80) == (True, True)
