"""pingyi figures: a preview, and what is taken in with where it came from."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rubrics import parse
from scoring.folder import read_folder, write_folder
from tests.scoring.cli.conftest import Run
from tests.scoring.rounds.outside import EDU, EXAM, PARKS, ROUND, RUBRIC

COUNTED = ((100, 1), (80, 1), (50, 0))
HEADS = ["序号", "提交时间", f"1、您对{EDU}是否满意?", EXAM, "示例市园林局"]
ANSWERS = [["1", "满意", "满意", "不满意"], ["2", "基本满意", "(空)", "满意"]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a round that reads figures from outside, and has none yet."""
    write_folder(tmp_path / "round", {"round.yaml": ROUND.encode(), "rubric.yaml": RUBRIC.encode()})
    return tmp_path / "round"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Return a workbook of answers as a service exports them, with a real date in every row."""
    book: Any = openpyxl.Workbook()
    book.active.append(HEADS)
    for number, *answers in ANSWERS:
        book.active.append([int(number), date(2026, 8, 31), *answers])
    book.save(tmp_path / "问卷.xlsx")
    return tmp_path / "问卷.xlsx"


def record(root: Path, name: str) -> dict[str, Any]:
    """Return what a taking-in says."""
    value = parse((root / "intakes" / "figures" / name).read_text("utf-8"), name).value
    assert isinstance(value, dict)
    return value


def test_a_preview_writes_nothing(root: Path, survey: Path, run: Run) -> None:
    """Without --accept the folder stays as it is, and all agencies' figures are shown."""
    before = sorted(root.rglob("*"))
    shown = run("figures", "read", root, survey, "--source", "survey")
    assert (shown.exit_code, sorted(root.rglob("*"))) == (0, before)
    assert [line.split()[0] for line in shown.output.splitlines()[3:6]] == [EDU, EXAM, PARKS]


def test_it_is_taken_in_with_where_it_came_from(root: Path, survey: Path, run: Run) -> None:
    """The table, the original, and who took in what and when; a second time there is nothing to take in."""
    how = ("--source", "survey", "--date", "2026-09-01", "--from", "问卷平台", "--by", "张三")
    shown = run("figures", "read", root, survey, *how, "--accept")
    assert shown.exit_code == 0
    table = (root / "imports" / "survey.csv").read_bytes()
    text = "agency,满意,基本满意,不满意\r\nedu,1,1,0\r\nexam,1,0,0\r\nparks,1,0,1\r\n"
    assert table == text.encode("utf-8-sig")
    digest = hashlib.sha256(survey.read_bytes()).hexdigest()
    held = record(root, "survey-0001.yaml")
    expected = {
        "source": "survey",
        "number": 1,
        "by": "张三",
        "file": "问卷.xlsx",
        "sha256": digest,
        "date": "2026-09-01",
        "provider": "问卷平台",
        "shape": "matrix",
        "rows": 2,
        "agencies": 3,
        "table": hashlib.sha256(table).hexdigest(),
    }
    assert {name: held[name] for name in expected} == expected
    assert "replaced" not in held
    original = root / "intakes" / "figures" / "originals" / f"{digest}.xlsx"
    assert original.read_bytes() == survey.read_bytes()
    read = read_folder(root)
    assert read.collected.ballots["survey"]["edu"] == tuple((Decimal(points), n) for points, n in COUNTED)
    before = sorted(root.rglob("*"))
    assert run("figures", "read", root, survey, *how, "--accept").exit_code == 0
    assert sorted(root.rglob("*")) == before


def test_a_later_one_supersedes_and_both_remain(root: Path, tmp_path: Path, run: Run) -> None:
    """Also what somebody had typed into imports/ by hand, and a table that was changed since."""
    imports = root / "imports" / "daily.csv"
    imports.parent.mkdir()
    imports.write_text("agency,value\nedu,1\n", "utf-8")
    typed = hashlib.sha256(imports.read_bytes()).hexdigest()
    daily = tmp_path / "日常考核.csv"
    numbers: list[dict[str, Any]] = []
    for value in ("90", "91.5"):
        daily.write_text(f"单位,考核得分\n{EDU},{value}\n", "utf-8")
        assert run("figures", "read", root, daily, "--source", "daily", "--accept").exit_code == 0
        numbers.append(record(root, f"daily-000{len(numbers) + 1}.yaml"))
    assert imports.read_text("utf-8-sig") == "agency,value\nedu,91.5\n"
    assert [held["replaced"] for held in numbers] == [typed, numbers[0]["table"]]
    kept = root / "intakes" / "figures" / "originals"
    assert (kept / f"{typed}.csv").read_text("utf-8") == "agency,value\nedu,1\n"
    assert len(list(kept.iterdir())) == 4
    shown = run("--lang", "en", "figures", "list", root).output.splitlines()
    assert [line.rpartition("  ")[2] for line in shown[1:]] == ["superseded", "in force"]
    imports.write_text("agency,value\nedu,100\n", "utf-8")
    shown = run("--lang", "en", "figures", "list", root).output.splitlines()
    assert shown[2].endswith("the table was changed since")
    imports.unlink()
    assert run("--lang", "en", "figures", "list", root).output.splitlines()[2].endswith("the table is gone")


def test_the_preview_says_what_changes(root: Path, tmp_path: Path, run: Run) -> None:
    """Agency by agency, against the table there is; one that cannot be compared is as none."""
    daily = tmp_path / "daily.csv"
    daily.write_text(f"单位,得分\n{EDU},90\n{EXAM},80\n{PARKS},70\n", "utf-8")
    (root / "imports").mkdir()
    imports = root / "imports" / "daily.csv"
    states = []
    for text in ("agency,value\nedu,90\nexam,81\ngone,1\n", "agency\nedu\n", "", '"', "agency,value\n"):
        imports.write_text(text, "utf-8")
        shown = run("--lang", "en", "figures", "read", root, daily, "--source", "daily")
        states.append([line.split()[-1] for line in shown.output.splitlines()[3:7]])
    other = ["new", "new", "new", "Notices"]
    notice = "--accept."
    assert states[0] == ["unchanged", "changed", "new", "changed"]
    assert states[1:] == [[*other[:3], notice]] * 4


def test_values_that_voters_typed(root: Path, tmp_path: Path, run: Run) -> None:
    """How many gave each value stands in the preview."""
    typed = tmp_path / "typed.csv"
    typed.write_text(f"单位,得分,票数\n{EDU},9,2\n{EDU},8,1\n", "utf-8")
    shown = run("--lang", "en", "figures", "read", root, typed, "--source", "typed")
    assert shown.output.splitlines()[3].split()[1:8] == ["9", "×", "2,", "8", "×", "1", "8.67"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("--source other", (1, "IMPORT-UNKNOWN")),
        ("--source survey --date 2026-02-30", (2, "2026-01-31")),
        ("--source survey --date 20260201", (2, "2026-01-31")),
        ("--source online", (1, "VALUE-YES-NO")),
        ("", (2, "--source")),
    ],
)
def test_refusals(root: Path, survey: Path, run: Run, arguments: str, expected: tuple[int, str]) -> None:
    """Wrong usage is 2, wrong figures are 1; nothing is written."""
    before = sorted(root.rglob("*"))
    shown = run("figures", "read", root, survey, *arguments.split(), "--accept")
    code, told = expected
    assert (shown.exit_code, told in shown.output, sorted(root.rglob("*"))) == (code, True, before)


def test_records_with_faults(root: Path, survey: Path, run: Run) -> None:
    """A record that cannot be read is told before anything is written."""
    folder = root / "intakes" / "figures"
    folder.mkdir(parents=True)
    (folder / "survey-0001.yaml").write_text("pingyi: 2\n", "utf-8")
    for arguments in (("read", root, survey, "--source", "survey", "--accept"), ("list", root)):
        shown = run("figures", *arguments)
        assert (shown.exit_code, "intakes/figures/survey-0001.yaml" in shown.output) == (1, True)
    assert not (root / "imports").exists()


def test_nothing_taken_in_yet(root: Path, run: Run) -> None:
    """The list says so."""
    assert run("--lang", "en", "figures", "list", root).output == "No figures were taken in yet.\n"
