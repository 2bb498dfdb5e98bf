"""Files that came back, named as files, folders and zips."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder import gathering
from scoring.folder.gathering import Given, gather

Told = list[tuple[str, str]]


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip of named contents."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def told(*paths: Path) -> Told:
    """Return file and code of every problem of gathering these."""
    with pytest.raises(Problems) as raised:
        gather(paths)
    return [(problem.place.file, problem.code) for problem in raised.value.items]


def refused(given: Given, most: int) -> list[str]:
    """Return the codes of the problems of reading and of opening what was given."""
    codes = []
    for look in (given.read, given.open):
        with pytest.raises(Problems) as raised:
            look(most)
        codes += [problem.code for problem in raised.value.items]
    return codes


def test_files_folders_and_zips(tmp_path: Path) -> None:
    """Each file has a label for messages and its name where it lay; office files are zips, and no folders."""
    folder = tmp_path / "returned"
    (folder / "一").mkdir(parents=True)
    (folder / "一" / "r2.xlsx").write_bytes(b"two")
    (folder / ".DS_Store").write_bytes(b"")
    inner = zipped(folder / "照片.zip", {"a.png": b"a"})
    packed = zipped(tmp_path / "return.zip", {"评分表/r1.xlsx": b"one", "__MACOSX/r1.xlsx": b"", "空/": b""})
    book = zipped(tmp_path / "r3.xlsx", {"[Content_Types].xml": b"", "xl/workbook.xml": b""})
    found = gather([folder, packed, book])
    expected = [
        ("returned/一/r2.xlsx", "一/r2.xlsx", b"two"),
        ("returned/照片.zip", "照片.zip", inner.read_bytes()),
        ("return.zip/评分表/r1.xlsx", "评分表/r1.xlsx", b"one"),
        ("r3.xlsx", "r3.xlsx", book.read_bytes()),
    ]
    assert [(given.label, given.name, given.read()) for given in found] == expected
    assert [given.size for given in found] == [len(data) for *_, data in expected]
    for given, (*_, data) in zip(found, expected, strict=True):
        with given.open() as stream:
            assert stream.read() == data
            assert (stream.seek(0, 2), stream.seek(1), stream.read()) == (len(data), 1, data[1:])


def test_the_same_thing_named_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path named twice is given once; of two of one name, each is called as it was written."""
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, "r1.csv").write_bytes(folder.encode())
    one, other = Path("a/r1.csv"), Path("b/r1.csv")
    assert [given.label for given in gather([one, other, one])] == ["a/r1.csv", "b/r1.csv"]
    assert [given.label for given in gather([one])] == ["r1.csv"]
    assert [given.label for given in gather([Path()])] == [f"{tmp_path.name}/a/r1.csv", f"{tmp_path.name}/b/r1.csv"]
    assert [given.label for given in gather([Path("a", "..", "a")])] == ["a/r1.csv"]


def test_everything_that_cannot_be_given_is_told(tmp_path: Path) -> None:
    """All paths at once: not there, another kind of packed file, a damaged zip; not a damaged workbook."""
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    (tmp_path / "b.7z").write_bytes(b"7z\xbc\xaf\x27\x1c\0\4")
    whole = zipped(tmp_path / "c.zip", {"a.csv": b"a" * 100}).read_bytes()
    (tmp_path / "c.zip").write_bytes(whole[:-10])
    (tmp_path / "d.xlsx").write_bytes(whole[:-10])
    names = ("a.rar", "b.7z", "c.zip", "nothing.xlsx")
    assert told(*(tmp_path / name for name in names)) == [
        ("a.rar", "ARCHIVE-KIND"),
        ("b.7z", "ARCHIVE-KIND"),
        ("c.zip", "FILE-UNREADABLE"),
        ("nothing.xlsx", "FILE-UNREADABLE"),
    ]
    assert [given.read() for given in gather([tmp_path / "d.xlsx"])] == [whole[:-10]]


def test_a_zip_of_another_name(tmp_path: Path) -> None:
    """A download may have lost its ending."""
    packed = zipped(tmp_path / "评分表", {"r1.csv": b"a"})
    assert [given.label for given in gather([packed])] == ["评分表/r1.csv"]


def test_packed_files_in_a_folder_are_files(tmp_path: Path) -> None:
    """An agency may hand in whatever it likes as evidence; what that is, is looked at elsewhere."""
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    assert [given.name for given in gather([tmp_path])] == ["a.rar"]


def test_what_is_too_large(tmp_path: Path) -> None:
    """By its size alone, in a zip as well."""
    plain = tmp_path / "a.csv"
    plain.write_bytes(b"12345")
    packed = zipped(tmp_path / "a.zip", {"a.csv": b"12345"})
    for given in gather([plain, packed]):
        assert refused(given, 4) == ["FILE-SIZE", "FILE-SIZE"]
        assert given.read(5) == b"12345"


def test_a_member_that_is_damaged(tmp_path: Path) -> None:
    """Its checksum tells; the others are read."""
    packed = zipped(tmp_path / "a.zip", {"a.csv": b"", "b.csv": b"b"})
    data = packed.read_bytes()
    packed.write_bytes(data.replace(zlib.crc32(b"b").to_bytes(4, "little"), b"1234"))
    one, other = gather([packed])
    assert (one.read(), refused(other, 100)) == (b"", ["FILE-UNREADABLE", "FILE-UNREADABLE"])


def test_a_member_that_declares_less_than_it_holds(tmp_path: Path) -> None:
    """No more than it declares is ever unpacked: a hundred megabytes stay what they are."""
    packed = zipped(tmp_path / "a.zip", {"a.csv": b"a" * 100_000_000})
    size = (100_000_000).to_bytes(4, "little")
    packed.write_bytes(packed.read_bytes().replace(size, (9).to_bytes(4, "little")))
    (given,) = gather([packed])
    tracemalloc.start()
    assert (given.size, refused(given, 100)) == (9, ["FILE-UNREADABLE", "FILE-UNREADABLE"])
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_file_that_goes_away(tmp_path: Path) -> None:
    """Between being named and being read."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"a")
    (given,) = gather([file])
    file.unlink()
    assert refused(given, 100) == ["FILE-UNREADABLE", "FILE-UNREADABLE"]


def test_a_folder_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody named a whole disk."""
    for name in "abc":
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(gathering, "MOST_FILES", 2)
    assert told(tmp_path) == [(tmp_path.name, "FOLDER-SIZE")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets only some people make links, and has no such pipes")
def test_links_and_pipes(tmp_path: Path) -> None:
    """A link that leads out of the folder is not followed; a pipe would never end."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").write_bytes(b"a")
    (tmp_path / "secret").write_bytes(b"")
    (folder / "out.csv").symlink_to(tmp_path / "secret")
    (folder / "in.csv").symlink_to(folder / "a.csv")
    os.mkfifo(folder / "pipe")
    assert [given.name for given in gather([folder])] == ["a.csv", "in.csv"]
    assert told(folder / "pipe") == [("pipe", "FILE-UNREADABLE")]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own reason is told."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"a")

    def denied(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert told(file) == [("a.csv", "FILE-UNREADABLE")]


def test_a_zip_holds_its_file_no_longer_than_it_is_needed(tmp_path: Path) -> None:
    """Nothing is left open, or Windows could not move the file away."""
    packed = zipped(tmp_path / "a.zip", {"a.csv": b"a"})
    found = gather([packed])
    assert found[0].read() == b"a"
    del found
    shutil.rmtree(tmp_path)
    assert not packed.exists()


def test_a_zip_whose_list_alone_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before it is read."""
    many = zipped(tmp_path / "many.zip", {str(number): b"" for number in range(30)})
    monkeypatch.setattr("submissions.listing.LONGEST_LIST", 1000)
    assert told(many) == [("many.zip", "ARCHIVE-SIZE")]
