"""A worker whose parent was killed does not go on alone."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
import time
from pathlib import Path

from scoring.portal.one_server import LOCK_FILE, one_server
from scoring.portal.worker_life import end_with_parent

_PATIENCE = 20  # seconds for a process to end on a busy machine
PARENT = """
import multiprocessing, sys, time
from pathlib import Path
from scoring.portal.one_server import one_server
from scoring.portal.worker_life import end_with_parent

def work(data):
    end_with_parent()
    with one_server(Path(data)):
        print("held", flush=True)
        time.sleep(60)

if __name__ == "__main__":
    multiprocessing.Process(target=work, args=(sys.argv[1],)).start()
    time.sleep(60)
"""


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    """What the worker held is free soon after its parent was killed."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    (tmp_path / "data").mkdir()
    command = [sys.executable, str(script), str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "held\n"
        parent.kill()
    deadline = time.monotonic() + _PATIENCE
    while not _free(tmp_path / "data") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _free(tmp_path / "data")


def test_a_process_that_nobody_started_so_is_left_alone() -> None:
    """Tests, for one."""
    before = threading.active_count()
    end_with_parent()
    assert (multiprocessing.parent_process(), threading.active_count()) == (None, before)


def _free(data: Path) -> bool:
    from rubrics import Problems

    try:
        with one_server(data):
            return (data / LOCK_FILE).is_file()
    except Problems:
        return False
