"""Files are written whole, or what was there before stays."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from rubrics import Place, Problems
from scoring.folder import write_file, write_folder


def broken(stream: BinaryIO) -> None:
    """Write a piece and fail, as on a full disk."""
    stream.write(b"half")
    raise OSError(28, "No space left on device")


def told(raised: pytest.ExceptionInfo[Problems]) -> list[tuple[str, Place]]:
    """Return code and place of every problem."""
    return [(problem.code, problem.place) for problem in raised.value.items]


def test_a_file_and_the_folders_on_its_way(tmp_path: Path) -> None:
    """Nothing but the file is there afterwards."""
    target = tmp_path / "out" / "a.xlsx"

    def fill(stream: BinaryIO) -> None:
        stream.write(b"whole")

    write_file(target, fill)
    assert [(path, path.read_bytes()) for path in target.parent.iterdir()] == [(target, b"whole")]


def test_while_a_file_is_written_the_earlier_one_is_there(tmp_path: Path) -> None:
    """Whoever opens it in that moment sees the old one whole."""
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"earlier")
    seen: list[bytes] = []

    def fill(stream: BinaryIO) -> None:
        stream.write(b"later")
        seen.append(target.read_bytes())

    write_file(target, fill)
    assert (seen, target.read_bytes()) == ([b"earlier"], b"later")


def test_a_writer_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """No half file, no temporary file, and a problem at the target."""
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"earlier")
    with pytest.raises(Problems) as raised:
        write_file(target, broken)
    assert told(raised) == [("FILE-WRITE", Place(target.as_posix()))]
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [(target, b"earlier")]


def test_a_writer_with_a_bug_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """What is no fault of the disk goes on as it is, but nothing is left behind."""

    def fill(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_file(tmp_path / "a.xlsx", fill)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """Where no folder can be made, nothing can be written."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(Problems) as raised:
        write_file(tmp_path / "out" / "a.xlsx", broken)
    assert told(raised) == [("FILE-WRITE", Place((tmp_path / "out" / "a.xlsx").as_posix()))]


FILES = {"round.yaml": b"pingyi: 1\n", "sheets/r1.csv": b"agency\n", "submissions/a/plan.pdf": b"%PDF-"}


def content(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("exists", [False, True])
def test_a_new_folder(tmp_path: Path, exists: bool) -> None:
    """Where there is none, or an empty one; and nothing is left beside it."""
    target = tmp_path / "deep" / "round"
    if exists:
        target.mkdir(parents=True)
    write_folder(target, FILES)
    assert (content(target), list(target.parent.iterdir())) == (FILES, [target])


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_what_is_there_is_left_alone(tmp_path: Path, taken: str) -> None:
    """A file, or a folder that holds something, is refused."""
    target = tmp_path / "round"
    if taken == "file":
        target.write_bytes(b"mine")
    else:
        target.mkdir()
        (target / "mine").write_bytes(b"mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Problems) as raised:
        write_folder(target, FILES)
    assert told(raised) == [("FOLDER-EXISTS", Place(target.as_posix()))]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("exists", [False, True])
def test_a_folder_that_cannot_be_written_is_not_half_written(tmp_path: Path, exists: bool) -> None:
    """A file in the way of a folder stops everything; what was begun is gone."""
    target = tmp_path / "round"
    if exists:
        target.mkdir()
    with pytest.raises(Problems) as raised:
        write_folder(target, {"a": b"", "a/b": b""})
    assert told(raised) == [("FILE-WRITE", Place(target.as_posix()))]
    assert list(tmp_path.rglob("*")) == ([target] if exists else [])


def test_a_move_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder that cannot take all of the files takes none."""
    target, replace = tmp_path / "round", Path.replace
    target.mkdir()

    def refuse(path: Path, to: Path) -> Path:
        if path.name == "sheets" and to.parent == target:
            raise PermissionError(13, "Permission denied")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Problems) as raised:
        write_folder(target, FILES)
    assert told(raised) == [("FILE-WRITE", Place(target.as_posix()))]
    assert list(tmp_path.rglob("*")) == [target]
