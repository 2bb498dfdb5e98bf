"""What an agency types and brings is its own until it hands it in, and another agency's pages never tell of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal_data import data_folder
from tests.same_pages import Pages, differing, seen_after

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.recusing import recuse
from scoring.actions.returning import accept, extend, send_back
from scoring.actions.sent_files import SentFile
from scoring.actions.submitting import begin
from scoring.actions.uploads import add_evidence
from scoring.actions.visit_photos import keep_photos
from scoring.rounds.calendar import Phase
from scoring.storage.models import Person, Role, Round
from tests.agency_desks import PNG, brought, desk, retyped
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
GUESSED = (
    "my-report/", "reports/", "reports/?q=market", "agencies/?q=market", "agencies/market/report/",
    "agencies/market/report-of/", "agencies/market/report/files/1/", "agencies/market/report/files/1/inline/",
    "agencies/market/files/1/", "agencies/market/kept/1/", "agencies/market/receipts/1/", "agencies/market/photos/",
    "mark/market/", "mark/market/photos/", "mine/", "matrix/", "progress/", "journal/", "calendar/", "reminders/",
)  # fmt: skip
Others = dict[str, Client]


@pytest.fixture
def round_(db: Path) -> Round:
    """Return the round in which agencies report and members mark, market's report among what was handed in."""
    return demo_round(Phase.SUBMIT, Phase.SITE_VISIT, Phase.MEETING, marks=True)


@pytest.fixture
def market(round_: Round) -> Person:
    """Return somebody of the agency that the others are not to see into."""
    return somebody(Role.AGENCY, round_, "market")


@pytest.fixture
def second(round_: Round) -> Person:
    """Return a member of the panel beside the one who looks."""
    return somebody(Role.PANEL, round_, "r2")


@pytest.fixture
def others(round_: Round) -> Others:
    """Return browsers of everybody else."""
    people: dict[str, Person | None] = {
        "office": somebody(Role.OFFICE),
        "member": somebody(Role.PANEL, round_, "r1"),
        "metro": somebody(Role.AGENCY, round_, "metro"),
        "observer": somebody(Role.OBSERVER, round_),
        "stranger": None,
    }
    return {who: browser(person) for who, person in people.items()}


def changed(others: Others, round_: Round, hidden: Callable[[], object], before: Callable[[], object]) -> set[str]:
    """Return for whom any page is another once something hidden happened after `before`."""

    def both() -> None:
        before()
        hidden()

    def pages(client: Client, done: Callable[[], object]) -> Pages:
        found = seen_after(done, client, "/", *(f"/r/{round_.slug}/{path}" for path in GUESSED), most=60)
        round_.refresh_from_db()
        return found

    return {who for who, client in others.items() if differing(pages(client, before), pages(client, both))}


def test_a_draft_is_nobody_elses(round_: Round, market: Person, others: Others) -> None:
    """What is typed and uploaded after a report was returned changes no page of anybody, not even of the office."""

    def returned() -> None:
        send_back(desk(round_, "market"), ["补充公开页面"])
        begin(desk(round_, "market", market))

    def drafted() -> None:
        retyped(desk(round_, "market", market), "report.text", "秘密的草稿")
        add_evidence(desk(round_, "market", market), "C1", brought("草稿.png", PNG + b"\0"))

    assert changed(others, round_, drafted, returned) == set()


def test_another_agencys_report_is_not_told_of(round_: Round, others: Others) -> None:
    """That it was returned, accepted or given more time concerns those who run, mark and observe."""
    more = timezone.now() + timedelta(days=3)

    def nothing() -> None:
        pass

    acts: tuple[Callable[[], object], ...] = (
        lambda: send_back(desk(round_, "market"), ["补充公开页面"]),
        lambda: accept(round_, None, NOW, ["youth"]),  # the one that is not accepted yet
        lambda: extend(desk(round_, "market"), more, "停电"),
    )
    assert [changed(others, round_, done, nothing) & {"metro", "stranger", "office"} for done in acts] == [
        {"office"}
    ] * 3


def test_another_members_photos_and_recusals_are_not_told_of(round_: Round, second: Person, others: Others) -> None:
    """The office sees both, an observer reads that there were some; a member and agencies see neither."""
    agency = plan_of(round_).agencies_of("r2")[0]

    def photographed() -> None:
        from io import BytesIO

        keep_photos(round_, second, agency, [SentFile("现场.png", BytesIO(PNG))], "公示栏", NOW)

    def recused() -> None:
        recuse(round_, second, agency, "亲属在该单位任职", NOW)

    found = [changed(others, round_, done, lambda: None) for done in (photographed, recused)]
    assert found == [{"office", "observer"}] * 2
