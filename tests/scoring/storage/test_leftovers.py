"""What a killed run left behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

from scoring.storage.leftovers import sweep


def test_what_is_a_day_old_goes(tmp_path: Path) -> None:
    """Laid-out rounds and half-kept bytes of yesterday are removed; those of now, and the files, stay."""
    now = time.time()
    old = [tmp_path / "work" / "a", tmp_path / "files" / ".new-a"]
    young = [tmp_path / "work" / "b", tmp_path / "files" / ".new-b", tmp_path / "files" / "ab" / "abcd"]
    for path in [*old, *young]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "work" / "folder").mkdir()
    (tmp_path / "work" / "folder" / "round.yaml").write_text("")
    for path in [*old, tmp_path / "work" / "folder", young[2]]:
        os.utime(path, (now - 90_000, now - 90_000))
    assert sweep(tmp_path, now) == 3
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(young)
    assert sweep(tmp_path / "nothing", now) == 0
