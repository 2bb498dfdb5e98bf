"""calendar.yaml of a round folder: when each phase of the round is open."""

from __future__ import annotations

from pathlib import Path

from rubrics import Problems, build, parse
from scoring.folder.plan import text_within
from scoring.rounds import Round
from scoring.rounds.calendar import Calendar, check_calendar

CALENDAR_FILE = "calendar.yaml"


def read_calendar(root: Path, round_: Round) -> Calendar:
    """Return the calendar of a round folder, an empty one where there is none. Raises Problems with all its faults."""
    if not (root / CALENDAR_FILE).exists():
        return Calendar()
    document = parse(text_within(root, CALENDAR_FILE), CALENDAR_FILE)
    calendar = build(Calendar, document)
    faults = check_calendar(calendar, round_, document.locate)
    if faults:
        raise Problems(faults)
    return calendar
