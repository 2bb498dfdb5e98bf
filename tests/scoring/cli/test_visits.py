"""pingyi visits: forms out, and in again with their photos."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rubrics import parse
from scoring.folder import read_folder, write_folder
from scoring.folder.intakes import read_issues
from tests.everything import PNG
from tests.scoring.cli.conftest import Run
from tests.scoring.sheets.visits.forms import ROUND, RUBRIC


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a round with sites."""
    write_folder(tmp_path / "round", {"round.yaml": ROUND.encode(), "rubric.yaml": RUBRIC.encode()})
    return tmp_path / "round"


def fill(file: Path, target: Path, **fields: str) -> Path:
    """Fill in a form, each field named by its row and written into its first column, and save it elsewhere."""
    book: Any = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for name, text in fields.items():
        row_id = name if name[0].isupper() else f"~{name}"
        row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == row_id)
        sheet.cell(row, 5 if name[0].isupper() else 3).value = text
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def value(file: Path) -> dict[str, Any]:
    """Return what a YAML file says."""
    held = parse(file.read_text("utf-8"), file.name).value
    assert isinstance(held, dict)
    return held


def files(root: Path) -> list[str]:
    """Return the names of all files below a folder."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_forms_are_numbered_and_registered(root: Path, tmp_path: Path, run: Run) -> None:
    """One for each site and one of talks for each agency; a second time they have other numbers."""
    shown = run("--lang", "en", "visits", "make", root)
    assert shown.exit_code == 0
    assert files(root / "out" / "visits") == [
        *("talk-court.xlsx", "talk-health.xlsx", "visit-s1.xlsx", "visit-s2.xlsx", "visit-s3.xlsx"),
    ]
    assert shown.output.splitlines()[0].split(" · ")[0] == "Issue 1"
    assert run("visits", "make", root, "--site", "s3", "-o", tmp_path / "again").exit_code == 0
    assert files(tmp_path / "again") == ["visit-s3.xlsx"]
    issued = read_issues(root).issued
    assert [(item.number, item.form, item.to) for item in issued[-2:]] == [
        (5, "talk-record", "court"),
        (6, "visit-record", "s3"),
    ]
    assert run("visits", "make", root, "--agency", "court", "-o", tmp_path / "court").exit_code == 0
    assert files(tmp_path / "court") == ["talk-court.xlsx", "visit-s1.xlsx", "visit-s2.xlsx"]


def test_a_form_that_is_open_elsewhere(root: Path, run: Run) -> None:
    """The new one lies beside it, and the screen says so."""
    folder = root / "out" / "visits"
    folder.mkdir(parents=True)
    (folder / "visit-s1.xlsx").write_bytes(b"old")
    (folder / "~$visit-s1.xlsx").touch()
    shown = run("--lang", "en", "visits", "make", root, "--site", "s1").output.splitlines()
    assert (len(shown), shown[1].endswith("visit-s1-2.xlsx"), (folder / "visit-s1.xlsx").read_bytes()) == (
        2,
        True,
        b"old",
    )


def test_a_round_without_sites(root: Path, run: Run) -> None:
    """Forms of talks are made all the same."""
    text = ROUND.partition("sites:")[0]
    (root / "round.yaml").write_text(text, "utf-8")
    shown = run("--lang", "en", "visits", "make", root)
    assert (shown.exit_code, shown.output.splitlines()[-1]) == (
        0,
        "  • round.yaml names no sites; only the forms of talks were made.",
    )
    assert files(root / "out" / "visits") == ["talk-court.xlsx", "talk-health.xlsx"]


@pytest.mark.parametrize("limit", [("--site", "s9"), ("--agency", "nobody")])
def test_forms_of_what_is_not_there(root: Path, run: Run, limit: tuple[str, str]) -> None:
    """They are refused, and no number is given away."""
    shown = run("visits", "make", root, *limit)
    assert (shown.exit_code, limit[1] in shown.output, read_issues(root).issued) == (1, True, ())


def test_records_come_in_with_their_photos(root: Path, tmp_path: Path, run: Run) -> None:
    """First nothing is written; then all of it is, and what is in force is listed; no score is changed."""
    run("visits", "make", root)
    before, made = read_folder(root).collected, root / "out" / "visits"
    back = tmp_path / "交回"
    fill(
        made / "visit-s1.xlsx",
        back / "法院" / "察看.xlsx",
        present1="√",
        A1="均有资料",
        photo1="img_1",
        highlights="好",
    )
    fill(made / "talk-health.xlsx", back / "卫健" / "座谈.xlsx", date="2026年9月3日", present1="√")
    (back / "法院" / "IMG_1.PNG").write_bytes(PNG)
    (back / "法院" / "多余.png").write_bytes(PNG)
    packed = tmp_path / "交回.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in files(back):
            archive.write(back / name, name)
    shown = run("--lang", "en", "visits", "read", root, packed)
    assert (shown.exit_code, (root / "visits").exists()) == (0, False)
    assert "  1 of the panel there; 1 of 2 criteria; 1 photos" in shown.output.splitlines()
    shown = run("--lang", "en", "visits", "read", root, packed, "--accept", "--by", "张三")
    assert shown.output.splitlines()[-3:] == [
        "Notices",
        "  • No form names these files; they are left out: 交回.zip/法院/多余.png.",
        "Taken in: 2 records in visits/.",
    ]
    taken = [value(root / "visits" / f"000{number}.yaml") for number in (1, 2)]
    by_kind = {held["kind"]: held for held in taken}
    assert {
        name: by_kind["visit"][name] for name in ("agency", "site", "date", "present", "seen", "by", "highlights")
    } == {
        "agency": "court",
        "site": "s1",
        "date": "2026-09-02",
        "present": ["r1"],
        "seen": {"A1": "均有资料"},
        "by": "张三",
        "highlights": "好",
    }
    assert [photo["file"] for photo in by_kind["visit"]["photos"]] == ["IMG_1.PNG"]
    assert (by_kind["talk"]["agency"], by_kind["talk"]["date"], "place" in by_kind["talk"]) == (
        "health",
        "2026-09-03",
        False,
    )
    assert len(files(root / "visits")) == 5
    assert read_folder(root).collected == before
    listed = run("--lang", "en", "visits", "list", root).output.splitlines()
    assert [line.rpartition("  ")[2] for line in listed[1:]] == ["in force", "in force"]
    again = run("--lang", "en", "visits", "read", root, packed, "--accept")
    assert (again.exit_code, again.output.splitlines()[-1], len(files(root / "visits"))) == (0, "Nothing new.", 5)


def test_a_form_that_comes_back_once_more(root: Path, tmp_path: Path, run: Run) -> None:
    """The later record holds, and both remain."""
    run("visits", "make", root)
    form = root / "out" / "visits" / "visit-s1.xlsx"
    for text in ("一", "二"):
        file = fill(form, tmp_path / "f.xlsx", problems=text)
        assert run("visits", "read", root, file, "--accept").exit_code == 0
    listed = run("--lang", "en", "visits", "list", root).output.splitlines()
    assert [line.rpartition("  ")[2] for line in listed[1:]] == ["superseded", "in force"]
    assert value(root / "visits" / "0002.yaml")["problems"] == "二"


def test_two_copies_of_one_form(root: Path, tmp_path: Path, run: Run) -> None:
    """The same file twice is one record; two that say different things are refused together."""
    run("visits", "make", root)
    form = root / "out" / "visits" / "visit-s1.xlsx"
    first = fill(form, tmp_path / "1" / "a.xlsx", problems="一")
    (tmp_path / "1" / "b.xlsx").write_bytes(first.read_bytes())
    assert run("visits", "read", root, tmp_path / "1", "--accept").exit_code == 0
    assert len(list((root / "visits").glob("*.yaml"))) == 1
    fill(form, tmp_path / "1" / "c.xlsx", problems="二")
    shown = run("visits", "read", root, tmp_path / "1", "--accept")
    assert (shown.exit_code, "VISITS-TWICE" in shown.output) == (1, True)
    assert len(list((root / "visits").glob("*.yaml"))) == 1


def test_all_or_nothing(root: Path, tmp_path: Path, run: Run) -> None:
    """A form that cannot be read and a photo that is missing are told together, and nothing is taken in."""
    run("visits", "make", root)
    made = root / "out" / "visits"
    fill(made / "visit-s1.xlsx", tmp_path / "r" / "a.xlsx", present1="√", photo1="x.jpg")
    fill(made / "visit-s3.xlsx", tmp_path / "r" / "b.xlsx", present1="√")
    fill(made / "visit-s2.xlsx", tmp_path / "r" / "c.xlsx", present1="√", date="2026-09-04")
    shown = run("visits", "read", root, tmp_path / "r", "--accept")
    codes = [code for code in ("PHOTO-MISSING", "VISITS-DATE") if code in shown.output]
    assert (shown.exit_code, codes, (root / "visits").exists()) == (1, ["PHOTO-MISSING", "VISITS-DATE"], False)


def test_nothing_to_take_in(root: Path, tmp_path: Path, run: Run) -> None:
    """Photos alone are no record; records with faults stop everything; a list may be empty."""
    (tmp_path / "a.png").write_bytes(PNG)
    shown = run("visits", "read", root, tmp_path / "a.png")
    assert (shown.exit_code, "VISITS-NONE" in shown.output) == (1, True)
    assert run("--lang", "en", "visits", "list", root).output == "No records were taken in yet.\n"
    (root / "visits").mkdir()
    (root / "visits" / "0001.yaml").write_text("a: 1\n", "utf-8")
    assert run("visits", "list", root).exit_code == 1
