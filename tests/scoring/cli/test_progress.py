"""The progress bar: on a terminal, and for much work or long work only."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from scoring.cli import progress as bar
bar.AFTER = float(sys.argv[2])
with bar.progress("写入") as told:
    print("watched" if told else "alone")
    if told:
        for done in range(0, int(sys.argv[1]) + 1, 1000):
            told(done, int(sys.argv[1]))
"""


def run(rows: int, stderr: int, after: float = 60) -> str:
    """Run the program above for so many rows, its stderr being `stderr`; return what it prints.

    Work that takes `after` seconds is long.
    """
    command = [sys.executable, "-c", PROGRAM, str(rows), str(after)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "60", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=stderr, env=environment, check=True, text=True).stdout


def on_a_terminal(rows: int, after: float = 60) -> tuple[str, str]:
    """Return what is printed and what a terminal shows meanwhile."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on Windows")
    ours, theirs = pty.openpty()
    printed = run(rows, theirs, after)
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


def test_long_work_shows_a_bar() -> None:
    """However few the things are, when they take long."""
    printed, seen = on_a_terminal(4_000, after=0)
    assert (printed, "写入" in seen, "100%" in seen) == ("watched", True, True)


def test_what_is_done_in_one_step_shows_nothing() -> None:
    """When it could be told, it is over."""
    assert on_a_terminal(0, after=0) == ("watched", "")


def test_nothing_in_pipes() -> None:
    """Where no person is watching, there is nobody to tell."""
    ours, theirs = os.pipe()
    printed = run(20_000, theirs)
    os.close(theirs)
    assert (printed.strip(), os.read(ours, 100)) == ("alone", b"")
    os.close(ours)
