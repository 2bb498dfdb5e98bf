"""Where a filled file goes: to its name, or to a new one beside it where another program holds that one."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from scoring.folder import Written
from scoring.folder.placing import keep, place, put_back, remove_stale

DAY = 24 * 60 * 60


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Return a temporary file that is filled, beside an earlier report."""
    (tmp_path / "成绩.xlsx").write_bytes(b"earlier")
    temporary = tmp_path / ".pingyi-abcd1234.xlsx"
    temporary.write_bytes(b"new")
    return temporary


def content(folder: Path) -> dict[str, bytes]:
    """Return what every file of a folder that is not temporary holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".pingyi-")}


def test_an_earlier_file_is_replaced(filled: Path, tmp_path: Path) -> None:
    """Nothing else is there afterwards."""
    target = tmp_path / "成绩.xlsx"
    found = place(filled, target)
    assert (found, found.substitute, content(tmp_path)) == (Written(target, target), False, {"成绩.xlsx": b"new"})


@pytest.mark.parametrize("lock", [".~lock.成绩.xlsx#", "~$成绩.xlsx", ".~成绩.xlsx"])
def test_a_file_that_is_open_elsewhere_is_left_alone(filled: Path, tmp_path: Path, lock: str) -> None:
    """LibreOffice, Excel and WPS each lay a file beside it; names that are taken are not taken again."""
    target = tmp_path / "成绩.xlsx"
    (tmp_path / lock).write_bytes(b"")
    (tmp_path / "成绩-2.xlsx").write_bytes(b"mine")
    found = place(filled, target)
    assert (found, found.substitute) == (Written(tmp_path / "成绩-3.xlsx", target, tmp_path / lock), True)
    assert content(tmp_path) == {"成绩.xlsx": b"earlier", "成绩-2.xlsx": b"mine", "成绩-3.xlsx": b"new", lock: b""}


@pytest.mark.parametrize(
    ("lock", "open_"), [("~$意见书-教育局.docx", True), ("~$书-教育局.docx", True), ("~$局.docx", False)]
)
def test_word_cuts_long_names(tmp_path: Path, lock: str, open_: bool) -> None:
    """The first one or two characters of a document's name are missing from the name of its lock."""
    target, temporary = tmp_path / "意见书-教育局.docx", tmp_path / ".pingyi-abcd1234.docx"
    for path in (target, temporary, tmp_path / lock):
        path.write_bytes(b"")
    assert place(temporary, target).substitute is open_


def test_a_lock_without_a_file_is_none(tmp_path: Path) -> None:
    """What a program that crashed left behind does not turn the first report into a second."""
    temporary, target = tmp_path / ".pingyi-abcd1234.xlsx", tmp_path / "成绩.xlsx"
    temporary.write_bytes(b"new")
    (tmp_path / "~$成绩.xlsx").write_bytes(b"")
    assert place(temporary, target) == Written(target, target)


def test_a_system_that_refuses_to_replace_what_is_open(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lays no file beside it but says no; a folder in the way is another matter."""
    target = tmp_path / "成绩.xlsx"

    def refuse(_path: Path, _to: Path) -> Path:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert place(filled, target) == Written(tmp_path / "成绩-2.xlsx", target)
    assert content(tmp_path) == {"成绩.xlsx": b"earlier", "成绩-2.xlsx": b"new"}
    (tmp_path / "folder").mkdir()
    with pytest.raises(PermissionError):
        place(filled, tmp_path / "folder")


def test_a_disk_without_links(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT knows none: what is kept is copied, and a free name is looked for first."""

    def refuse(_path: Path, _to: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    (tmp_path / "~$成绩.xlsx").write_bytes(b"")
    (tmp_path / "成绩-2.xlsx").write_bytes(b"mine")
    with ExitStack() as until:
        kept = keep(tmp_path / "成绩-2.xlsx", until)
        assert kept is not None
        assert kept.read_bytes() == b"mine"
    assert place(filled, tmp_path / "成绩.xlsx").path == tmp_path / "成绩-3.xlsx"
    assert content(tmp_path) == {
        "成绩.xlsx": b"earlier",
        "成绩-2.xlsx": b"mine",
        "成绩-3.xlsx": b"new",
        "~$成绩.xlsx": b"",
    }


@pytest.mark.parametrize("state", ["earlier", "none", "open"])
def test_a_placing_can_be_undone(filled: Path, tmp_path: Path, state: str) -> None:
    """Whatever was there before is there again: an earlier file, none, or one that is open elsewhere."""
    target = tmp_path / "成绩.xlsx"
    if state == "none":
        target.unlink()
    if state == "open":
        (tmp_path / "~$成绩.xlsx").write_bytes(b"")
    before = content(tmp_path)
    with ExitStack() as until:
        kept = keep(target, until)
        found = place(filled, target)
        assert content(tmp_path) != before
        put_back(found, kept)
    filled.unlink(missing_ok=True)
    assert (content(tmp_path), [path for path in tmp_path.iterdir() if path.name.startswith(".pingyi-")]) == (
        before,
        [],
    )


def test_what_killed_runs_left_goes_after_a_day(tmp_path: Path) -> None:
    """Files and folders of that name and that age; nothing younger, and nothing that people could have named."""
    own = tmp_path / ".pingyi-own_0000.xlsx"
    own.write_bytes(b"")
    names = [".pingyi-abcd1234.xlsx", ".pingyi-abcd_234", ".pingyi-notes", ".pingyi", "pingyi-abcd1234.xlsx"]
    now = own.stat().st_mtime
    for at, name in enumerate(names):
        path = tmp_path / name
        if at % 2:
            path.mkdir()
            (path / "a").write_bytes(b"")
        else:
            path.write_bytes(b"")
        os.utime(path, (now - DAY - 1, now - DAY - 1))
    (tmp_path / ".pingyi-young000").write_bytes(b"")
    os.utime(tmp_path / ".pingyi-young000", (now - DAY, now - DAY))
    remove_stale(own)
    assert {path.name for path in tmp_path.iterdir()} == {own.name, ".pingyi-young000", *names[2:]}
