"""What somebody may not know changes nothing that they see: every page they come to is the same, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.portal_data import data_folder
from tests.same_pages import Pages, differing, seen_after

data_folder()

from django.test import Client
from django.utils import timezone

from scoring.actions.plans import plan_of
from scoring.actions.signing import sign
from scoring.rounds.calendar import Phase
from scoring.storage.models import Person, Role, Round
from tests.panel_member import SOUND, Member, all_kinds
from tests.portal_people import browser, somebody

POOR = {**SOUND, "A1": "1", "A9": "差"}
REASONS = {"A1": "没有台账", "A9": "没有公示"}
# Places that no link leads to, as somebody would guess them.
GUESSED = (
    "matrix/",
    "standings/",
    "journal/",
    "progress/",
    "notices/",
    "count/",
    "public/",
    "mine/marks/",
    "my-result/",
    "results/",
    "publication/",
    "people/?q=成员",
    "agencies/?q=metro&page=2",
    "reports/?q=metro",
    "journal/?q=成员r2",
    "progress/?page=2",
    "count/record.xlsx",
    "sheets/metro/r2/",
    "results/metro/",
)


@dataclass(frozen=True)
class World:
    """A round at the meeting, with people of every role; `agency` is the one whose sheets are marked."""

    round: Round
    agency: str
    other: Member
    browsers: dict[str, Client]

    def seen_by(self, who: str, hidden: Callable[[], object]) -> Pages:
        """Return all pages that somebody comes to once something hidden has happened; it is taken back afterwards."""
        guessed = [f"/r/{self.round.slug}/{path}" for path in GUESSED]
        pages = seen_after(hidden, self.browsers[who], "/", *guessed, most=40 if who == "office" else 400)
        self.round.refresh_from_db()
        return pages

    def marked(self, cells: dict[str, str]) -> None:
        """Let the other member mark the agency, without a signature."""
        self.other.save(self.agency, cells, REASONS)

    def signed(self, cells: dict[str, str]) -> None:
        """Let the other member mark the agency and sign the sheet."""
        self.marked(cells)
        sign(self.round, self.other.person, self.agency, self.other.sheet(self.agency).seen, timezone.now())


def nothing() -> None:
    """Leave everything as it is."""


@pytest.fixture
def world(db: object) -> World:
    """Return a round in which one member has begun a sheet, and another one has not yet."""
    round_ = all_kinds(Phase.SUBMIT, Phase.MEETING)
    agency = plan_of(round_).round.presenting[0]
    member = Member(round_, "r1")
    member.save(agency, {"A1": "8.5"})
    people: dict[str, Person | None] = {
        "office": somebody(Role.OFFICE),
        "member": member.person,
        "agency": somebody(Role.AGENCY, round_, agency),
        "observer": somebody(Role.OBSERVER, round_),
        "stranger": None,
    }
    return World(round_, agency, Member(round_, "r2"), {who: browser(person) for who, person in people.items()})


@pytest.mark.parametrize("who", ["member", "agency", "stranger"])
def test_whether_another_member_has_marked_and_signed_is_not_seen(world: World, who: str) -> None:
    """A member, the agency itself and a stranger see the same pages before and after."""
    before = world.seen_by(who, nothing)
    assert len(before) > len(GUESSED)
    assert differing(before, world.seen_by(who, lambda: world.marked(SOUND))) == []
    assert differing(before, world.seen_by(who, lambda: world.signed(SOUND))) == []


def test_an_observer_sees_that_a_sheet_is_in_and_not_what_it_says(world: World) -> None:
    """Good and poor marks make no difference to what an observer sees; drafts are not seen at all."""
    before = world.seen_by("observer", nothing)
    assert differing(before, world.seen_by("observer", lambda: world.marked(SOUND))) == []
    good = world.seen_by("observer", lambda: world.signed(SOUND))
    assert differing(before, good) != []
    assert differing(good, world.seen_by("observer", lambda: world.signed(POOR))) == []


def test_there_is_something_that_could_leak(world: World) -> None:
    """The office, which may know, does see other pages: the comparison can find a difference."""
    before = world.seen_by("office", nothing)
    good = world.seen_by("office", lambda: world.signed(SOUND))
    assert differing(before, good) != []
    assert differing(good, world.seen_by("office", lambda: world.signed(POOR))) != []
