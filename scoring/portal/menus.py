"""Menus: for each role the pages of its round, in the order of the work; a page stands there where its door opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from rubrics import Message, say
from scoring.actions.permissions import Visitor
from scoring.portal.admitted import round_of
from scoring.portal.doors import DOORS
from scoring.storage.models import Role


@dataclass(frozen=True)
class Item:
    """One page: what it is called, its address, and whether it is the page that is being shown."""

    title: Message
    address: str
    here: bool


@dataclass(frozen=True)
class Menu:
    """Pages that belong together; `title` is None where they stand side by side without one."""

    title: Message | None
    items: tuple[Item, ...]

    @property
    def here(self) -> bool:
        """Whether the page that is being shown is one of these."""
        return any(item.here for item in self.items)


def menus(request: HttpRequest, visitor: Visitor) -> tuple[Menu, ...]:
    """Return the menus of a visitor in a round, none of them empty."""
    made = (
        Menu(title, tuple(_items(request, visitor, names))) for title, names in _MENUS.get(visitor.role, {}).items()
    )
    return tuple(menu for menu in made if menu.items)


def _items(request: HttpRequest, visitor: Visitor, names: dict[str, Message]) -> Iterator[Item]:
    doors = {door.name: door for door in DOORS if door.method == "GET"}
    for name, title in names.items():
        door = doors.get(name)
        if door and door.may(visitor):
            address = reverse(name, kwargs={"slug": round_of(visitor).slug})
            yield Item(title, address, address == request.path)


_PANEL = {
    "my-agencies": say("My agencies"),
    "my-marks": say("My marks"),
    "panel-results": say("The results"),
}
_AGENCY = {
    "my-report": say("Our report"),
    "my-result": say("Our result"),
    "public": say("Published result"),
}
_OBSERVER = {
    "progress": say("Progress"),
    "journal": say("Journal"),
    "record-of-count": say("Record of the count"),
    "public": say("Published result"),
}
_SET_UP = {
    "round": say("Overview"),
    "setup-file": say("Set-up file"),
    "agencies": say("Agencies of the round"),
    "people": say("People"),
    "assignments": say("Assignments"),
    "calendar": say("Calendar"),
    "events": say("Changes"),
}
_RUN = {
    "reports": say("Reports of the agencies"),
    "matrix": say("Who is missing"),
    "reminders": say("Reminders"),
    "excel-sheets": say("Excel sheets"),
    "paper-entry": say("Paper sheets"),
    "draft-files": say("Draft files"),
    "figures": say("Figures"),
    "notices": say("Notices"),
}
_RESULTS = {
    "standings": say("Standings"),
    "decision": say("Decision"),
    "feedback": say("Feedback"),
    "publication": say("Publication"),
    "public": say("Published result"),
    "tasks": say("Tasks"),
    "reviews": say("Reviews"),
    "close-round": say("Closing the round"),
}
_RECORD = {
    "journal": say("Journal"),
    "progress": say("Progress"),
    "record-of-count": say("Record of the count"),
    "round-sessions": say("Who is signed in"),
}
_MENUS: dict[str, dict[Message | None, dict[str, Message]]] = {
    Role.PANEL: {None: _PANEL},
    Role.AGENCY: {None: _AGENCY},
    Role.OBSERVER: {None: _OBSERVER},
    Role.OFFICE: {
        say("Set-up"): _SET_UP,
        say("Running the round"): _RUN,
        say("Results and publication"): _RESULTS,
        say("Records of the round"): _RECORD,
    },
}
NAMES = frozenset(name for role in _MENUS.values() for names in role.values() for name in names)
"""The doors that stand in any menu."""
