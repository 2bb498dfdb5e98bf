"""What is answered when something cannot be: nothing is learned from it, and nothing of it is cached."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import say
from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder
from tests.same_pages import lasting

data_folder()

from scoring.portal.headers import POLICY
from scoring.portal.wording import shown
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
CALENDAR = shown(say("The calendar of the round says when it is open."))
CLOSED = shown(say("This round is closed: nothing of it changes any more."))


def test_what_is_hidden_looks_like_what_is_not_there() -> None:
    """A page of the office, a round that does not exist and an address that is none: the same bytes."""
    round_ = demo_round()
    member = somebody(Role.PANEL, round_, "r1")
    member.language = "en"
    member.save()
    phone = browser(member)
    where = (f"/r/{round_.slug}/people/", "/r/nothing/people/", "/nothing/at/all/")
    answers = [phone.get(address) for address in where]
    bodies = [
        lasting(answer.content).replace(address.encode(), b"") for answer, address in zip(answers, where, strict=True)
    ]
    assert [(answer.status_code, body) for answer, body in zip(answers, bodies, strict=True)] == [(404, bodies[0])] * 3
    assert round_.title not in bodies[0].decode()


def test_every_answer_tells_the_browser_what_to_refuse() -> None:
    """Also one that refuses: no foreign script, no frame, no cache."""
    answer = browser().get("/nothing/")
    names = ("Content-Security-Policy", "Cache-Control", "X-Frame-Options", "X-Content-Type-Options")
    assert [answer.headers[name] for name in names] == [POLICY, "no-store", "DENY", "nosniff"]
    assert "unsafe" not in POLICY


def test_a_form_without_its_token_changes_nothing() -> None:
    """A page of another portal cannot press a button of this one."""
    from django.test import Client

    person = somebody(Role.OFFICE)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, "scoring.portal.sign_in.Backend")
    assert client.post("/care/", {"larger": "1"}).status_code == 403
    person.refresh_from_db()
    assert not person.care


def test_what_ended_with_the_closing_is_not_said_to_open_again() -> None:
    """In an open round the calendar says when; in a closed one it says nothing any more."""
    round_ = demo_round(Phase.SETTLE)
    office, member = browser(somebody(Role.OFFICE)), browser(somebody(Role.PANEL, round_, "r1"))
    early = member.get(f"/r/{round_.slug}/mark/court/sign/")
    assert (early.status_code, CALENDAR in early.content.decode()) == (403, True)
    paper = f"/r/{round_.slug}/paper/"
    assert office.get(paper).status_code == 200
    round_.closed = timezone.now()
    round_.save()
    for answer in (office.get(paper), member.get(f"/r/{round_.slug}/mark/court/sign/")):
        text = answer.content.decode()
        assert (answer.status_code, f"<h1>{CLOSED}</h1>" in text, CALENDAR in text) == (403, True, False)


@pytest.mark.parametrize("path", ["agencies/%00/files/1/", "people/?q=%00", "agencies/?q=a%00b&page=1"])
def test_what_no_database_keeps_is_asked_of_none(path: str) -> None:
    """An address with the letter that PostgreSQL has no place for leads nowhere, whoever asks."""
    office = browser(somebody(Role.OFFICE))
    assert office.get(f"/r/{demo_round().slug}/{path}").status_code == 404
