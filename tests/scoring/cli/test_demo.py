"""`pingyi demo`: a round folder, its workbook, and the standings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from rubrics.library import demo_files

Run = Callable[..., Result]


def test_folder_workbook_and_standings(run: Run, tmp_path: Path) -> None:
    """The screen is that of `rank`, and then says where everything is and what to try next."""
    folder = tmp_path / "demo"
    shown = run("demo", folder)
    assert (shown.exit_code, shown.stderr) == (0, "")
    workbook = folder / "out" / "demo-2026-送审表.xlsx"
    assert shown.output == run("rank", folder).output + (
        f"评议活动文件夹：{folder}\n成绩工作簿：{workbook}\n下一步：pingyi explain {folder} market\n"
    )
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert files.pop(workbook.relative_to(folder).as_posix())[:4] == b"PK\x03\x04"
    assert files == demo_files()


def test_without_a_name_it_finds_a_free_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second demonstration does not stand in the way of the first."""
    monkeypatch.chdir(tmp_path)
    assert [run("demo").exit_code, run("demo").exit_code] == [0, 0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pingyi-demo", "pingyi-demo-2"]
