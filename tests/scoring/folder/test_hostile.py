"""Files that strangers put into a round folder: refused in a moment, and never read on without end."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rubrics import Problems, document
from scoring.folder import read_bytes, read_folder, write_folder

RUBRIC = """\
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
parts:
  - {id: public, title: 社会评议, given: {from: public, scale: 100}}
  - id: panel
    title: 评议团评分
    by: panel
    pool: {mean: {}, incomplete: leave_out}
    criteria: [{id: A1, title: 责任清单, points: 10}]
"""
ROUND = """\
pingyi: 1
id: r
title: 示例评议
organizer: 示例市普法办
rubric: rubric.yaml
agencies: [{id: a, name: 甲局}, {id: b, name: 乙局}]
groups: [{id: panel, title: 评议团, members: [{id: r1, name: 一}]}]
"""
FILES = {
    "round.yaml": ROUND.encode(),
    "rubric.yaml": RUBRIC.encode(),
    "sheets/r1.csv": b"agency,rater,A1\na,r1,8\n",
    "imports/public.csv": b"agency,value\nb,91.5\n",
}
SECONDS = 10


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small sound round folder."""
    write_folder(tmp_path / "round", FILES)
    return tmp_path / "round"


@pytest.fixture(autouse=True)
def _in_a_moment() -> Iterator[None]:
    """Fail whatever takes more than ten seconds of this process."""
    before = time.process_time()
    yield
    assert time.process_time() - before < SECONDS


def codes(root: Path) -> list[tuple[str, str]]:
    """Return code and file of every problem of a folder, each once."""
    with pytest.raises(Problems) as raised:
        read_folder(root)
    return list(dict.fromkeys((problem.code, problem.place.file) for problem in raised.value.items))


def book(fill: Callable[[Any], object]) -> bytes:
    """Return a workbook whose sheet was filled."""
    made, stream = openpyxl.Workbook(), io.BytesIO()
    fill(made.active)
    made.save(stream)
    return stream.getvalue()


LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(LAUGHS.encode(), "YAML-ALIAS", id="anchors"),
        pytest.param(b"a: " + b"[" * 5_000_000, "YAML-DEEP", id="deep"),
        pytest.param(b"[" + b"a," * 5_000_000 + b"]", "YAML-LARGE", id="values"),
        pytest.param(b"a: [" + b"*a," * 3_000_000 + b"]", "YAML-ALIAS", id="aliases"),
        pytest.param(b"\x01\n" * 5_000_000, "YAML-CHARACTER", id="controls"),
        pytest.param(b"a: " + b"9" * 10_000_000, "YAML-NUMBER", id="digits"),
        pytest.param(ROUND.replace("示例评议", "评" * 3_000_000).encode(), "SHAPE-VALUE", id="scalar"),
        pytest.param(ROUND.encode() + b"x" * 10_000_000 + b": 1\n", "YAML-SYNTAX", id="key"),
        pytest.param(b"a: 1\n" * 20_000_000, "FILE-SIZE", id="100 MB"),
    ],
)
@pytest.mark.parametrize("name", ["round.yaml", "decision.yaml"])
def test_a_yaml_bomb(root: Path, name: str, text: bytes, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anchors, depth, endless texts and numbers, and files larger than any round: told at once."""
    if name != "round.yaml":
        # That it holds for this file too can be seen with less patience.
        monkeypatch.setattr(document, "MOST_VALUES", 1000)
    (root / name).write_bytes(text)
    assert codes(root)[0] == (expected if name == "round.yaml" or expected != "SHAPE-VALUE" else "SHAPE-UNKNOWN", name)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_ten_megabytes_in_one_cell(root: Path, kind: str) -> None:
    """As a mark, as a remark and as a name: no workbook could show it again."""
    letters = "".join(random.Random(1).choices("甲乙丙丁戊己庚辛壬癸", k=3_500_000))  # noqa: S311 - no secret
    if kind == "csv":
        text = f"agency,rater,criterion,mark,remark\na,r1,A1,8,{letters}\n"
        (root / "sheets" / "r1.csv").write_text(text, "utf-8")
        assert codes(root) == [("CSV-QUOTE", "sheets/r1.csv")]
        (root / "sheets" / "r1.csv").write_text(text.replace(letters, letters[:40_000]), "utf-8")
        assert codes(root) == [("CELL-LONG", "sheets/r1.csv")]
        return
    (root / "sheets" / "r1.csv").unlink()
    data = book(lambda sheet: sheet.append(["agency", "rater", "A1"]) or sheet.append(["a", "r1", "LONG"]))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace("LONG", letters))
    (root / "sheets" / "r1.xlsx").write_bytes(stream.getvalue())
    assert codes(root) == [("CELL-VALUE", "sheets/r1.xlsx")]


def test_workbooks_that_are_none(root: Path) -> None:
    """Cut off, protected by a password, with macros under a plain name, and a CSV that calls itself a workbook."""
    sound = book(lambda sheet: sheet.append(["agency", "value"]))
    macros = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(macros, "w") as new:
        for name in old.namelist():
            kind = old.read(name).replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
            )
            new.writestr(name, kind)
    contents = {
        "cut.xlsx": sound[: len(sound) // 2],
        "macros.xlsx": macros.getvalue(),
        "password.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "text.xlsx": b"agency,value\n",
    }
    for folder in ("imports", "sheets"):
        for name, data in contents.items():
            (root / folder / name).write_bytes(data)
    refused = ["BOOK-DAMAGED", "BOOK-MACRO", "BOOK-ENCRYPTED", "BOOK-KIND"]
    assert codes(root) == [
        (code, f"{folder}/{name}")
        for folder in ("imports", "sheets")
        for code, name in zip(refused, contents, strict=True)
    ]


def test_dates_where_numbers_belong(root: Path) -> None:
    """In imports as in sheets; the number behind a date is far beyond the scale."""
    (root / "imports" / "public.csv").unlink()
    day = dt.date(2020, 1, 1)
    dates = book(lambda sheet: [sheet.append(row) for row in (["agency", "value"], ["a", day], ["b", 91])])
    (root / "imports" / "public.xlsx").write_bytes(dates)
    assert codes(root) == [("CELL-VALUE", "imports/public.xlsx")]
    numbers = book(lambda sheet: [sheet.append(row) for row in (["agency", "value"], ["a", 43831], ["b", 91])])
    (root / "imports" / "public.xlsx").write_bytes(numbers)
    (root / "sheets" / "r1.csv").write_text("agency,rater,A1\na,r1,43831\nb,r1,2020-01-01\n", "utf-8")
    assert codes(root) == [
        ("VALUE-RANGE", "imports/public.xlsx"),
        ("MARK-RANGE", "sheets/r1.csv"),
        ("MARK-NUMBER", "sheets/r1.csv"),
    ]


@pytest.mark.parametrize(
    "mark", ["NaN", "Infinity", "-inf", "1e999999", "9" * 29, "9" * 100_000, "0." + "0" * 30, "８", "1\u202e0", "1,5"]
)
def test_numbers_that_are_none(root: Path, mark: str) -> None:
    """In a sheet, in an import and in YAML, however long; what cannot be seen in it is shown."""
    (root / "sheets" / "r1.csv").write_text(f'agency,rater,A1\na,r1,"{mark}"\n', "utf-8")
    (root / "imports" / "public.csv").write_text(f'agency,value\na,"{mark}"\n', "utf-8")
    (root / "rubric.yaml").write_text(RUBRIC.replace("points: 10", f"points: {mark}").replace("1,5", "'1,5'"), "utf-8")
    expected = [] if len(mark) < 1000 else ["CELL-LONG"]
    with pytest.raises(Problems) as raised:
        read_folder(root)
    assert [problem.code for problem in raised.value.items][:1] in (["SHAPE-VALUE"], ["YAML-NUMBER"], expected)
    (root / "rubric.yaml").write_text(RUBRIC, "utf-8")
    assert codes(root) == [
        (expected[0] if expected else "VALUE-NUMBER", "imports/public.csv"),
        (expected[0] if expected else "MARK-NUMBER", "sheets/r1.csv"),
    ]
    with pytest.raises(Problems) as raised:
        read_folder(root)
    assert [len(problem.render()) < 300 for problem in raised.value.items] == [True, True]
    assert ("[U+202E]" in raised.value.items[1].render()) is ("\u202e" in mark)


def test_a_zero_has_no_sign(root: Path) -> None:
    """In a sheet, in an import and in YAML."""
    (root / "sheets" / "r1.csv").write_text("agency,rater,A1\na,r1,-0.0\n", "utf-8")
    (root / "imports" / "public.csv").write_text("agency,value\na,-0\n", "utf-8")
    (root / "rubric.yaml").write_text(RUBRIC.replace("by: panel\n", "by: panel\n    floor: -0.00\n"), "utf-8")
    read = read_folder(root)
    found = read.collected.marks["a", "r1", "A1"].points, read.collected.imports["public"]["a"]
    assert [str(number) for number in (*found, read.rubric.parts[1].floor)] == ["0.0", "0", "0.00"]


def test_links_that_lead_out_of_the_folder(root: Path, tmp_path: Path) -> None:
    """Whatever they are called: a sheet, an import, the round, the folder of sheets itself; circles lead nowhere."""
    outside = tmp_path / "outside"
    write_folder(outside, FILES)
    (root / "sheets" / "linked.csv").symlink_to(outside / "sheets" / "r1.csv")
    (root / "sheets" / "circle.csv").symlink_to(root / "sheets" / "circle.csv")
    (root / "imports" / "linked.xlsx").symlink_to("/etc/passwd")
    (root / "decision.yaml").symlink_to(outside / "round.yaml")
    assert codes(root) == [
        ("FILE-LINK", "decision.yaml"),
        ("FILE-LINK", "imports/linked.xlsx"),
        ("FILE-LINK" if sys.version_info < (3, 13) else "FILE-UNREADABLE", "sheets/circle.csv"),
        ("FILE-LINK", "sheets/linked.csv"),
    ]
    (root / "round.yaml").unlink()
    (root / "round.yaml").symlink_to(outside / "round.yaml")
    assert codes(root)[0] == ("FILE-LINK", "round.yaml")


def test_a_link_within_the_folder_is_followed(root: Path) -> None:
    """It is the office's own business how it keeps its files."""
    (root / "sheets" / "r1.csv").rename(root / "marks.csv")
    (root / "sheets" / "r1.csv").symlink_to(root / "marks.csv")
    assert str(read_folder(root).collected.marks["a", "r1", "A1"].points) == "8"


@pytest.mark.parametrize(
    "path", ["sheets/x.csv", "imports/public.xlsx", "feedback.yaml", "submissions/a/submission.yaml"]
)
def test_what_is_no_file_is_not_waited_for(root: Path, path: str) -> None:
    """A pipe to which nobody writes, a device that never ends, a folder."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    expected = [("SUBMISSION-MISSING" if "submission" in path else "FILE-UNREADABLE", path)]
    os.mkfifo(root / path)
    assert codes(root) == expected
    (root / path).unlink()
    (root / path).mkdir()
    assert codes(root) == expected
    (root / path).rmdir()
    (root / path).symlink_to("/dev/zero")
    assert codes(root) == [(expected[0][0] if "submission" in path else "FILE-LINK", path)]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "x" * 5000, r'"a\0b"', "sheets", "."])
def test_a_rubric_that_is_no_file_of_the_folder(root: Path, name: str) -> None:
    """Paths that lead out, names that no system bears."""
    (root / "round.yaml").write_text(ROUND.replace("rubric.yaml", name), "utf-8")
    assert ("RUBRIC-MISSING", "round.yaml") in codes(root)


def test_a_submission_that_names_strange_files(root: Path) -> None:
    """Names that no system bears, and a folder that is a link in a circle."""
    text = f"{{agency: a, status: submitted, report: {{file: {'x' * 5000}}}}}"
    (root / "submissions" / "a").mkdir(parents=True)
    (root / "submissions" / "a" / "submission.yaml").write_text(text, "utf-8")
    (root / "submissions" / "b").symlink_to(root / "submissions" / "b")
    assert codes(root) == [("FILE-MISSING", "submissions/a/submission.yaml")]


SIGNS = {"\u200b": "200B", "\u200d": "200D", "\u202e": "202E", "\u2066": "2066", "\u061c": "061C", "\u2060": "2060"}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(("old", "at"), [("甲局", "3"), ("示例评议\n", "5"), ("r1", "3"), ("示例市普法办", "7")])
def test_a_name_with_something_invisible_in_it(root: Path, sign: str, old: str, at: str) -> None:
    """Which character it is and where it stands is told, in names as in ids."""
    name = old.strip()
    (root / "round.yaml").write_text(ROUND.replace(old, f"{name}{sign}\n" if "\n" in old else name + sign), "utf-8")
    with pytest.raises(Problems) as raised:
        read_folder(root)
    (told,) = [problem for problem in raised.value.items if problem.place.file == "round.yaml"]
    if old == "r1" and sign != "\u200d":
        assert told.code == "SHAPE-VALUE"
    else:
        assert (told.code, told.rule.render()) == (
            "TEXT-INVISIBLE",
            f"character {at} of this text, U+{SIGNS[sign]}, cannot be seen.",
        )


@pytest.mark.parametrize("name", [" ", "\u3000\u3000", "\ufe0f", "\u00a0"])
def test_a_name_of_nothing(root: Path, name: str) -> None:
    """Spaces of any width and marks upon nothing are no name."""
    (root / "round.yaml").write_text(ROUND.replace("甲局", f'"{name}"'), "utf-8")
    assert codes(root) == [("SHAPE-VALUE", "round.yaml")]


def test_invisible_marks_around_a_cell_are_left_out(root: Path) -> None:
    """They come along when a cell is copied; within a name they are shown."""
    (root / "sheets" / "r1.csv").write_text("agency,rater,A1\n\u200e\u202aa\u202c,r1,\ufeff\u200b8\u200f\n", "utf-8")
    assert str(read_folder(root).collected.marks["a", "r1", "A1"].points) == "8"
    (root / "sheets" / "r1.csv").write_text("agency,rater,A1\na,r\u200b1,8\n", "utf-8")
    with pytest.raises(Problems) as raised:
        read_folder(root)
    assert raised.value.items[0].rule.render() == "the rater “r[U+200B]1” is not part of this round."


@pytest.mark.parametrize("data", [b"agency,rater,A1\n\0a,r1,8\n", "agency,rater,A1\n甲,r1,8\n".encode("utf-16")[:-1]])
def test_bytes_that_are_no_text(root: Path, data: bytes) -> None:
    """NUL bytes, and half of a character at the end."""
    (root / "sheets" / "r1.csv").write_bytes(data)
    assert codes(root) == [("CSV-NUL" if b"a,r1" in data else "TEXT-ENCODING", "sheets/r1.csv")]


def test_two_encodings_in_one_file(root: Path) -> None:
    """The lines of the rarer one are told: nobody can know what was meant."""
    lines = ["agency,rater,A1,remark", *["a,r1,8,很好的机制"] * 3]
    (root / "sheets" / "r1.csv").write_bytes("\n".join(lines).encode() + "\nb,r1,8,中文很好\n".encode("gb18030"))
    with pytest.raises(Problems) as raised:
        read_folder(root)
    assert [(item.code, item.place.line) for item in raised.value.items] == [("TEXT-ENCODING", 5)]


PIPED = """
import sys
from pathlib import Path
from scoring.folder import read_bytes
print(len(read_bytes(Path(sys.argv[1]), "x")))
"""


def test_a_pipe_that_somebody_names_is_read(tmp_path: Path) -> None:
    """What a person asks for on the command line may come from another program."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", PIPED, str(pipe)], stdout=subprocess.PIPE, text=True) as process:
        pipe.write_bytes(b"x" * 100_000)
        assert process.communicate(timeout=60)[0] == "100000\n"


def test_a_device_that_never_ends() -> None:
    """No more is read than a file may hold; a name that no system bears cannot be read."""
    with pytest.raises(Problems) as raised:
        read_bytes(Path("/dev/zero"), "zero")
    assert [item.code for item in raised.value.items] == ["FILE-SIZE"]
    with pytest.raises(Problems) as raised:
        read_bytes(Path("a\0b"), "nul")
    assert [item.code for item in raised.value.items] == ["FILE-UNREADABLE"]
