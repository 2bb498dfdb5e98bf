"""`pingyi report`: the workbook is written whole, or the earlier one stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from scoring.cli import report

Run = Callable[..., Result]


def test_the_usual_place(run: Run, small: Path) -> None:
    """It is named for the round and stands in out/, with nothing beside it."""
    shown = run("report", small)
    target = small / "out" / "small-2026-成绩.xlsx"
    assert (shown.exit_code, shown.output) == (0, f"已写入：{target}\n")
    assert list((small / "out").iterdir()) == [target]
    assert openpyxl.load_workbook(target).sheetnames[:3] == ["成绩汇总表", "分项得分", "评分明细"]


def test_a_place_of_ones_own(run: Run, small: Path, tmp_path: Path) -> None:
    """Folders on the way are made."""
    target = tmp_path / "报送" / "汇总.xlsx"
    assert run("report", small, "-o", target).exit_code == 0
    assert openpyxl.load_workbook(target).sheetnames[0] == "成绩汇总表"
    assert not (small / "out").exists()


def test_the_earlier_workbook_stays_when_writing_fails(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full in the middle leaves the old file as it was, and no piece of the new one."""

    def fill(_results: object, stream: object, *_rest: object) -> None:
        stream.write(b"PK")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    assert run("report", small).exit_code == 0
    target = small / "out" / "small-2026-成绩.xlsx"
    before = target.read_bytes()
    monkeypatch.setattr(report, "write_workbook", fill)
    shown = run("report", small)
    assert (shown.exit_code, shown.stdout, shown.stderr) == (
        1,
        "",
        (
            f"{target.as_posix()}：无法写入（No space left on device）。"
            "请在其他程序中关闭它，检查磁盘空间和写入权限，或者换一个名称；没有改动任何文件。[FILE-WRITE]\n共发现1处错误。\n"
        ),
    )
    assert (target.read_bytes(), list(target.parent.iterdir())) == (before, [target])


def test_a_workbook_must_be_named_as_one(run: Run, small: Path) -> None:
    """Excel does not open a workbook that calls itself .csv."""
    shown = run("report", small, "-o", small / "汇总.csv")
    assert (shown.exit_code, shown.stderr.splitlines()[-1]) == (
        2,
        "错误：所填内容不对：工作簿的文件名要以 .xlsx 结尾。",
    )
