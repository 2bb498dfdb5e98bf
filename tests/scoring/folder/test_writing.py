"""Files are written whole, or what was there before stays: also when the disk is full or the run is killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import pytest

from rubrics import Place, Problem, Problems, say
from scoring.folder import Written, write_file, write_files, write_folder
from scoring.folder.writing import holding, write_records

TAKEN = Problem("TAKEN", Place("1.yaml"), say("it is there."), say("Do it once more."))


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


def text(words: bytes) -> Callable[[BinaryIO], int]:
    """Return what fills a file with words."""
    return lambda stream: stream.write(words)


def test_what_was_written_is_returned(tmp_path: Path) -> None:
    """At its name, or beside it where another program holds that one open."""
    target = tmp_path / "a.xlsx"
    assert write_file(target, text(b"1")) == Written(target, target)
    (tmp_path / ".~lock.a.xlsx#").write_bytes(b"")
    assert write_file(target, text(b"2")) == Written(tmp_path / "a-2.xlsx", target, tmp_path / ".~lock.a.xlsx#")
    assert [(tmp_path / name).read_bytes() for name in ("a.xlsx", "a-2.xlsx")] == [b"1", b"2"]


def test_files_that_belong_together(tmp_path: Path) -> None:
    """All of them are written, in any folders."""
    one, two = tmp_path / "a.xlsx", tmp_path / "letters" / "b.docx"
    assert write_files({one: text(b"1"), two: text(b"2")}) == [Written(one, one), Written(two, two)]
    assert content(tmp_path) == {"a.xlsx": b"1", "letters/b.docx": b"2"}


def test_if_one_of_them_fails_none_is_written(tmp_path: Path) -> None:
    """The last that cannot be filled stops those before it from being moved."""
    write_file(tmp_path / "a.xlsx", text(b"earlier"))
    with pytest.raises(Problems) as raised:
        write_files({tmp_path / "a.xlsx": text(b"1"), tmp_path / "b.csv": text(b"2"), tmp_path / "c.docx": broken})
    assert told(raised) == [("FILE-WRITE", Place((tmp_path / "c.docx").as_posix()))]
    assert content(tmp_path) == {"a.xlsx": b"earlier"}


def test_if_one_of_them_cannot_be_moved_the_others_are_put_back(tmp_path: Path) -> None:
    """A folder that bears the name of the last one; the first replaced a file, the second was new."""
    write_file(tmp_path / "a.xlsx", text(b"earlier"))
    (tmp_path / "c.docx" / "mine").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Problems) as raised:
        write_files({tmp_path / name: text(b"new") for name in ("a.xlsx", "b.csv", "c.docx")})
    assert told(raised) == [("FILE-WRITE", Place((tmp_path / "c.docx").as_posix()))]
    assert (sorted(tmp_path.rglob("*")), content(tmp_path)) == (before, {"a.xlsx": b"earlier"})


@pytest.mark.parametrize("write", ["file", "folder"])
def test_what_killed_runs_left_is_cleared_away(tmp_path: Path, write: str) -> None:
    """After a day, by whoever writes there next: a report or a folder."""
    left = tmp_path / ".pingyi-abcd1234"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    if write == "file":
        write_file(tmp_path / "new", text(b""))
    else:
        write_folder(tmp_path / "new", {"a": b""})
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def python(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Start a Python process on a piece of code."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


FULL = """
import resource, sys
from pathlib import Path
from rubrics import Problems
from scoring.folder import write_file, write_folder
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
def by_hand(stream):
    stream.write(bytes(9000))
def by_xlsxwriter(stream):
    import random, xlsxwriter
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for row in range(900):
            sheet.write_string(row, 0, random.randbytes(40).hex())
def by_zip(stream):
    import random, zipfile
    global held  # a zip whose pieces are written as they come, and which is still there when the file is closed
    held = zipfile.ZipFile(stream, "w")
    for at in range(9):
        held.writestr(str(at), random.randbytes(900))
    stream.flush()
    held.close()
def by_folder(target):
    write_folder(target, {"round.yaml": b"", "large": bytes(9000)})
try:
    target = Path(sys.argv[1])
    by_folder(target) if sys.argv[2] == "by_folder" else write_file(target, globals()[sys.argv[2]])
except Problems as problems:
    print(*(problem.render() for problem in problems.items))
"""


@pytest.mark.parametrize("writer", ["by_hand", "by_xlsxwriter", "by_zip", "by_folder"])
def test_a_disk_that_takes_no_more(tmp_path: Path, writer: str) -> None:
    """A real process that may write 5,000 bytes to a file, whoever wraps up the system's error."""
    target = tmp_path / "a"
    if writer != "by_folder":
        target.write_bytes(b"earlier")
    before = content(tmp_path)
    out, err = python(FULL, target, writer).communicate(timeout=60)
    assert (out, err) == (
        (
            f"{target.as_posix()}: it could not be written (File too large). Close it in other programs, "
            "check the disk and your rights, or choose another name; nothing was changed. [FILE-WRITE]\n"
        ),
        "",
    )
    assert (content(tmp_path), list(tmp_path.iterdir())) == (before, [target] if before else [])


READ_ONLY = """
import os, sys
from pathlib import Path
from rubrics import Problems
from scoring.folder import write_file, write_folder
if os.getuid() == 0:
    os.setuid(65534)  # nothing is forbidden to root
for work in (lambda: write_file(Path("report.xlsx"), print), lambda: write_folder(Path("round"), {"a": b""})):
    try:
        work()
    except Problems as problems:
        print(*(problem.code + " " + problem.rule.render() for problem in problems.items))
"""


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """Neither a report nor a round can be put there; the process is nobody's, or whoever runs the tests."""
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "report.xlsx").write_bytes(b"earlier")
    locked.chmod(0o555)
    process = subprocess.run(
        [sys.executable, "-c", READ_ONLY], capture_output=True, text=True, cwd=locked, timeout=60, check=False
    )
    assert (process.stdout, process.stderr) == (
        "FILE-WRITE it could not be written (Permission denied).\n" * 2,
        "",
    )
    assert content(locked) == {"report.xlsx": b"earlier"}


ENDLESS = """
import itertools, sys
from pathlib import Path
from scoring.folder import write_file
def fill(n):
    def write(stream):
        for _ in range(50):
            stream.write(b"%08d" % n * 2000)
    return write
print("begun", flush=True)
for n in itertools.count(1):
    write_file(Path(sys.argv[1]), fill(n))
"""


def test_a_run_that_is_killed_leaves_the_earlier_file_whole(tmp_path: Path) -> None:
    """Six processes that write without end, each ended at another moment: one version is there, and all of it."""
    target, moments = tmp_path / "a.xlsx", random.Random(20261123)  # noqa: S311 - no secret
    write_file(target, text(b"%08d" % 0 * 100_000))
    for _ in range(6):
        with python(ENDLESS, target) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "begun\n"
            time.sleep(moments.uniform(0, 0.1))
            process.kill()
        data = target.read_bytes()
        assert data == data[:8] * 100_000
        assert {path.name for path in tmp_path.iterdir() if not path.name.startswith(".pingyi-")} == {"a.xlsx"}


FOLDERS = """
import itertools, sys
from pathlib import Path
from scoring.folder import write_folder
print("begun", flush=True)
for n in itertools.count():
    if sys.argv[2] == "empty":
        Path(sys.argv[1], str(n)).mkdir()
    files = {f"{kind}/{at}": bytes(500) for kind in "abz" for at in range(9)}
    write_folder(Path(sys.argv[1]) / str(n), files | {"round.yaml": b""})
"""


@pytest.mark.parametrize("before", ["none", "empty"])
def test_a_new_folder_that_is_killed_is_no_round(tmp_path: Path, before: str) -> None:
    """Either it is whole, or nothing in it says that it is a round."""
    moments = random.Random(20261123)  # noqa: S311 - no secret
    for at in range(2):
        place = tmp_path / str(at)
        place.mkdir()
        with python(FOLDERS, place, before) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "begun\n"
            time.sleep(moments.uniform(0, 0.1))
            process.kill()
        rounds = [path.parent for path in place.rglob("round.yaml") if ".pingyi-" not in path.as_posix()]
        assert {len(content(folder)) for folder in rounds} <= {28}
        assert before == "empty" or all(path in rounds or ".pingyi-" in path.name for path in place.iterdir())


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


def test_a_record_stands_under_its_own_name_or_not_at_all(tmp_path: Path) -> None:
    """One that is open elsewhere, and one that is there already: then the others are as they were too."""
    first, second = tmp_path / "1.yaml", tmp_path / "2.yaml"
    write_records({first: holding(b"one")}, new={first: TAKEN})
    with pytest.raises(Problems) as raised:
        write_records({second: holding(b"two"), first: holding(b"other")}, new={first: TAKEN, second: TAKEN})
    assert told(raised) == [("TAKEN", Place("1.yaml"))]
    (tmp_path / ".~lock.1.yaml#").touch()
    with pytest.raises(Problems) as raised:
        write_records({second: holding(b"two"), first: holding(b"other")})
    assert told(raised) == [("FILE-OPEN", Place(first.as_posix()))]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"1.yaml": b"one", ".~lock.1.yaml#": b""}


def test_of_many_who_write_one_new_file_one_succeeds(tmp_path: Path) -> None:
    """Twenty at once, as fast as they can: the others are told."""
    target = tmp_path / "1.yaml"

    def attempt(number: int) -> bool:
        try:
            write_records({target: holding(b"%d" % number)}, new={target: TAKEN})
        except Problems:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(attempt, range(20)))
    assert done.count(True) == 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"%d" % done.index(True)]
