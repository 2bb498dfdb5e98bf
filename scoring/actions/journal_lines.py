"""The journal as it is read: newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rubrics import Message
from scoring.actions.journal import told
from scoring.storage.models import JournalLine, Round

PAGE = 100


@dataclass(frozen=True)
class Line:
    """One line: when, who, and what was done."""

    number: int
    at: datetime
    name: str
    told: Message


@dataclass(frozen=True)
class Page:
    """Lines, newest first, of all that were `found`; the next page begins before `older`, None at the journal's end."""

    lines: tuple[Line, ...]
    found: int
    older: int | None


def journal_page(round_: Round, before: int | None = None, name: str = "") -> Page:
    """Return a round's newest lines, or those before the line with a number; of people whose names hold `name`."""
    found = JournalLine.objects.filter(round=round_).order_by("-id")
    if name:
        found = found.filter(name__icontains=name)
    rows = list((found if before is None else found.filter(id__lt=before))[: PAGE + 1])
    lines = tuple(Line(row.pk, row.at, row.name, told(row)) for row in rows[:PAGE])
    return Page(lines, found.count(), lines[-1].number if len(rows) > PAGE else None)
