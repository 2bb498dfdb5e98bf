"""`pingyi verify`: files are held against the round; the exit code says whether nothing differs."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from rubrics.library import demo_files
from scoring.cli.language import CHINESE, ENGLISH, speak, tr
from scoring.cli.verify import verify
from scoring.engine.notices import notices
from scoring.engine.version import VERSION
from scoring.folder import evaluate_folder, write_folder
from scoring.reports.findings import Findings
from scoring.reports.letters import standard_letter
from scoring.reports.templates import standard_workbook
from scoring.reports.verify.candidates import candidates
from tests.scoring.reports.verify.altering import altered

LETTERS = ("court.docx", "metro.docx")
Verify = Callable[..., Result]
# Those that `pingyi template` writes.
TEMPLATES = {"自备表.xlsx": standard_workbook(str), "自备信.docx": standard_letter(str)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demonstration round."""
    target = tmp_path_factory.mktemp("verify") / "demo"
    write_folder(target, demo_files())
    return target


def made(folder: Path) -> dict[str, bytes]:
    """Return the files that the round gives in Chinese, by their usual names: one of each kind, two letters."""
    read = evaluate_folder(folder)
    held, found = read.folder, read.results
    findings = Findings(
        found, tr, VERSION, read.status, tuple(notices(found)), held.decision, held.feedback, held.self_assessments
    )
    files: dict[str, bytes] = {}
    for item in candidates([findings], TEMPLATES):
        other_letter = item.name.endswith(".docx") and "公布稿" not in item.name and item.name not in LETTERS
        if item.name not in files and not other_letter:
            files[item.name] = item.make()
    return files


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    """Return the files of the demonstration round, and one that a template was filled with."""
    before = os.environ.get("LANGUAGE", "")
    speak(CHINESE)
    found = made(folder)
    speak(before or CHINESE)
    return found


@pytest.fixture
def run() -> Verify:
    """Return a function that calls the command with arguments and returns its exit code and output."""

    def called(*arguments: str | Path) -> Result:
        return CliRunner().invoke(verify, [str(argument) for argument in arguments], prog_name="pingyi verify")

    return called


def saved(target: Path, files: dict[str, bytes]) -> list[Path]:
    """Write files into a folder and return their paths."""
    target.mkdir(exist_ok=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    return [target / name for name in files]


def test_every_file_of_a_round(run: Verify, folder: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    """Ranked sheet, details, key, public list in three kinds, letters: none differs, under whatever name."""
    own = {name: data for name, data in files.items() if not name.endswith("已填.xlsx")}
    paths = saved(tmp_path, {f"文件{at}{Path(name).suffix}": data for at, (name, data) in enumerate(own.items())})
    shown = run(folder, *paths)
    assert (shown.exit_code, len(own), shown.stderr) == (0, 8, "")
    assert [name in line for name, line in zip(own, shown.stdout.splitlines(), strict=True)] == [True] * 8


def test_a_file_in_another_language(run: Verify, folder: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    """It is the same file in other words."""
    (path,) = saved(tmp_path, {"a.csv": next(data for name, data in files.items() if name.endswith(".csv"))})
    speak(ENGLISH)
    shown = run(folder, path)
    assert (shown.exit_code, len(shown.stdout.splitlines())) == (0, 1)


def test_differences_are_listed(run: Verify, folder: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    """The place, what should stand there and what does; the other files are looked at all the same."""
    workbook = next(iter(files))
    sheet = openpyxl.load_workbook(io.BytesIO(files[workbook])).sheetnames[0]
    changed = altered(files[workbook], lambda held: held.put(sheet, "A1", "别的题目"))
    one, two = saved(tmp_path, {"改.xlsx": changed, "原.xlsx": files[workbook]})
    shown = run(folder, one, two)
    first, second, third = shown.stdout.splitlines()
    assert (shown.exit_code, shown.stderr) == (1, "")
    assert (first.startswith(f"  {one.as_posix()}"), first.endswith("别的题目")) == (True, True)
    assert [one.as_posix() in second, two.as_posix() in third, workbook in second] == [True, True, True]


def test_what_is_no_table_at_all(run: Verify, folder: Path) -> None:
    """A text file with another name is told in one sentence, not line by line as a bad table."""
    shown = run(folder, folder / "rubric.yaml")
    told, count = shown.stderr.splitlines()
    assert (shown.exit_code, told.endswith("[VERIFY-KIND]"), count) == (1, True, "共发现1处错误。")


def test_files_from_templates_of_ones_own(run: Verify, folder: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    """They are recognized where the templates are named."""
    options = [item for file in saved(tmp_path / "templates", TEMPLATES) for item in ("--template", file)]
    filled = files["demo-2026-自备表-已填.xlsx"]
    path, letter = saved(tmp_path / "out", {"表.xlsx": filled, "信.docx": files["court.docx"]})
    assert run(folder, path, letter, *options).exit_code == 0


def test_what_is_no_file_of_the_round(run: Verify, folder: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    """A problem with what to do, and the next file is looked at."""
    table = next(data for name, data in files.items() if name.endswith(".csv"))
    shown = run(folder, *saved(tmp_path, {"a.pdf": b"%PDF-1.7", "b.csv": table}))
    assert (shown.exit_code, len(shown.stdout.splitlines()), "[VERIFY-PDF]" in shown.stderr) == (1, 1, True)
