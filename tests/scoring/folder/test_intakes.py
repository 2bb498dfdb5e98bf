"""Tests of scoring.folder.intakes: what is taken in is written once, read back, and counts."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder import evaluate_folder
from scoring.folder.intakes import read_intakes, read_issues, round_key, write_intakes, write_issues
from scoring.rounds import Issues, Sheet
from tests.scoring.rounds import paper_round
from tests.scoring.rounds.paper_round import typed
from tests.scoring.rounds.test_issues import issued

WORDS = "第一行\n第二行 👨‍👩‍👧 𠮷 “引号”: - #"


def folder(path: Path) -> Path:
    """Return a round folder whose sheets are paper."""
    (path / "round.yaml").write_text(paper_round.ROUND, encoding="utf-8")
    (path / "rubric.yaml").write_text(paper_round.RUBRIC, encoding="utf-8")
    return path


def sheet(**marks: str) -> Sheet:
    """Return a sheet of the first rater for the first agency."""
    return Sheet(agency="a", rater="r1", marks=marks, highlights=WORDS)


def codes(problems: Problems) -> list[tuple[str, str]]:
    """Return code and place of every problem."""
    return [(item.code, item.place.render()) for item in problems.items]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """To the last character; what was read in lies beside it under its SHA-256."""
    data = b"a workbook"
    digest = hashlib.sha256(data).hexdigest()
    read = typed(2, sheet(half="8.50")).model_copy(update={"way": "workbook", "file": "一.XLSX", "sha256": digest})
    files = write_intakes(folder(tmp_path), [(typed(1, sheet(half="9")), None), (read, data)])
    assert [file.relative_to(tmp_path).as_posix() for file in files] == ["intakes/0001.yaml", "intakes/0002.yaml"]
    assert (tmp_path / "intakes" / "originals" / f"{digest}.xlsx").read_bytes() == data
    assert read_intakes(tmp_path) == ((typed(1, sheet(half="9")), read), [])


def test_marks_of_intakes_enter_the_standing(tmp_path: Path) -> None:
    """The last one counts; a mark that also stands in a table is one too many."""
    write_intakes(folder(tmp_path), [(typed(1, sheet(half="8")), None), (typed(2, sheet(half="9")), None)])
    assert str(evaluate_folder(tmp_path).folder.collected.marks["a", "r1", "half"].points) == "9"
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "m.csv").write_text("agency,rater,criterion,mark\na,r1,half,7\n", encoding="utf-8")
    with pytest.raises(Problems) as told:
        evaluate_folder(tmp_path)
    assert codes(told.value) == [("MARK-TWICE", "sheets/m.csv:2")]


def test_a_number_is_taken_once(tmp_path: Path) -> None:
    """Nothing is written where one of several is taken."""
    write_intakes(folder(tmp_path), [(typed(1, sheet(half="8")), None)])
    before = (tmp_path / "intakes" / "0001.yaml").read_bytes()
    with pytest.raises(Problems) as told:
        write_intakes(tmp_path, [(typed(2, sheet(half="9")), None), (typed(1, sheet(half="9")), None)])
    assert codes(told.value) == [("INTAKE-TAKEN", "0001.yaml")]
    assert (tmp_path / "intakes" / "0001.yaml").read_bytes() == before
    assert not (tmp_path / "intakes" / "0002.yaml").exists()


def test_every_fault_of_every_intake_is_told(tmp_path: Path) -> None:
    """A file under another number, and one that is none."""
    write_intakes(folder(tmp_path), [(typed(1, sheet(half="8")), None)])
    (tmp_path / "intakes" / "0001.yaml").rename(tmp_path / "intakes" / "0003.yaml")
    (tmp_path / "intakes" / "0004.yaml").write_text("pingyi: 1\n", encoding="utf-8")
    intakes, faults = read_intakes(tmp_path)
    assert [intake.number for intake in intakes] == [1]
    assert {(item.code, item.place.file) for item in faults} == {
        ("INTAKE-NAME", "intakes/0003.yaml"),
        ("SHAPE-MISSING", "intakes/0004.yaml"),
    }
    with pytest.raises(Problems):
        evaluate_folder(tmp_path)


def test_the_register_of_what_was_issued(tmp_path: Path) -> None:
    """It is empty before anything was, and then what was written."""
    assert read_issues(tmp_path) == Issues()
    write_issues(tmp_path, Issues(issued=(issued(1), issued(2))))
    assert read_issues(tmp_path) == Issues(issued=(issued(1), issued(2)))


def test_what_somebody_else_issued_meanwhile_stays(tmp_path: Path) -> None:
    """Two who read the register at once would give the same numbers: the second is refused."""
    write_issues(tmp_path, Issues(issued=(issued(1),)))
    with pytest.raises(Problems) as told:
        write_issues(tmp_path, Issues(issued=(issued(1, to="r2"), issued(2))))
    assert codes(told.value) == [("ISSUES-TAKEN", "issued.yaml")]
    assert read_issues(tmp_path) == Issues(issued=(issued(1),))


def test_a_register_that_is_open_elsewhere(tmp_path: Path) -> None:
    """It is never written under another name, where nothing would read it."""
    write_issues(tmp_path, Issues(issued=(issued(1),)))
    (tmp_path / ".~lock.issued.yaml#").touch()
    with pytest.raises(Problems) as told:
        write_issues(tmp_path, Issues(issued=(issued(1), issued(2))))
    assert codes(told.value) == [("FILE-OPEN", (tmp_path / "issued.yaml").as_posix())]
    assert not (tmp_path / "issued-2.yaml").exists()


def test_a_file_that_holds_no_key(tmp_path: Path) -> None:
    """With an empty one anybody could make seals."""
    (tmp_path / ".pingyi").mkdir()
    (tmp_path / ".pingyi" / "key").touch()
    with pytest.raises(Problems) as told:
        round_key(tmp_path)
    assert codes(told.value) == [("KEY-DAMAGED", ".pingyi/key")]


def test_of_two_who_make_the_key_at_once_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first has signed with it stays sound."""
    made = round_key(tmp_path)
    seen = iter([False])
    exists = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: next(seen, None) is None and exists(path))
    assert round_key(tmp_path) == made


def test_a_round_has_one_key(tmp_path: Path) -> None:
    """Made once, of 32 bytes in hexadecimal, for its owner's eyes; another round has another."""
    key = round_key(tmp_path)
    assert len(bytes.fromhex(key.decode())) == 32
    assert round_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / ".pingyi" / "key").stat().st_mode) & 0o077 == 0
    (tmp_path / "other").mkdir()
    assert round_key(tmp_path / "other", make=False) != key
    assert list((tmp_path / "other").iterdir()) == []
    assert round_key(tmp_path / "other") != key
