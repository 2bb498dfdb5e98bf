"""visits/taken/ on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubrics import Problems
from scoring.folder.taken_photos import photo_path, read_taken, taken_bytes, taken_from, taken_path
from tests.scoring.rounds.test_taken_photos import taken
from tests.scoring.sheets.visits.forms import round_


def test_there_and_back(tmp_path: Path) -> None:
    """A record is read as it was written; a folder without any has none."""
    held = round_()
    assert read_taken(tmp_path, held) == ((), [])
    record = taken(agency=next(iter(held.names)), rater=next(iter(held.raters)))
    assert (taken_path(1), photo_path(record.photos[0])) == ("visits/taken/0001.yaml", "visits/photos/0a.jpeg")
    for path, data in ((taken_path(1), taken_bytes(record)), (photo_path(record.photos[0]), b"picture")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert read_taken(tmp_path, held) == ((record,), [])
    assert taken_from(taken_bytes(record), "0001.yaml") == record


def test_what_is_wrong_with_records(tmp_path: Path) -> None:
    """Another name, an agency that is not in the round, a photo that is gone, a file that holds no record."""
    held = round_()
    folder = tmp_path / "visits" / "taken"
    folder.mkdir(parents=True)
    (folder / "0002.yaml").write_bytes(taken_bytes(taken(agency="x", rater=next(iter(held.raters)))))
    (folder / "0003.yaml").write_text("a: 1\n", "utf-8")
    records, faults = read_taken(tmp_path, held)
    assert [record.number for record in records] == [1]
    assert {(one.code, one.place.file, one.place.path) for one in faults if "0003" not in one.place.file} == {
        ("VISITS-NAME", "visits/taken/0002.yaml", ""),
        ("ROUND-UNKNOWN", "visits/taken/0002.yaml", "agency"),
        ("VISITS-PHOTO", "visits/taken/0002.yaml", "photos[0]"),
    }
    with pytest.raises(Problems):
        taken_from(b"a: 1\n", "0003.yaml")
