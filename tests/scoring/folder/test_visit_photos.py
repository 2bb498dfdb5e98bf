"""Photos among the files that came with visit forms."""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

from rubrics import Place
from scoring.folder.gathering import Given, gather
from scoring.folder.visit_photos import PhotoSearch
from scoring.rounds import Photo
from scoring.sheets.visits import NamedPhoto
from tests.everything import PNG

OTHER = PNG[:-12] + b"\0" + PNG[-12:]
SHA = {data: hashlib.sha256(data).hexdigest() for data in (PNG, OTHER)}


def given(root: Path, files: Mapping[str, bytes]) -> tuple[Given, ...]:
    """Return files of a folder, as they are gathered."""
    for name, data in files.items():
        path = root / "交回" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return gather([root / "交回"])


def found(files: tuple[Given, ...], form: str, *names: str) -> tuple[list[Photo], list[str], PhotoSearch]:
    """Return the photos that a form names, the codes of all problems, and the search."""
    search = PhotoSearch(files)
    of_form = next(one for one in files if one.name == form)
    named = [NamedPhoto(name, "窗口", Place("f.xlsx", sheet="记录", cell="C1")) for name in names]
    photos = search.find(of_form, named)
    return list(photos), [problem.code for problem in search.problems], search


def test_however_a_name_is_written(tmp_path: Path) -> None:
    """In other letters, composed or not, with its folder or without, with its ending or without."""
    files = given(tmp_path, {"f.xlsx": b"", "照片/É门口.PNG": PNG})
    names = ("é门口.png", unicodedata.normalize("NFD", "É门口.PNG"), "照片\\É门口.PNG", "É门口")
    for name in names:
        photos, codes, search = found(files, "f.xlsx", name)
        assert codes == []
        assert photos == [Photo(file="É门口.PNG", shows="窗口", sha256=SHA[PNG], content="png")]
        assert {kept: one.name for kept, one in search.kept().items()} == {f"{SHA[PNG]}.png": "照片/É门口.PNG"}


def test_cameras_give_the_same_names(tmp_path: Path) -> None:
    """The photo beside the form is meant; where two are as near, they must be one and the same."""
    files = given(tmp_path, {"a/f.xlsx": b"", "a/1.png": PNG, "b/f.xlsx": b"", "b/x/1.png": OTHER, "f.xlsx": b""})
    assert [photo.sha256 for photo in found(files, "a/f.xlsx", "1.png")[0]] == [SHA[PNG]]
    assert [photo.sha256 for photo in found(files, "b/f.xlsx", "1.png")[0]] == [SHA[OTHER]]
    assert found(files, "f.xlsx", "1.png")[:2] == ([], ["PHOTO-TWICE"])
    assert [photo.sha256 for photo in found(files, "f.xlsx", "b/x/1.png")[0]] == [SHA[OTHER]]
    same = given(tmp_path / "same", {"f.xlsx": b"", "a/1.png": PNG, "b/1.png": PNG})
    photos, codes, _ = found(same, "f.xlsx", "1.png", "a/1.png")
    assert ([photo.sha256 for photo in photos], codes) == ([SHA[PNG]] * 2, [])


def test_what_is_no_photo(tmp_path: Path) -> None:
    """By its content and never by its name: missing, another kind, empty, cut off; all are told at once."""
    files = given(tmp_path, {"f.xlsx": b"", "a.png": b"%PDF-1.7\n%%EOF", "b.png": b"", "c.png": PNG[:40]})
    photos, codes, search = found(files, "f.xlsx", "a.png", "b.png", "c.png", "d.png")
    assert photos == []
    assert sorted(codes) == ["PHOTO-KIND", "PHOTO-KIND", "PHOTO-MISSING", "PHOTO-UNREADABLE"]
    assert {problem.place.cell for problem in search.problems} == {"C1"}


def test_files_that_no_form_names(tmp_path: Path) -> None:
    """They are told, so that nothing is lost unseen."""
    files = given(tmp_path, {"f.xlsx": b"", "a.png": PNG, "b.png": PNG})
    _, _, search = found(files, "f.xlsx", "a.png")
    forms = [one for one in files if one.name == "f.xlsx"]
    assert search.unused(forms) == ("交回/b.png",)


def test_a_damaged_zip(tmp_path: Path) -> None:
    """What cannot be unpacked is told under its name."""
    packed = tmp_path / "r.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("f.xlsx", b"")
        archive.writestr("a.png", PNG)
    data = packed.read_bytes()
    packed.write_bytes(data.replace(b"IDATx", b"IDATy"))
    photos, codes, search = found(gather([packed]), "f.xlsx", "a.png")
    assert (photos, codes) == ([], ["FILE-UNREADABLE"])
    assert [problem.place.file for problem in search.problems] == ["r.zip/a.png"]
