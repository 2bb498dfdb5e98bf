"""Files that LibreOffice saved are still verified, and alterations are still found in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rubrics.library import demo_files
from scoring.cli.language import CHINESE, speak, tr
from scoring.engine.version import VERSION
from scoring.folder import evaluate_folder, write_folder
from scoring.reports.findings import Findings
from scoring.reports.verify import differences
from scoring.reports.verify.candidates import candidates
from tests.office.recalculate import SECONDS, OfficeFailed, recalculated_all
from tests.scoring.reports.verify.altering import altered
from tests.scoring.reports.verify.made import files as small_files
from tests.scoring.reports.verify.made import told
from tests.scoring.reports.verify.test_workbooks import ALTERATIONS, BOOK

pytestmark = pytest.mark.office


def saved_again(paths: list[Path], folder: Path) -> list[Path]:
    """Return copies of files of one kind as LibreOffice saves them: one call of it for all."""
    kind = paths[0].suffix.removeprefix(".")
    target = folder / f"again-{kind}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ("soffice", "--headless", "--norestore", profile, "--convert-to", kind, "--outdir", str(target))
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, timeout=SECONDS, check=False)
    copies = [target / path.name for path in paths]
    if not all(copy.exists() for copy in copies):
        raise OfficeFailed(done.stdout + done.stderr)
    return copies


def demo_papers(folder: Path) -> list[Path]:
    """Return one of each kind of file of the demonstration round, in Chinese."""
    write_folder(folder / "demo", demo_files())
    speak(CHINESE)
    read = evaluate_folder(folder / "demo")
    held = read.folder
    findings = Findings(read.results, tr, VERSION, read.status, (), held.decision, held.feedback, held.self_assessments)
    # The ranked sheet, the details with names and an analysis, the key of seats, two public lists, a letter.
    chosen = [item for at, item in enumerate(candidates([findings], {})[:10]) if at in {0, 4, 5, 6, 7, 9}]
    made = {f"{at}-{item.name}": item for at, item in enumerate(chosen)}
    for name, item in made.items():
        (folder / name).write_bytes(item.make())
    return [folder / name for name in made]


def test_files_saved_by_another_program(tmp_path: Path) -> None:
    """The files of the demonstration: no difference, though every byte is another."""
    papers = demo_papers(tmp_path)
    kinds = {kind: [path for path in papers if path.suffix == kind] for kind in (".xlsx", ".docx")}
    again = {path.name: path for held in kinds.values() for path in saved_again(held, tmp_path)}
    found = {path.name: differences(path.name, path.read_bytes(), again[path.name].read_bytes()) for path in papers}
    assert (len(found), found) == (6, dict.fromkeys(found, ()))


def test_workbooks_worked_out_again(tmp_path: Path) -> None:
    """Every figure that LibreOffice works out itself is the one that was written."""
    papers = [path for path in demo_papers(tmp_path) if path.suffix == ".xlsx"]
    again = recalculated_all(papers, tmp_path)
    found = [differences(one.name, one.read_bytes(), two.read_bytes()) for one, two in zip(papers, again, strict=True)]
    assert found == [()] * 4


def test_alterations_saved_by_another_program(tmp_path: Path) -> None:
    """Each is still found, and nothing else."""
    # A condition that is laid over no cell is not saved, and a row of no height is made high again.
    names = [name for name in ALTERATIONS if name not in ("a condition", "a row of no height")]
    paths = []
    for at, name in enumerate(names):
        paths.append(tmp_path / f"{at}.xlsx")
        paths[-1].write_bytes(altered(small_files()[BOOK], ALTERATIONS[name][0]))
    again = saved_again(paths, tmp_path)
    found = {name: told(BOOK, path.read_bytes()) for name, path in zip(names, again, strict=True)}
    assert found == {name: ALTERATIONS[name][1] for name in names}
