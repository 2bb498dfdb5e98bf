"""Lines and tables for a person at a terminal: coloured, and folded to its width."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

Piece = str | tuple[str, str]


def print_line(parts: Sequence[Piece], *, indent: int, stderr: bool) -> None:
    """Print texts and (text, style) pairs as one line, folded below its beginning."""
    text = Text.assemble(*parts)
    _console(stderr=stderr).print(Padding(text, (0, 0, 0, indent), expand=False) if indent else text)


def width() -> int:
    """Return how many columns the terminal has."""
    return _console().width


def print_table(rows: Sequence[Sequence[str]], least: Sequence[int], right: Sequence[int]) -> None:
    """Print a table whose first row is its heading; columns in `right` are figures, which are never folded."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for at, (heading, width_) in enumerate(zip(rows[0], least, strict=True)):
        if at in right:
            table.add_column(heading, justify="right", no_wrap=True, min_width=width_)
        else:
            table.add_column(heading, overflow="fold", min_width=width_)
    for row in rows[1:]:
        table.add_row(*row)
    _console().print(table)


def _console(*, stderr: bool = False) -> Console:
    return Console(stderr=stderr, force_terminal=True, highlight=False, markup=False, emoji=False)
