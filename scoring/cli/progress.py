"""A bar that shows how far long work is: on a terminal, and gone when the work is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

# Fewer rows than this are written before anybody could read the bar.
LEAST_ROWS = 5_000
# Fewer things than that, such as workbooks, may take long as well: seconds after which anybody wonders.
AFTER = 1.0


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what is told rows or files done and all there are, and draws a bar on stderr; None where nobody watches.

    The bar appears with the first call if there are at least LEAST_ROWS in all; else with the first call that comes
    when AFTER seconds have gone and there is still something to be done.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(title)
    try:
        yield bar.show
    finally:
        bar.stop()


class _Bar:
    def __init__(self, title: str) -> None:
        self.title = title
        self.drawn: Progress | None = None
        self.begun = time.monotonic()

    def show(self, done: int, total: int) -> None:
        """Draw the bar at `done` of `total` rows or files."""
        if self.drawn is None:
            if total < LEAST_ROWS and (done >= total or time.monotonic() - self.begun < AFTER):
                return
            from rich.console import Console  # noqa: PLC0415 - rich is imported only for a person at a terminal
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415 - as above

            columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
            self.drawn = Progress(*columns, console=Console(stderr=True), transient=True)
            self.drawn.add_task(self.title, total=total)
            self.drawn.start()
        self.drawn.update(self.drawn.task_ids[0], completed=done)

    def stop(self) -> None:
        """Take the bar away."""
        if self.drawn is not None:
            self.drawn.stop()
