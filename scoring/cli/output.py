"""What commands print: problems, notices and tables; in colour on a terminal, plain when piped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from string import Formatter
from typing import ParamSpec

import click
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rubrics import Message, Problem, Problems, say
from scoring.cli.language import tr

P = ParamSpec("P")

# What is left of a name's column before figures have to give way.
_LEAST_NAME = 8
_BETWEEN = 2


def show_line(*parts: str | tuple[str, str], indent: int = 0, stderr: bool = False) -> None:
    """Print texts and (text, style) pairs as one line, which a terminal folds, each piece indented by `indent`."""
    text = Text.assemble(*parts)
    out = _console(stderr=stderr)
    if out.is_terminal:
        out.print(Padding(text, (0, 0, 0, indent), expand=False) if indent else text)
    else:
        click.echo(" " * indent + text.plain, err=stderr)


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
        show_line(*_styled(problem), stderr=True)
    show_line((say("Problems found: {n}.", n=len(problems.items)).render(tr), "bold red"), stderr=True)


def show_notices(title: str, notices: Iterable[Message]) -> None:
    """Print notices as a list under a title; nothing where there are none."""
    lines = [notice.render(tr) for notice in notices]
    if lines:
        show_line((title, "bold yellow"))
    for line in lines:
        show_line(f"• {line}", indent=2)


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print a table; the columns numbered in `right` hold figures, which are never folded or cut."""
    held = [tuple(headings), *(tuple(row) for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*held, strict=True)]
    least = [width if at in right else min(width, _LEAST_NAME) for at, width in enumerate(widths)]
    out = _console()
    if out.is_terminal and sum(least) + _BETWEEN * (len(least) - 1) <= out.width:
        out.print(_table(held, least, right))
    else:
        for line in _lines(held, widths, right):
            click.echo(line)


def _console(*, stderr: bool = False) -> Console:
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _styled(problem: Problem) -> list[str | tuple[str, str]]:
    """Return the line of a problem, its pieces in the order in which the language puts them."""
    pieces = {
        "place": (problem.place.render(tr), "bold"),
        "rule": (problem.rule.render(tr), ""),
        "remedy": (problem.remedy.render(tr), "cyan"),
        "code": (problem.code, "dim"),
    }
    line: list[str | tuple[str, str]] = []
    for between, name, _, _ in Formatter().parse(tr("{place}: {rule} {remedy} [{code}]")):
        line += [between, pieces[name]] if name else [between]
    return line


def _table(rows: Sequence[Sequence[str]], least: Sequence[int], right: Sequence[int]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for at, (heading, width) in enumerate(zip(rows[0], least, strict=True)):
        if at in right:
            table.add_column(heading, justify="right", no_wrap=True, min_width=width)
        else:
            table.add_column(heading, overflow="fold", min_width=width)
    for row in rows[1:]:
        table.add_row(*row)
    return table


def _lines(rows: Iterable[Sequence[str]], widths: Sequence[int], right: Sequence[int]) -> Iterator[str]:
    for row in rows:
        cells = []
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - cell_len(cell))
            cells.append(space + cell if at in right else cell + space)
        yield (" " * _BETWEEN).join(cells).rstrip()
