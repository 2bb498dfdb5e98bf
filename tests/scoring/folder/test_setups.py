"""Tests of scoring.folder.setups: a set-up that is taken in, and what was there before."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from rubrics import Problems, Rubric, parse, read_rubric
from rubrics.library import demo_files, rubric_text
from scoring.folder import read_folder, write_folder
from scoring.folder.setups import misfits, read_setup_of, with_rubric_file, write_setup_of
from scoring.folder.starting import new_round
from scoring.sheets.setup import Setup
from tests.scoring.sheets.setup.workbooks import ROUND, RUBRIC, setup_of

AT = "2026-05-06T09:30:00+08:00"
COMMENTED = f"# 手写的说明\n{RUBRIC}"


def _taken(root: Path, setup: Setup, data: bytes = b"workbook") -> list[str]:
    written = write_setup_of(root, setup, ("筹备表.xlsx", data), at=AT, by="张三")
    return [path.relative_to(root).as_posix() for path in written]


def _renamed(setup: Setup, **changes: object) -> Setup:
    return Setup(setup.rubric, setup.round.model_copy(update=changes))


def _folder(root: Path) -> None:
    (root / "rubric.yaml").write_text(COMMENTED, "utf-8")
    (root / "round.yaml").write_text(ROUND, "utf-8")


def test_a_new_folder(tmp_path: Path) -> None:
    """It becomes a round that can be read, with the workbook and who took it in."""
    root = tmp_path / "new"
    assert read_setup_of(root) is None
    assert _taken(root, setup_of()) == ["rubric.yaml", "round.yaml"]
    assert read_setup_of(root) == setup_of()
    assert read_folder(root).round == setup_of().round
    sha = hashlib.sha256(b"workbook").hexdigest()
    assert (root / "setups/originals" / f"{sha}.xlsx").read_bytes() == b"workbook"
    record = (root / "setups/0001.yaml").read_text("utf-8")
    assert parse(record, "").value == {
        "pingyi": 1,
        "number": 1,
        "at": AT,
        "by": "张三",
        "file": "筹备表.xlsx",
        "sha256": sha,
    }


def test_what_does_not_change_keeps_its_comments(tmp_path: Path) -> None:
    """Only the file that says something else is written; the earlier one is kept."""
    _folder(tmp_path)
    assert _taken(tmp_path, _renamed(setup_of(), title="新的名称")) == ["round.yaml"]
    assert (tmp_path / "rubric.yaml").read_text("utf-8") == COMMENTED
    assert (tmp_path / "setups/earlier/0001-round.yaml").read_text("utf-8") == ROUND
    assert _taken(tmp_path, _renamed(setup_of(), title="又一个"), b"other") == ["round.yaml"]
    names = sorted(path.name for path in (tmp_path / "setups/earlier").iterdir())
    assert names == ["0001-round.yaml", "0002-round.yaml"]


def test_a_faulty_round_is_replaced(tmp_path: Path) -> None:
    """What cannot be read any more is kept and replaced."""
    _folder(tmp_path)
    (tmp_path / "round.yaml").write_text("pingyi: 1\n", "utf-8")
    with pytest.raises(Problems):
        read_setup_of(tmp_path)
    assert _taken(tmp_path, setup_of()) == ["rubric.yaml", "round.yaml"]
    assert read_setup_of(tmp_path) == setup_of()


def test_a_rubric_of_the_library() -> None:
    """It stays the library's as long as it is the same; else it becomes a file of the folder."""
    rubric = read_rubric(rubric_text("qiongzhong"), "qiongzhong")
    setup = _renamed(Setup(rubric, setup_of().round), rubric="qiongzhong")
    assert with_rubric_file(setup, "x.xlsx") == setup
    changed = Setup(rubric.model_copy(update={"title": "改过"}), setup.round)
    assert with_rubric_file(changed, "x.xlsx").round.rubric == "rubric.yaml"


@pytest.mark.parametrize("name", ["../rubric.yaml", "round.yaml", "ROUND.yaml", "a/b.yaml", "C:\\x.yaml", "rubric.txt"])
def test_names_that_no_rubric_can_bear(name: str) -> None:
    """A workbook never says where on the disk something is written."""
    with pytest.raises(Problems) as caught:
        with_rubric_file(_renamed(setup_of(), rubric=name), "x.xlsx")
    assert [(item.code, item.place.file) for item in caught.value.items] == [("SETUP-FILE", "x.xlsx")]


def test_another_name_for_the_rubric(tmp_path: Path) -> None:
    """Any plain name will do."""
    setup = with_rubric_file(_renamed(setup_of(), rubric="细则.yaml"), "x.xlsx")
    assert _taken(tmp_path, setup) == ["细则.yaml", "round.yaml"]
    assert read_setup_of(tmp_path) == setup


def test_marks_that_no_longer_fit(tmp_path: Path) -> None:
    """Marks for what the set-up no longer has are told before anything is written."""
    _folder(tmp_path)
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets/marks.csv").write_text("agency,rater,A1\na,r1,3\n", "utf-8")
    assert misfits(tmp_path, setup_of()) == []
    assert misfits(tmp_path / "nowhere", setup_of()) == []
    value = setup_of().rubric.model_dump(by_alias=True, exclude_defaults=True)
    value["parts"][0]["criteria"] = value["parts"][0]["criteria"][1:]
    smaller = Setup(Rubric.model_validate(value), setup_of().round)
    assert [problem.code for problem in misfits(tmp_path, smaller)] == ["CRITERION-UNKNOWN"]


def without(root: Path, agency: str) -> tuple[Setup, Setup]:
    """Return the set-up of a folder, and the same without an agency."""
    held = read_setup_of(root)
    assert held is not None
    values = held.round.model_dump(by_alias=True, exclude_defaults=True)
    values["agencies"] = [item for item in values["agencies"] if item["id"] != agency]
    return held, Setup(held.rubric, held.round.model_validate(values))


def test_figures_that_no_longer_fit(tmp_path: Path) -> None:
    """Those of an agency that goes are told; what fitted nothing before is no hindrance."""
    figures = {"imports/public.csv": b"agency,value\nagency2,80\n", "imports/nothing.csv": b"agency,value\n"}
    write_folder(tmp_path / "r", new_round("jiangmen-2020") | figures)
    held, fewer = without(tmp_path / "r", "agency2")
    told = [(fault.code, fault.place.file) for fault in misfits(tmp_path / "r", fewer)]
    assert (told, misfits(tmp_path / "r", held)) == ([("AGENCY-UNKNOWN", "imports/public.csv")], [])


def test_reports_that_no_longer_fit(tmp_path: Path) -> None:
    """What an agency handed in that goes is told."""
    files = demo_files()
    write_folder(tmp_path / "r", {path: data for path, data in files.items() if not path.startswith("sheets/")})
    held, fewer = without(tmp_path / "r", "metro")
    told = [(fault.code, fault.place.file) for fault in misfits(tmp_path / "r", fewer)]
    assert (told, misfits(tmp_path / "r", held)) == ([("AGENCY-UNKNOWN", "submissions/metro")], [])
