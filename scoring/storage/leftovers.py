"""What a run that was killed left behind in the data folder: laid-out rounds, and bytes that were never kept."""

from __future__ import annotations

import shutil
from pathlib import Path

AGE = 24 * 60 * 60


def sweep(data: Path, now: float) -> int:
    """Remove what is a day older than `now` (seconds since 1970, as file times are); return how much that was.

    A day: another process may be at work in the same folder.
    """
    swept = 0
    for path in [*(data / "work").glob("*"), *(data / "files").glob(".new-*")]:
        try:
            old = path.stat().st_mtime < now - AGE
        except OSError:
            continue  # somebody else removed it meanwhile
        if old and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif old:
            path.unlink(missing_ok=True)
        swept += old
    return swept
