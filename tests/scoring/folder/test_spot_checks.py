"""The folder spot-checks/."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder.spot_checks import read_spot_checks, write_spot_check
from scoring.rounds.spot_checks import Compared, MarkError, SpotCheck

SHEETS = (
    Compared(agency="a", rater="r1", agrees=True),
    Compared(
        agency="a",
        rater="r2",
        agrees=False,
        errors=(MarkError(criterion="x", counted="8", paper=""),),
        note="涂改\n两处",
    ),
)


def check(number: int, file: str = "抽查.XLSX") -> SpotCheck:
    """Return a spot check."""
    return SpotCheck(
        pingyi=1,
        number=number,
        at="2026-05-02T09:00:00+08:00",
        by="王",
        issue=7,
        seed="0012",
        share="12.5%",
        of=9,
        drawn=2,
        compared_by="钱",
        file=file,
        sha256="ab" * 32,
        sheets=SHEETS,
    )


def codes(root: Path) -> list[tuple[str, str]]:
    """Return code and file of every fault."""
    with pytest.raises(Problems) as found:
        read_spot_checks(root)
    return [(item.code, item.place.file) for item in found.value.items]


def test_there_and_back(tmp_path: Path) -> None:
    """To the last character, in the order of their numbers; what was read in lies beside them."""
    for number in (2, 1):
        assert write_spot_check(tmp_path, check(number), b"PK") == tmp_path / "spot-checks" / f"{number:04}.yaml"
    assert read_spot_checks(tmp_path) == (check(1), check(2))
    originals = tmp_path / "spot-checks" / "originals"
    assert [(file.name, file.read_bytes()) for file in originals.iterdir()] == [("ab" * 32 + ".xlsx", b"PK")]


def test_without_any(tmp_path: Path) -> None:
    """Most folders have none."""
    assert read_spot_checks(tmp_path) == ()


def test_none_is_ever_changed(tmp_path: Path) -> None:
    """A number that is taken is refused, and what stands there stays."""
    file = write_spot_check(tmp_path, check(1), b"PK")
    before = file.read_bytes()
    with pytest.raises(Problems) as found:
        write_spot_check(tmp_path, check(1, "other.xlsx"), b"PK2")
    assert [item.code for item in found.value.items] == ["SPOT-TAKEN"]
    assert file.read_bytes() == before


def test_every_fault_of_every_file(tmp_path: Path) -> None:
    """All at once, each with its file."""
    folder = tmp_path / "spot-checks"
    folder.mkdir()
    (folder / "0001.yaml").write_text("pingyi: 1", encoding="utf-8")
    (folder / "0002.yaml").write_text("a: [", encoding="utf-8")
    found = codes(tmp_path)
    assert {file for _, file in found} == {"spot-checks/0001.yaml", "spot-checks/0002.yaml"}
    assert {code for code, file in found if file.endswith("0001.yaml")} == {"SHAPE-MISSING"}
