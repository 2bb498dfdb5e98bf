"""What commands print: problems, notices and tables; plain lines unless a person is at a terminal.

rich is imported only then: a program that reads the lines need not wait for it.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from string import Formatter
from typing import ParamSpec

import click

from rubrics import Message, Problem, Problems, say
from scoring.cli.language import tr

P = ParamSpec("P")
MOST_SHOWN = 50

# What is left of a name's column before figures have to give way.
_LEAST_NAME = 8
_BETWEEN = 2
# What could steer a terminal, break a line or turn its direction: names and marks come from strangers' files.
_STEERING = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)), " "
)


def show_line(*parts: str | tuple[str, str], indent: int = 0, stderr: bool = False) -> None:
    """Print texts and (text, style) pairs as one line, which a terminal folds, each piece indented by `indent`."""
    parts = tuple(_harmless(part) if isinstance(part, str) else (_harmless(part[0]), part[1]) for part in parts)
    if _watched(stderr=stderr):
        from scoring.cli.terminal import print_line  # noqa: PLC0415 - see the top of the file

        print_line(parts, indent=indent, stderr=stderr)
    else:
        click.echo(" " * indent + "".join(part if isinstance(part, str) else part[0] for part in parts), err=stderr)


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
    """Print problems each on a line of its own: place, rule, remedy, code; of one code in one file the first fifty.

    A table with the wrong column has a problem in each of thousands of rows, and the other problems drown in them.
    """
    shown: Counter[tuple[str, str]] = Counter()
    for problem in problems.items:
        shown[problem.place.file, problem.code] += 1
        if shown[problem.place.file, problem.code] <= MOST_SHOWN:
            show_line(*_styled(problem), stderr=True)
    for (file, code), count in shown.items():
        if count > MOST_SHOWN:
            more = say("{file}: {n} more of the same kind. [{code}]", file=file, n=count - MOST_SHOWN, code=code)
            show_line((more.render(tr), "bold"), stderr=True)
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
    from rich.cells import cell_len  # noqa: PLC0415 - see the top of the file

    held = [tuple(_harmless(cell) for cell in row) for row in (headings, *rows)]
    lengths = [[cell_len(cell) for cell in row] for row in held]
    widths = [max(column) for column in zip(*lengths, strict=True)]
    if _watched(stderr=False):
        from scoring.cli.terminal import print_table, width  # noqa: PLC0415 - see the top of the file

        least = [most if at in right else min(most, _LEAST_NAME) for at, most in enumerate(widths)]
        if sum(least) + _BETWEEN * (len(least) - 1) <= width():
            print_table(held, least, right)
            return
    for line in _lines(held, lengths, widths, right):
        click.echo(line)


def _watched(*, stderr: bool) -> bool:
    """Return whether a person is at a terminal, or wants the output as if one were (FORCE_COLOR)."""
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stderr if stderr else sys.stdout).isatty()


def _harmless(text: str) -> str:
    return text.translate(_STEERING)


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


def _lines(
    rows: Iterable[Sequence[str]], lengths: Iterable[Sequence[int]], widths: Sequence[int], right: Sequence[int]
) -> Iterator[str]:
    for row, taken in zip(rows, lengths, strict=True):
        cells = []
        for at, (cell, length, width) in enumerate(zip(row, taken, widths, strict=True)):
            space = " " * (width - length)
            cells.append(space + cell if at in right else cell + space)
        yield (" " * _BETWEEN).join(cells).rstrip()
