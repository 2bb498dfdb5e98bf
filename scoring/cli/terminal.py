"""Lines and tables for a person at a terminal: coloured, and folded to its width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

Piece = str | tuple[str, str]

# No line begins with one of the first, none ends with one of the second.
_CLOSING, _OPENING = "，。、；：？！）〉》」』】”’…,.;:?!)]}%", "（〈《「『【“‘([{"


def print_line(parts: Sequence[Piece], *, indent: int, stderr: bool) -> None:
    """Print texts and (text, style) pairs as one line, folded below its beginning."""
    text, console = Text.assemble(*parts), _console(stderr=stderr)
    for line in text.divide(_ends(text.plain, console.width - indent)):
        line.rstrip()
        console.print(Padding(line, (0, 0, 0, indent), expand=False), no_wrap=True)


def _ends(text: str, columns: int) -> Iterator[int]:
    """Yield where the lines of a text end: after a space or at a wide character; a longer word is cut.

    rich folds at spaces only, and Chinese has none.
    """
    start, best, taken = 0, 0, 0
    for at, sign in enumerate(text):
        if at > start and _parted(text[at - 1], sign):
            best = at
        taken += cell_len(sign)
        if taken > columns and at > start and not sign.isspace():
            end = best if best > start else at
            yield end
            start, taken = end, cell_len(text[end : at + 1])


def _parted(before: str, after: str) -> bool:
    """Return whether a line may end between two characters."""
    if before.isspace():
        return not after.isspace()
    wide = cell_len(before) > 1 or cell_len(after) > 1
    return wide and not after.isspace() and after not in _CLOSING and before not in _OPENING


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
