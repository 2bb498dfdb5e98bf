"""visits/ on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder.gathering import gather
from scoring.folder.visits import kept_name, read_visits, write_visits
from tests.everything import PNG
from tests.scoring.rounds.test_visits import record
from tests.scoring.sheets.visits.forms import round_


def test_there_and_back(tmp_path: Path) -> None:
    """Records, the forms they came from and the photos; a number is given once, and nothing is half written."""
    (tmp_path / "IMG_1.jpg").write_bytes(PNG)
    (given,) = gather([tmp_path / "IMG_1.jpg"])
    first, second = record(), record(number=2, issue=8, photos=[], seen={}, present=[], sha256="0c")
    root = tmp_path / "round"
    write_visits(root, [(second, b"two"), (first, b"one")], {kept_name(first.photos[0]): given})
    assert read_visits(root, round_()) == ((first, second), [])
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*.*")) == [
        "visits/0001.yaml",
        "visits/0002.yaml",
        "visits/originals/0b.xlsx",
        "visits/originals/0c.xlsx",
        "visits/photos/0a.jpeg",
    ]
    assert "seen" not in (root / "visits" / "0002.yaml").read_text("utf-8")
    assert (root / "visits" / "photos" / "0a.jpeg").read_bytes() == PNG
    with pytest.raises(Problems) as raised:
        write_visits(root, [(record(number=3), b"three"), (first, b"one")], {})
    assert [(problem.code, problem.place.file) for problem in raised.value.items] == [
        ("INTAKE-TAKEN", "visits/0001.yaml")
    ]
    assert not (root / "visits" / "0003.yaml").exists()


def test_what_is_wrong_with_records(tmp_path: Path) -> None:
    """A file that cannot be read or bears another name, a photo that is gone, a site that is not in the round."""
    write_visits(tmp_path, [(record(), b"one")], {})
    folder = tmp_path / "visits"
    (folder / "0001.yaml").rename(folder / "0002.yaml")
    (folder / "x.yaml").write_text("a: 1\n", "utf-8")
    other = round_().model_copy(update={"sites": ()})
    records, faults = read_visits(tmp_path, other)
    assert records == (record(),)
    assert {
        (problem.code, problem.place.file, problem.place.path) for problem in faults if "x" not in problem.place.file
    } == {
        ("VISITS-NAME", "visits/0002.yaml", ""),
        ("ROUND-UNKNOWN", "visits/0002.yaml", "site"),
        ("VISITS-PHOTO", "visits/0002.yaml", "photos[0]"),
    }


def test_no_records(tmp_path: Path) -> None:
    """A round without the folder has none."""
    assert read_visits(tmp_path, round_()) == ((), [])
