"""Who does something, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

import click
import pytest
from click.testing import CliRunner

from scoring.cli.clerk import by_option, now


@click.command
@by_option
def who(by: str) -> None:
    """Print who does it."""
    click.echo(by)


def test_who(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name that is given, on one line and legible; else the one that the system knows."""
    monkeypatch.setenv("LOGNAME", "wang")
    run = CliRunner().invoke
    assert [run(who, arguments).output for arguments in ([], ["--by", " 王\n办 "], ["--by", "王\u202e办"])] == [
        "wang\n",
        "王 办\n",
        "王[U+202E]办\n",
    ]
    assert run(who, ["--by", " "]).exit_code == 2


def test_a_system_that_knows_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("getpass.getuser", _nobody)
    assert CliRunner().invoke(who, []).output == "-\n"


def _nobody() -> str:
    raise OSError


def test_now() -> None:
    """In China's time, to the second."""
    held = datetime.fromisoformat(now())
    assert (held.utcoffset(), held.microsecond) == (timedelta(hours=8), 0)
