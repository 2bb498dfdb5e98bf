"""What commands print: problems, notices and tables; in colour on a terminal, plain when piped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import ParamSpec

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from rubrics import Message, Problems
from scoring.cli.language import tr

P = ParamSpec("P")

# Wide enough for any table: what is piped is read by programs, or by someone who scrolls.
_PIPED_WIDTH = 400


def console(*, stderr: bool = False) -> Console:
    """Return a console that knows whether a person is looking."""
    found = Console(stderr=stderr, highlight=False, soft_wrap=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=_PIPED_WIDTH, no_color=True)


def telling(command: Callable[P, None]) -> Callable[P, None]:
    """Let a command that raises Problems print all of them and end with exit code 1."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Problems as problems:
            show_problems(problems)
            raise SystemExit(1) from None

    return told


def show_problems(problems: Problems) -> None:
    """Print every problem on a line of its own: place, rule, remedy, code."""
    for problem in problems.items:
        place, code = problem.place.render(tr), problem.code
        line = Text.assemble(
            (place, "bold"), ": ", problem.rule.render(tr), " ", (problem.remedy.render(tr), "cyan"), (f" [{code}]", "dim")
        )
        console(stderr=True).print(line, soft_wrap=True)
    console(stderr=True).print(Text(tr("{n} problems found.").format(n=len(problems.items)), "bold red"))


def show_notices(title: str, notices: Iterable[Message]) -> None:
    """Print notices as a list under a title; nothing where there are none."""
    lines = [notice.render(tr) for notice in notices]
    if not lines:
        return
    out = console()
    out.print(Text(title, "bold yellow"))
    for line in lines:
        out.print(Text(f"  • {line}"), soft_wrap=not out.is_terminal)


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print a table; the columns numbered in `right` hold figures."""
    out = console()
    table = Table(box=SIMPLE_HEAD if out.is_terminal else None, pad_edge=False, header_style="bold")
    for at, heading in enumerate(headings):
        table.add_column(escape(heading), justify="right" if at in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    out.print(table)


def say_done(text: str) -> None:
    """Print one line that tells what was done."""
    click.echo(text)
