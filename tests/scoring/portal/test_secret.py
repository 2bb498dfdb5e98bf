"""The secret of a data folder."""

from __future__ import annotations

import os
from pathlib import Path

from scoring.portal.secret import secret_key


def test_it_is_made_once_and_its_owner_alone_reads_it(tmp_path: Path) -> None:
    """Every start reads the same one; another folder has another."""
    first = secret_key(tmp_path / "data")
    assert (secret_key(tmp_path / "data"), len(first) > 50) == (first, True)
    assert secret_key(tmp_path / "other") != first
    mode = (tmp_path / "data" / "secret-key").stat().st_mode & 0o777
    assert mode == (0o600 if os.name == "posix" else mode)
