"""Slips: what is printed lets in, is shown once, and only for who has none or by a press of its own."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.people import make_people, shut_out
from scoring.actions.slips import issue
from scoring.portal.pages.slips import AT_ONCE
from scoring.storage.models import Person, Role, Round
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
LINK = re.compile(r"<code>(https?://[^<]*)</code>")
PIN = re.compile(r"PIN <strong>(\d{3}) (\d{3})</strong>")


@pytest.fixture
def boss() -> Person:
    """Return somebody of the office."""
    return somebody(Role.OFFICE, name="王某")


@pytest.fixture
def office(boss: Person) -> Client:
    """Return the office's browser."""
    return browser(boss)


def printed(page: bytes) -> list[tuple[str, str]]:
    """Return link and PIN of every slip of a page."""
    text = page.decode()
    return list(zip(LINK.findall(text), [a + b for a, b in PIN.findall(text)], strict=True))


def test_a_printed_slip_lets_in(boss: Person, office: Client) -> None:
    """Link and PIN as they stand on the page; a picture of the link stands beside each."""
    round_ = demo_round()
    make_people(round_, boss, timezone.now())
    answer = office.post(f"/r/{round_.slug}/slips/")
    slips = printed(answer.content)
    assert (answer.status_code, answer["Cache-Control"], len(slips)) == (200, "no-store", 17)
    assert answer.content.decode().count("<svg") == 17
    link, pin = slips[-1]
    assert link.startswith("http://testserver/in/")
    phone = browser()
    phone.post(link.removeprefix("http://testserver"), {"pin": pin})
    assert phone.get("/")["Location"] == f"/r/{round_.slug}/mine/"


def test_slips_are_made_for_those_who_have_none(boss: Person, office: Client) -> None:
    """A second press makes none, and who was shut out gets none: no slip in use is spoilt."""
    round_ = demo_round()
    make_people(round_, boss, timezone.now())
    shut_out(round_.people.get(seat="court"), boss, timezone.now())
    where = f"/r/{round_.slug}/slips/"
    assert [len(printed(office.post(where).content)) for _ in range(2)] == [16, 0]
    assert "<form" not in office.get(where).content.decode().partition("<main")[2]


def test_many_slips_are_made_some_at_a_time(office: Client) -> None:
    """So that a page can be printed before the next is made, and stays small."""
    round_ = demo_round()
    Person.objects.bulk_create(
        Person(login=f"many-{at}", name="监督员", role=Role.OBSERVER, round=round_, created=timezone.now())
        for at in range(AT_ONCE + 3)
    )
    where = f"/r/{round_.slug}/slips/"
    assert f'action="{where}"' in office.get(where).content.decode()
    first = office.post(where).content
    assert (len(printed(first)), f'action="{where}"' in first.decode()) == (AT_ONCE, True)
    assert len(first) < 100_000
    second = office.post(where).content
    assert (len(printed(second)), f'action="{where}"' in second.decode()) == (3, False)


def test_one_slip_is_made_anew(boss: Person, office: Client) -> None:
    """For a person of a round, and for a member of the office; the old link is worthless."""
    member = somebody(Role.PANEL, demo_round(), "r1")
    old = issue(member, timezone.now())
    [(link, _)] = printed(office.post(f"/r/demo-2026/people/{member.pk}/slip/").content)
    assert old.link_token not in link
    assert browser().post(f"/in/{old.link_token}/", {"pin": old.pin}).status_code == 403
    other = somebody(Role.OFFICE, seat="2")
    assert len(printed(office.post(f"/office/{other.pk}/slip/").content)) == 1
    assert office.get("/office/slips/").status_code == 200
    assert len(printed(office.post("/office/slips/").content)) == 1
    boss.refresh_from_db()
    assert boss.link


def test_no_slip_for_strangers(boss: Person, office: Client) -> None:
    """Nobody of another round, nobody who was shut out."""
    round_ = demo_round()
    member = somebody(Role.PANEL, round_, "r1")
    other = Round.objects.create(slug="other", title="另", organizer="办", created=timezone.now())
    shut_out(member, boss, timezone.now())
    statuses = [office.post(f"/r/{slug}/people/{member.pk}/slip/").status_code for slug in (round_.slug, other.slug)]
    assert statuses == [404, 404]


@pytest.mark.parametrize(
    ("origins", "host", "address", "warned"),
    [
        ([], "localhost:8000", "http://localhost:8000", True),
        ([], "127.0.0.1", "http://127.0.0.1", True),
        ([], "testserver:8000", "http://testserver:8000", False),
        (["https://*.example.org", "https://pf.example.org"], "127.0.0.1:80", "https://pf.example.org", False),
    ],
)
def test_links_lead_to_where_phones_find_the_portal(
    office: Client, origins: list[str], host: str, address: str, warned: bool
) -> None:
    """What was declared for a proxy counts, else the address of the page; one of this computer alone is warned of."""
    with override_settings(CSRF_TRUSTED_ORIGINS=origins):
        page = office.get("/office/slips/", headers={"host": host}).content.decode()
    assert (address in page, 'class="warn" role="alert"' in page) == (True, warned)
