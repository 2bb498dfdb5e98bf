"""The progress bar: on a terminal and for much work only."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from scoring.cli.progress import progress
with progress("写入") as told:
    print("watched" if told else "alone")
    if told:
        for done in range(0, int(sys.argv[1]) + 1, 1000):
            told(done, int(sys.argv[1]))
"""


def run(rows: int, stderr: int) -> str:
    """Run the program above for so many rows, its stderr being `stderr`; return what it prints."""
    command = [sys.executable, "-c", PROGRAM, str(rows)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=stderr, env=environment, check=True, text=True).stdout


def on_a_terminal(rows: int) -> tuple[str, str]:
    """Return what is printed and what a terminal shows meanwhile."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on Windows")
    ours, theirs = pty.openpty()
    printed = run(rows, theirs)
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        seen = os.read(ours, 100_000).decode()
    except OSError:  # nothing was ever written there
        seen = ""
    os.close(ours)
    return printed.strip(), seen


def test_much_work_shows_a_bar() -> None:
    """The title and the per cents are drawn, to the last."""
    printed, seen = on_a_terminal(20_000)
    assert (printed, "写入" in seen, "100%" in seen) == ("watched", True, True)


def test_little_work_shows_nothing() -> None:
    """What is done at once is not announced."""
    assert on_a_terminal(4_000) == ("watched", "")


def test_nothing_in_pipes() -> None:
    """Where no person is watching, there is nobody to tell."""
    ours, theirs = os.pipe()
    printed = run(20_000, theirs)
    os.close(theirs)
    assert (printed.strip(), os.read(ours, 100)) == ("alone", b"")
    os.close(ours)
