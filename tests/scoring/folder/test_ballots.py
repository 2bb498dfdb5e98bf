"""Tests of scoring.folder.ballots: the register of counts, and the file that is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics import Problems
from rubrics.markings import Option
from scoring.folder.ballots import BALLOTS, read_ballots, write_ballots
from scoring.rounds import BallotRegister
from scoring.rounds.import_kinds import Reading
from tests.scoring.rounds.test_ballots import count

HOW = Reading("ballots", options=(Option(title="满意", points=1), Option(title="不满意", points=0)))  # type: ignore[arg-type]
REGISTER = BallotRegister(source="public", counts=(count(checked_by="李四"), count(agency="b")))


def codes(raised: pytest.ExceptionInfo[Problems]) -> list[tuple[str, str]]:
    """Return code and file of every problem."""
    return [(problem.code, problem.place.file) for problem in raised.value.items]


def test_there_and_back(tmp_path: Path) -> None:
    """The register is read as it was written; the file holds what was checked."""
    assert read_ballots(tmp_path) == {}
    write_ballots(tmp_path, REGISTER, HOW)
    assert read_ballots(tmp_path) == {"public": REGISTER}
    assert (tmp_path / "imports/public.csv").read_bytes() == "\ufeffagency,满意,不满意\r\na,40,5\r\n".encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ["agency,满意,不满意", "a,40,5"]),
        ("单位,不满意,满意\na,1,2\nc,3,4\nb,,\n", ["agency,满意,不满意", "a,40,5", "c,4,3", "b,,"]),
        ("agency,满意,不满意,备注\nc,3,4,见纸\n", ["agency,满意,不满意,remark", "c,3,4,见纸", "a,40,5"]),
    ],
)
def test_what_was_not_counted_here_stays(tmp_path: Path, before: str, after: list[str]) -> None:
    """Rows of other agencies, in the order in which they stood; new ones follow."""
    (tmp_path / "imports").mkdir()
    (tmp_path / "imports/public.csv").write_text(before, "utf-8")
    write_ballots(tmp_path, REGISTER, HOW)
    assert (tmp_path / "imports/public.csv").read_text("utf-8-sig").splitlines() == after


def test_a_workbook_in_the_way(tmp_path: Path) -> None:
    """Two files of one source would be an error of the folder; nothing is written."""
    (tmp_path / "imports").mkdir()
    (tmp_path / "imports/public.xlsx").touch()
    with pytest.raises(Problems) as raised:
        write_ballots(tmp_path, REGISTER, HOW)
    assert codes(raised) == [("BALLOTS-WORKBOOK", "imports/public.xlsx")]
    assert read_ballots(tmp_path) == {}


def test_registers_that_are_not_sound(tmp_path: Path) -> None:
    """All files are told at once."""
    write_ballots(tmp_path, REGISTER, HOW)
    folder = tmp_path / BALLOTS
    (folder / "public.yaml").rename(folder / "other.yaml")
    (folder / "wrong.yaml").write_text("source: [x]\n", "utf-8")
    with pytest.raises(Problems) as raised:
        read_ballots(tmp_path)
    assert codes(raised) == [("BALLOTS-NAME", f"{BALLOTS}/other.yaml"), ("SHAPE-VALUE", f"{BALLOTS}/wrong.yaml")]
