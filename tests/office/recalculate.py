"""LibreOffice as a second calculator and as a printer, for tests of workbooks.

It stands in for the office that opens our file: it is made to forget every figure we stored, works each one
out from the formulas, and saves what it found. Needs `soffice` and, for pages, `pdftoppm`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Cells = dict[tuple[str, str], object]

# 0 is "always": without it LibreOffice believes the figures that are stored beside the formulas.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
SECONDS = 1200
SOFFICE = ("soffice", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir")


class OfficeFailed(Exception):  # noqa: N818 - named for what happened, as pytest will print it
    """LibreOffice or pdftoppm did not make the file; holds the command and all it said."""


def recalculated(workbook: Path, folder: Path) -> Path:
    """Return a copy of `workbook`, written into `folder`, in which LibreOffice worked out every formula itself.

    Raises OfficeFailed with LibreOffice's own words where it writes no file.
    """
    return _converted(workbook, folder / "recalculated", "xlsx")


def recalculated_all(workbooks: Sequence[Path], folder: Path) -> list[Path]:
    """Return copies in which LibreOffice worked out every formula itself: one call of it for each processor."""
    target, count = folder / "recalculated", min(os.cpu_count() or 1, len(workbooks))
    shares = [workbooks[at::count] for at in range(count)]
    with ThreadPoolExecutor(count) as pool:
        said = list(pool.map(_share, shares, [folder / f"profile-{at}" for at in range(count)], [target] * count))
    copies = [target / workbook.name for workbook in workbooks]
    if not all(copy.exists() for copy in copies):
        raise OfficeFailed("".join(said))
    return copies


def _share(workbooks: Sequence[Path], profile: Path, target: Path) -> str:
    """Let one LibreOffice work out these workbooks; return all it says."""
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    command = [*SOFFICE, str(target), f"-env:UserInstallation={profile.as_uri()}", *map(str, workbooks)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.stdout + done.stderr


def cells(workbook: Path) -> Cells:
    """Return the value of every cell that has one, by sheet and cell: `("成绩汇总表", "C4")`."""
    return _contents(workbook, values=True)


def formulas(workbook: Path) -> dict[tuple[str, str], str]:
    """Return the text of every formula, by sheet and cell."""
    return {
        place: str(getattr(content, "text", content))
        for place, content in _contents(workbook, values=False).items()
        if hasattr(content, "text") or (isinstance(content, str) and content.startswith("="))
    }


def changed(workbook: Path, folder: Path, marks: Mapping[tuple[str, str], float | str | None]) -> Path:
    """Return a copy of `workbook` in which a person has typed over some cells; its formulas stay as they are.

    The copy holds no figures beside its formulas: give it to `recalculated`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    book = load_workbook(workbook)
    for (sheet, cell), value in marks.items():
        book[sheet][cell] = value
    target = folder / f"changed-{workbook.name}"
    book.save(target)
    book.close()
    return target


def differences(
    shape: Path, expected: Path, found: Path, *, apart_from: Collection[str] = ()
) -> list[tuple[object, ...]]:
    """Return every formula cell of `shape` whose figure in `found` is not the one in `expected`, to 1e-9.

    `apart_from` are sheets that are not compared.
    """
    wanted, arrived = cells(expected), cells(found)
    return [
        (expected.name, place, wanted.get(place), arrived.get(place), formula)
        for place, formula in formulas(shape).items()
        if place[0] not in apart_from and not same(wanted.get(place, ""), arrived.get(place, ""))
    ]


def same(wanted: object, arrived: object) -> bool:
    """Return whether two cells hold the same: text exactly, numbers to 1e-9."""
    if isinstance(wanted, int | float) and isinstance(arrived, int | float):
        return abs(wanted - arrived) <= 1e-9 * max(1, abs(wanted))
    return wanted == arrived


def pages(workbook: Path, folder: Path, dots_per_inch: int = 80) -> list[Path]:
    """Return one PNG for each page that `workbook` prints, in order, written into `folder`.

    Raises OfficeFailed where no page comes out.
    """
    printed = _converted(workbook, folder, "pdf")
    stem = folder / f"{workbook.stem}-page"
    said = _run(["pdftoppm", "-r", str(dots_per_inch), "-png", str(printed), str(stem)])
    found = sorted(folder.glob(f"{stem.name}-*.png"))
    if not found:
        raise OfficeFailed(said)
    return found


def _converted(workbook: Path, folder: Path, kind: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{workbook.stem}.{kind}"
    target.unlink(missing_ok=True)
    # A profile of its own: a running LibreOffice, or another test, would take the call over and ignore the settings.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        user = Path(profile, "user")
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        own_profile = f"-env:UserInstallation={Path(profile).as_uri()}"
        said = _run(["soffice", own_profile, "--headless", "--norestore", "--convert-to", kind,
                     "--outdir", str(folder), str(workbook)])  # fmt: skip
    if not target.exists():
        raise OfficeFailed(said)
    return target


def _run(command: list[str]) -> str:
    program = shutil.which(command[0])
    if program is None:
        raise OfficeFailed(f"{command[0]} is not installed; `nox -s office` says what to install.")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, timeout=SECONDS, check=False)
    said = "\n".join([" ".join(command), f"exit code {done.returncode}", done.stdout, done.stderr])
    if done.returncode:
        raise OfficeFailed(said)
    return said


def _contents(workbook: Path, *, values: bool) -> Cells:
    book = load_workbook(workbook, data_only=values)
    found: Cells = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    book.close()
    return found
