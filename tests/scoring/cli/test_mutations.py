"""Files of a sound round that were changed by chance: every command ends in a moment, with a message and no trace."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

Run = Callable[..., Result]
SECONDS = 10
NASTY = [
    "\0",
    "\u202e",
    "\ufeff",
    "-",
    "'",
    '"',
    ",",
    "\n",
    ": ",
    "[",
    "{",
    "&a ",
    "*a",
    "1e999",
    "NaN",
    "99999999",
    "=1+1",
]


def flip(data: bytes, chance: random.Random) -> bytes:
    """Turn some bytes into others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Cut the end off."""
    return data[: chance.randrange(len(data))]


def insert(data: bytes, chance: random.Random) -> bytes:
    """Put something nasty between two bytes."""
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(NASTY).encode() + data[at:]


def swap(data: bytes, chance: random.Random) -> bytes:
    """Exchange two lines."""
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def repeat(data: bytes, chance: random.Random) -> bytes:
    """Write a piece twice."""
    at, length = chance.randrange(len(data)), chance.randint(1, 60)
    return data[: at + length] + data[at:]


def as_workbook(folder: Path, name: str) -> None:
    """Turn a CSV file of the round into a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (folder / name).read_text("utf-8-sig").splitlines():
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in line.split(",")])
    book.save((folder / name).with_suffix(".xlsx"))
    (folder / name).unlink()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("change", [flip, cut, insert, swap, repeat])
def test_a_file_that_was_changed_by_chance(
    run: Run, demo: Path, tmp_path: Path, change: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    """Exit code 0 or 1, something said, nothing raised; whatever file it is, in YAML, CSV, .xlsx or evidence."""
    chance = random.Random(f"{change.__name__}{seed}")  # noqa: S311 - no secret
    sheets = sorted(path.relative_to(demo).as_posix() for path in (demo / "sheets").glob("*.csv"))
    as_workbook(demo, sheets[0])
    files = [path for path in sorted(demo.rglob("*")) if path.is_file() and path.stat().st_size]
    leading = [
        path
        for path in files
        if path.suffix in {".yaml", ".csv", ".xlsx"} and path.parent.parent != demo / "submissions"
    ]
    for number, path in enumerate([*chance.sample(leading, 2), chance.choice(files)]):
        broken = tmp_path / f"broken{number}"
        shutil.copytree(demo, broken)
        target = broken / path.relative_to(demo)
        target.write_bytes(change(target.read_bytes(), chance))
        for command in (["check"], chance.choice([["rank"], ["explain"]]), ["report"]):
            begun = time.process_time()
            shown = run(*command, broken)
            assert (shown.exit_code in {0, 1}, shown.output != "", time.process_time() - begun < SECONDS) == (True,) * 3
            assert shown.exception is None or isinstance(shown.exception, SystemExit)
