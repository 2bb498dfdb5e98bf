"""Where somebody is signed in: one's own page, and the office's list; passwords of one's own."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.passwords import has_password
from scoring.storage.models import Role, Round, Session
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
GOOD = "blue-lamp-on-the-7th-stair"


def ends(page: bytes) -> list[str]:
    """Return where the buttons of a page end sessions."""
    return re.findall(r'action="([^"]*/sessions/\w+/)"', page.decode())


def test_own_sessions_are_listed_and_ended() -> None:
    """The one that asks has no button; ending the other makes it ask for signing in again."""
    person = somebody(Role.OFFICE)
    this, other = browser(person), browser(person)
    [button] = ends(this.get("/me/").content)
    assert this.post(button)["Location"] == "/me/"
    assert (this.get("/me/").status_code, other.get("/me/").status_code) == (200, 302)
    assert this.post(button).status_code == 404


def test_nobody_ends_somebody_elses_session() -> None:
    """A member who knows what a session of another is called finds nothing."""
    round_ = demo_round()
    first, second = somebody(Role.PANEL, round_, "r1"), somebody(Role.PANEL, round_, "r2")
    this = browser(first)
    browser(first)
    [button] = ends(this.get("/me/").content)
    assert browser(second).post(button).status_code == 404
    assert Session.objects.filter(person=first).count() == 2


def test_the_office_ends_anybodys_session() -> None:
    """From the list of the round, from the person's page and from the list of the office, and comes back there."""
    round_ = demo_round()
    boss, member = somebody(Role.OFFICE), somebody(Role.PANEL, round_, "r1")
    office = browser(boss)
    for person, pages in (
        (member, (f"/r/{round_.slug}/sessions/", f"/r/{round_.slug}/people/{member.pk}/")),
        (boss, ("/office/sessions/",)),
    ):
        for page in pages:
            phone = browser(person)
            buttons = ends(office.get(page).content)
            assert office.post(buttons[0], {"back": page})["Location"] == page
            assert phone.get("/me/").status_code == 302
    assert office.post(f"/r/{round_.slug}/people/{member.pk}/sessions/nothing/").status_code == 404
    assert office.post(f"/r/{round_.slug}/people/{boss.pk}/sessions/nothing/").status_code == 404


def test_a_password_is_set_and_taken_away() -> None:
    """The session that asks goes on, others end; a fault is told in place."""
    person = somebody(Role.PANEL, demo_round(), "r1")
    this, other = browser(person), browser(person)
    answer = this.post("/me/password/", {"do": "set", "new": "short"})
    assert (answer.status_code, 'aria-invalid="true"' in answer.content.decode()) == (422, True)
    assert this.post("/me/password/", {"do": "set", "new": GOOD})["Location"] == "/me/"
    assert (this.get("/me/").status_code, other.get("/me/").status_code) == (200, 302)
    person.refresh_from_db()
    assert has_password(person)
    assert 'name="old"' in this.get("/me/").content.decode()
    assert this.post("/me/password/", {"do": "remove"})["Location"] == "/me/"
    person.refresh_from_db()
    assert (has_password(person), this.get("/me/").status_code) == (False, 200)


def test_only_the_rounds_own_people_are_listed() -> None:
    """A round's list knows nobody of another round."""
    other = Round.objects.create(slug="other", title="另", organizer="办", created=timezone.now())
    browser(somebody(Role.PANEL, demo_round(), "r1"))
    assert ends(browser(somebody(Role.OFFICE)).get(f"/r/{other.slug}/sessions/").content) == []
