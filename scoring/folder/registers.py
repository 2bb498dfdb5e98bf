"""What lies in a round folder beside what enters a figure: it is read only to be checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rubrics import Problem, Problems
from scoring.folder.ballots import read_ballots
from scoring.folder.calendars import read_calendar
from scoring.folder.figures import read_figure_intakes
from scoring.folder.intakes import read_issues
from scoring.folder.spot_checks import read_spot_checks
from scoring.folder.taken_photos import read_taken
from scoring.folder.visits import read_visits
from scoring.rounds import Round


def register_problems(root: Path, round_: Round) -> list[Problem]:
    """Return what is wrong with the calendar and the registers of what was issued, counted, seen and taken in."""
    readers: tuple[Callable[[Path], object], ...] = (read_issues, read_ballots, read_spot_checks)
    return [
        *(problem for read in readers for problem in _told(read, root)),
        *_told(lambda folder: read_calendar(folder, round_), root),
        *read_figure_intakes(root)[1],
        *read_visits(root, round_)[1],
        *read_taken(root, round_)[1],
    ]


def _told(read: Callable[[Path], object], root: Path) -> tuple[Problem, ...]:
    try:
        read(root)
    except Problems as problems:
        return problems.items
    return ()
