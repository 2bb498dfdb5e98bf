"""`pingyi new`: a folder that is sound from the start and holds no marks."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from rubrics.library import round_names, rubric_names
from scoring.folder import read_folder
from scoring.rounds import MarkState

Run = Callable[..., Result]


@pytest.mark.parametrize("name", [*round_names(), *rubric_names()])
def test_every_name_of_the_library(run: Run, tmp_path: Path, name: str) -> None:
    """The check accepts the new folder, and no mark and no value is in it."""
    folder = tmp_path / "round"
    made = run("new", folder, "--like", name)
    assert (made.exit_code, made.output) == (
        0,
        f"已写入：{folder}\n下一步：填写 round.yaml 和 sheets/marks.csv，然后运行“pingyi check {folder}”。\n",
    )
    checked = run("check", folder)
    assert (checked.exit_code, checked.stdout.splitlines()[0], checked.stderr) == (0, "没有发现错误。", "")
    read = read_folder(folder)
    states = {mark.state for mark in read.collected.marks.values()}
    assert states <= {MarkState.AWAITED}
    assert set(read.collected.imports) == {file.stem for file in folder.glob("imports/*.csv")}
    assert [dict(values) for values in read.collected.imports.values() if values] == []


@pytest.mark.parametrize("name", [*round_names(), *rubric_names()])
def test_the_sheet_has_a_line_for_every_mark(run: Run, tmp_path: Path, name: str) -> None:
    """Agency, rater and criterion are filled in, for every mark that the round awaits and no other."""
    run("new", tmp_path / "round", "--like", name)
    with (tmp_path / "round" / "sheets" / "marks.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    assert header == ["agency", "rater", "criterion", "mark", "remark"]
    assert {tuple(row[:3]) for row in rows} == set(read_folder(tmp_path / "round").collected.marks)
    assert {tuple(row[3:]) for row in rows} <= {("", "")}


def test_an_empty_folder_is_filled(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the one where the user stands."""
    monkeypatch.chdir(tmp_path)
    assert run("new", ".", "--like", "qiongzhong").exit_code == 0
    assert run("check", ".").exit_code == 0


@pytest.mark.parametrize("command", [["new", "--like", "qiongzhong"], ["demo"]])
def test_a_folder_that_holds_something_is_left_alone(run: Run, tmp_path: Path, command: list[str]) -> None:
    """Nothing is added to it, nothing is taken away, and nothing is left beside it."""
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "甲.txt").write_text("甲", "utf-8")
    shown = run(*command, folder)
    assert (shown.exit_code, shown.stdout, shown.stderr) == (
        1,
        "",
        (
            f"{folder.as_posix()}：它已经存在，而且不是空文件夹。"
            "请换一个名称，或者先把它移走；没有改动任何文件。[FOLDER-EXISTS]\n共发现1处错误。\n"
        ),
    )
    assert sorted(tmp_path.rglob("*")) == [folder, folder / "甲.txt"]
