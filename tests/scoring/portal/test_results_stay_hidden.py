"""Before a result is given out nobody but the office sees anything of it; afterwards an agency sees its own alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal_data import data_folder
from tests.same_pages import Pages, differing, seen_after

data_folder()

from scoring.actions.deciding import Grades, decide, release
from scoring.actions.following_up import request_review, set_task
from scoring.actions.records import change
from scoring.actions.results import outcome_of
from scoring.folder import write_file
from scoring.folder.writing import holding
from scoring.storage.models import Person, Role, Round, Shown, Stage
from tests.portal_people import browser, somebody
from tests.settled_round import HEADING, give, marked_round

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
GUESSED = (
    "standings/", "standings/?q=metro", "results/", "results/?q=metro", "results/metro/", "my-result/", "decision/",
    "agencies/metro/letter/", "agencies/market/letter/", "feedback/metro/", "feedback/market/", "publication/",
    "published/approval/files.sha256", "published/letters/market.docx", "public/", "public/files.sha256", "count/",
    "count/record.xlsx", "journal/", "journal/?q=office", "progress/", "mine/marks/", "tasks/?q=market",
    "reviews/", "close/", "notices/", "calendar/",
)  # fmt: skip


@dataclass(frozen=True)
class Settled:
    """A round with all its marks and people of every role: a member, metro, market, an observer and a stranger."""

    round: Round
    people: dict[str, Person | None]
    browsers: dict[str, Client]

    def seen_by(self, who: str, *hidden: Callable[[Round], object]) -> Pages:
        """Return all that somebody comes to after what is hidden was done."""

        def done() -> None:
            for one in hidden:
                self.round.refresh_from_db()
                one(self.round)

        starts = ["/", *(f"/r/{self.round.slug}/{path}" for path in GUESSED)]
        found = seen_after(done, self.browsers[who], *starts, most=40 if who == "office" else 400)
        self.round.refresh_from_db()
        return found


@pytest.fixture
def settled(db: Path) -> Settled:
    """Return the round in the phase of computation, when nothing is decided."""
    round_ = marked_round()
    people: dict[str, Person | None] = {
        "office": somebody(Role.OFFICE),
        "member": somebody(Role.PANEL, round_, "r1"),
        "metro": somebody(Role.AGENCY, round_, "metro"),
        "market": somebody(Role.AGENCY, round_, "market"),
        "observer": somebody(Role.OBSERVER, round_),
        "stranger": None,
    }
    return Settled(round_, people, {who: browser(person) for who, person in people.items()})


def marked_down(round_: Round) -> None:
    """Let another member's marks of every agency be lower."""

    def work(root: Path) -> None:
        sheet = root / "sheets" / "r2.csv"
        write_file(sheet, holding(sheet.read_text("utf-8").replace("优", "良").encode()))

    change(round_, None, NOW, work)


def as_computed(round_: Round) -> None:
    """Decide the grades as they were computed."""
    decide(round_, outcome_of(round_).figures, None, NOW, HEADING, {}, others_as_computed=True)


def market_otherwise(round_: Round) -> None:
    """Decide another grade for one agency, and all others as computed."""
    outcome = outcome_of(round_)
    other = outcome.by_agency["metro"].grade
    assert other not in {None, outcome.by_agency["market"].grade}
    grades = {"market": Grades(decided=str(other), reason="集体研究")}
    decide(round_, outcome.figures, None, NOW, HEADING, grades, others_as_computed=True)


def given(*stages: str, panel: str = Shown.NOTHING) -> Callable[[Round], object]:
    """Return what gives stages out."""
    return lambda round_: give(round_, *stages, panel=panel)


def remarked(round_: Round) -> None:
    """Write a remark to market."""
    release(round_, None, NOW, "market", (("", "请公开清单"),))


@pytest.mark.parametrize("who", ["member", "metro", "observer", "stranger"])
def test_nobody_sees_what_was_marked_before_it_is_given_out(settled: Settled, who: str) -> None:
    """Figures computed from other marks change no page, whether or not they were decided and given to the office."""
    before = settled.seen_by(who)
    assert differing(before, settled.seen_by(who, marked_down)) == []
    inside = given(Stage.APPROVAL, Stage.INTERNAL)
    good = settled.seen_by(who, as_computed, inside)
    assert differing(good, settled.seen_by(who, marked_down, as_computed, inside)) == []
    assert differing(good, settled.seen_by(who, market_otherwise, inside)) == []


@pytest.mark.parametrize("who", ["member", "metro", "stranger"])
def test_nobody_sees_that_something_was_decided(settled: Settled, who: str) -> None:
    """A decision, remarks, and what was given out for approval and inside the office: only observers read of it."""
    inside = given(Stage.APPROVAL, Stage.INTERNAL)
    assert differing(settled.seen_by(who), settled.seen_by(who, as_computed, remarked, inside)) == []


def test_what_the_panel_may_see_others_do_not(settled: Settled) -> None:
    """The standings that are shown to the panel change the pages of its members alone."""
    inside, shown = given(Stage.INTERNAL), given(Stage.INTERNAL, panel=Shown.MARKS)
    changed = {
        who: differing(settled.seen_by(who, as_computed, inside), settled.seen_by(who, as_computed, shown)) != []
        for who in ("member", "metro", "observer", "stranger")
    }
    assert changed == {"member": True, "metro": False, "observer": False, "stranger": False}


def test_a_letter_tells_nothing_of_another_agency(settled: Settled) -> None:
    """What was decided of market, remarked, set as a task and requested is seen by market, and not by metro."""
    letters, person = given(Stage.LETTERS), settled.people["market"]
    assert person is not None

    def followed_up(round_: Round) -> None:
        set_task(round_, person, NOW, "market", "", "公开清单", (NOW + timedelta(days=9)).date())
        request_review(round_, person, NOW, "market", "分数有误")

    changed = {
        who: [
            differing(settled.seen_by(who, as_computed, letters), settled.seen_by(who, *other)) != []
            for other in (
                (market_otherwise, letters),
                (as_computed, remarked, letters),
                (as_computed, letters, followed_up),
            )
        ]
        for who in ("metro", "market", "member", "stranger")
    }
    never, always = [False] * 3, [True] * 3
    assert changed == {"metro": never, "market": always, "member": never, "stranger": never}


def test_there_is_something_that_could_be_seen(settled: Settled) -> None:
    """The office does see other figures and another decision: the comparison can find a difference."""
    before = settled.seen_by("office", as_computed)
    assert differing(before, settled.seen_by("office", marked_down, as_computed)) != []
    assert differing(before, settled.seen_by("office", market_otherwise)) != []
