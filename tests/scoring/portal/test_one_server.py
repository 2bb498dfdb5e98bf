"""The lock on a data folder: one server holds it, and lets go of it however it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rubrics import Problems
from scoring.portal.one_server import LOCK_FILE, one_server

HOLD = """
import sys, time
from pathlib import Path
from scoring.portal.one_server import one_server
with one_server(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def refused(data: Path) -> str:
    """Return the code with which a server on a data folder is refused."""
    with pytest.raises(Problems) as caught, one_server(data):
        pass
    (problem,) = caught.value.items
    return problem.code


def test_a_killed_server_holds_nothing(tmp_path: Path) -> None:
    """While another process holds the folder it is refused; once that one was killed, it is free."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert refused(tmp_path) == "SERVING-ALREADY"
        other.kill()
    with one_server(tmp_path):
        assert [file.name for file in tmp_path.iterdir()] == [LOCK_FILE]
    with one_server(tmp_path):
        pass


def test_what_cannot_be_locked_is_told(tmp_path: Path) -> None:
    """A folder in the file's place, or a file that holds something else, is a problem and no trace."""
    (tmp_path / "a" / LOCK_FILE).mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / LOCK_FILE).write_text("something else " * 100)
    assert [refused(tmp_path / name) for name in "ab"] == ["DATA-FOLDER", "DATA-FOLDER"]
