"""The office's list of reports: of every agency whether it handed in, when, and how far the report has come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from rubrics import Message, say
from scoring.actions.paging import Pages, pages_of
from scoring.actions.plans import Plan
from scoring.actions.reporting import EARLIER, HOME, NAME, read_kept
from scoring.actions.searching import holding
from scoring.storage import files
from scoring.storage.models import Record, Round
from submissions import Status
from submissions.lifecycle import STATUS_TITLES

PAGE = 50
NOTHING = "nothing"
_STATUS = re.compile(rb"^status: (draft|submitted|accepted|returned)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """One agency: its status ("nothing" where nothing came), and when its report last changed."""

    agency: str
    name: str
    status: str
    at: datetime | None
    deadline: datetime | None

    @property
    def title(self) -> Message:
        """The status in words."""
        return title_of(self.status)


@dataclass(frozen=True)
class Listing:
    """One page of the list: its lines, and how many agencies of each status there are, found or not."""

    lines: tuple[Line, ...]
    pages: Pages
    counts: Mapping[str, int]


def title_of(status: str) -> Message:
    """Return a status in words, "nothing" included."""
    return _NOTHING if status == NOTHING else STATUS_TITLES[_as_status(status)]


def listing(round_: Round, plan: Plan, *, search: str = "", status: str = "", page: int = 1) -> Listing:
    """Return a page of at most 50 agencies in official order, by name or id and by status. One query."""
    came = _came(round_)
    fits = holding(search)
    states = {agency: status_of(came[agency][0]) if agency in came else NOTHING for agency in plan.round.names}
    counts = dict.fromkeys((NOTHING, *STATUS_TITLES), 0)
    for agency, state in states.items():
        counts[state] += agency not in plan.round.withdrawn
    found = [
        agency
        for agency, name in plan.round.names.items()
        if agency not in plan.round.withdrawn and fits(name, agency) and (not status or states[agency] == status)
    ]
    pages = pages_of(len(found), page, PAGE)
    lines = tuple(
        Line(
            agency,
            plan.round.names[agency],
            states[agency],
            came[agency][1] if agency in came else None,
            plan.calendar.deadline(agency),
        )
        for agency in found[pages.span]
    )
    return Listing(lines, pages, counts)


@lru_cache(maxsize=32768)
def status_of(sha256: str) -> str:
    """Return the status of the submission that a file of the store holds, without reading it whole where it can be."""
    with files.where(sha256).open("rb") as stream:
        found = _STATUS.search(stream.read(4096))
    return found[1].decode() if found else read_kept(sha256).status


def _came(round_: Round) -> dict[str, tuple[str, datetime]]:
    """Return by agency the SHA-256 of its submission and when that was written."""
    rows = Record.objects.filter(round=round_, current=True, path__startswith=f"{HOME}/", path__endswith=f"/{NAME}")
    found = {}
    for path, sha256, at in rows.exclude(path__contains=f"/{EARLIER}/").values_list("path", "sha256", "at"):
        steps = path.split("/")
        if len(steps) == 3:  # noqa: PLR2004 - submissions/<agency>/submission.yaml
            found[steps[1]] = (sha256, at)
    return found


def _as_status(text: str) -> Status:
    return next(status for status in STATUS_TITLES if status == text)


_NOTHING = say("nothing handed in")
