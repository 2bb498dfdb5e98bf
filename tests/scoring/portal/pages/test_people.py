"""The office's people: listed, searched, added, renamed, shut out."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.eventful import enter
from scoring.actions.passwords import has_password, set_password
from scoring.actions.people import logins
from scoring.storage.models import Person, Role, Round
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def round_() -> Round:
    """Return the demonstration round."""
    return demo_round()


@pytest.fixture
def office(round_: Round) -> Client:
    """Return the browser of somebody of the office."""
    assert round_.pk
    return browser(somebody(Role.OFFICE, name="王某"))


def many(round_: Round, count: int) -> None:
    """Add so many observers."""
    Person.objects.bulk_create(
        Person(login=login, name=f"监督员{at:03}", role=Role.OBSERVER, round=round_, created=timezone.now())
        for at, login in enumerate(logins(count))
    )


def test_people_are_made_with_one_press(round_: Round, office: Client) -> None:
    """The page says how many are missing until the press has made them."""
    where = f"/r/{round_.slug}/people/"
    assert f'action="{where}make/"' in office.get(where).content.decode()
    assert office.post(f"{where}make/")["Location"] == where
    page = office.get(where).content.decode()
    assert (f'action="{where}make/"' in page, round_.people.count()) == (False, 17)
    assert page.count('<th scope="row">') == 17


def test_people_are_searched_and_shown_by_pages(round_: Round, office: Client) -> None:
    """Fifty on a page; what was searched for goes along to the next."""
    many(round_, 60)
    where = f"/r/{round_.slug}/people/"
    rows = [
        office.get(where, query).content.decode().count('<th scope="row">')
        for query in ({}, {"page": "2"}, {"q": "监督员05"}, {"role": "panel"}, {"role": "nonsense"}, {"page": "x"})
    ]
    assert rows == [50, 10, 10, 0, 50, 50]
    page = office.get(where, {"q": "监督员"}).content.decode()
    assert re.findall(r'rel="next" href="([^"]*)"', page) == ["?q=%E7%9B%91%E7%9D%A3%E5%91%98&amp;page=2"]


def test_somebody_of_a_withdrawn_agency_is_listed_under_its_name(round_: Round, office: Client) -> None:
    """On the list and on the person's own page; its id means nothing to anybody."""
    member = somebody(Role.AGENCY, round_, "metro", "陈某")
    day = timezone.localdate().isoformat()
    enter(round_, None, timezone.now(), "withdrawn", {"agency": "metro", "date": day, "reason": "撤销"})
    where = f"/r/{round_.slug}/people/"
    for page in (where, f"{where}{member.pk}/"):
        assert re.findall(r"<(?:td|dd)>(示例地铁集团|metro)<", office.get(page).content.decode()) == ["示例地铁集团"]


def test_the_number_of_queries_does_not_grow(round_: Round, office: Client) -> None:
    """A page of fifty asks the database as often as a page of one."""
    where = f"/r/{round_.slug}/people/"
    office.get(where)
    counts = []
    for more in (1, 49):
        many(round_, more)
        with CaptureQueriesContext(connection) as queries:
            page = office.get(where).content.decode()
        counts.append((page.count('<th scope="row">'), len(queries)))
    assert counts == [(1, counts[0][1]), (50, counts[0][1])]


def test_an_observer_is_added(round_: Round, office: Client) -> None:
    """And shown; a missing name is told in place, with what was typed kept."""
    where = f"/r/{round_.slug}/people/"
    answer = office.post(where, {"name": " ", "phone": "13800000000"})
    assert (answer.status_code, 'value="13800000000"' in answer.content.decode()) == (422, True)
    answer = office.post(where, {"name": "<script>alert(1)</script>", "phone": ""})
    made = round_.people.get()
    assert (made.role, answer["Location"]) == (Role.OBSERVER, f"{where}{made.pk}/")
    page = office.get(answer["Location"]).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_a_member_of_the_office_is_added(office: Client) -> None:
    """On the page of the office; the people of rounds do not stand there."""
    answer = office.post("/office/", {"name": "钱某"})
    made = Person.objects.get(name="钱某")
    assert (made.role, made.round, answer["Location"]) == (Role.OFFICE, None, f"/office/{made.pk}/")
    assert office.get("/office/").content.decode().count('<th scope="row">') == 2


def test_somebody_is_changed(round_: Round, office: Client) -> None:
    """Renamed, password taken away, shut out, let in again: each a press; nonsense changes nothing."""
    member = somebody(Role.PANEL, round_, "r1", "张三")
    set_password(member, "", "blue-lamp-on-the-7th-stair", None, timezone.now())
    where = f"/r/{round_.slug}/people/{member.pk}/"
    seen = []
    for press in ({"do": "rename", "name": "李四"}, {"do": "password"}, {"do": "shut-out"}, {"do": "let-in"}, {}):
        assert office.post(where, press)["Location"] == where
        member.refresh_from_db()
        seen.append((member.name, has_password(member), member.is_active))
        assert office.get(where).status_code == 200
    assert seen == [
        ("李四", True, True), ("李四", False, True), ("李四", False, False),
        ("李四", False, True), ("李四", False, True),
    ]  # fmt: skip


def test_what_cannot_be_is_told_in_place(office: Client) -> None:
    """The last of the office is not shut out; the page says so."""
    person = Person.objects.get(role=Role.OFFICE)
    answer = office.post(f"/office/{person.pk}/", {"do": "shut-out"})
    assert (answer.status_code, "OFFICE-LAST" in answer.content.decode()) == (422, True)


def test_somebody_of_another_round_is_not_there(round_: Round, office: Client) -> None:
    """Neither to be seen nor changed from this round, nor from the page of the office."""
    other = Round.objects.create(slug="other", title="另", organizer="办", created=timezone.now())
    stranger = somebody(Role.OBSERVER, other)
    for where in (f"/r/{round_.slug}/people/{stranger.pk}/", f"/office/{stranger.pk}/"):
        assert (office.get(where).status_code, office.post(where, {"do": "shut-out"}).status_code) == (404, 404)
    stranger.refresh_from_db()
    assert stranger.is_active
