"""Questions at a terminal while paper is counted, answered by one line each; the end of the input ends the count."""

from __future__ import annotations

import sys
from enum import Enum
from io import TextIOWrapper

import click

from rubrics import Message
from rubrics.messages import shown
from scoring.cli.language import tr
from scoring.cli.output import show_line
from submissions.plain_text import one_line


class Stopped(Exception):  # noqa: N818 - nothing went wrong: somebody said 完
    """Raised where the count is to end here; what was kept stays."""


class Move(Enum):
    """Where a count goes on, other than with the next sheet: one back, or without this one."""

    BACK = "back"
    SKIP = "skip"


def ask(question: str) -> str:
    """Return what was typed as one line without what cannot be seen. Raises Stopped at the end of the input."""
    try:
        return one_line(input(question)).strip()
    except (EOFError, KeyboardInterrupt):
        click.echo()
        raise Stopped from None


def ask_for(question: Message | str) -> str:
    """Ask for something that is named. Raises Stopped at the end of the input."""
    return ask(f"{one_line(shown(question, tr))} > ")


def tell(*told: Message, style: str = "yellow") -> None:
    """Print what somebody at the keyboard has to know, a line each."""
    for message in told:
        show_line((message.render(tr), style), indent=2)


def hear_anything() -> None:
    """Let no byte of the input end the program: what is not in the terminal's encoding becomes a question mark."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
