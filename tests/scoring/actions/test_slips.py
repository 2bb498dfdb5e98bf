"""Slips: what is kept of them, and that a new one makes the old one worthless."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.slips import LETTERS, digest, issue, issue_all, pin_fits
from scoring.storage.models import JournalLine, Role, Session
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_a_slip_can_be_typed_by_hand() -> None:
    """The token is four groups of letters that cannot be mistaken, the PIN six digits."""
    slip = issue(somebody(Role.OFFICE), timezone.now())
    groups = slip.link_token.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert set("".join(groups)) - set(LETTERS) == set()
    assert (len(slip.pin), slip.pin.isdigit()) == (6, True)


def test_only_what_proves_a_slip_is_kept() -> None:
    """The row holds the digest of the token and a hash of the PIN, neither of them itself."""
    person = somebody(Role.OFFICE)
    slip = issue(person, timezone.now())
    person.refresh_from_db()
    assert person.link == digest(slip.link_token)
    assert (pin_fits(slip.pin, person.pin), pin_fits(f"{slip.pin}0", person.pin)) == (True, False)
    assert slip.pin not in person.pin.split("$")


def test_capitals_and_hyphens_make_no_difference() -> None:
    """A phone that begins with a capital, or leaves out hyphens, opens the same link."""
    assert digest("Abcd-efgh") == digest("abcdefgh")
    assert digest("abcd-efgh") != digest("abcd-efgj")


def test_nobodys_pin_fits_nothing() -> None:
    """Where nothing is kept, no PIN fits, not even the one that stands in for the comparison."""
    assert [pin_fits(pin, "") for pin in ("000000", "123456", "")] == [False, False, False]


def test_a_new_slip_ends_the_old_one() -> None:
    """The old link is nobody's any more, and sessions that it opened are over."""
    person = somebody(Role.OFFICE)
    old = issue(person, timezone.now())
    browser(person)
    new = issue(person, timezone.now())
    person.refresh_from_db()
    assert person.link == digest(new.link_token) != digest(old.link_token)
    assert Session.objects.filter(person=person).count() == 0


def test_the_journal_says_for_whom() -> None:
    """One slip is noted with the name, several with their number, none not at all."""
    round_, office = demo_round(), somebody(Role.OFFICE, name="王某")
    members = [somebody(Role.PANEL, round_, seat) for seat in ("r1", "r2")]
    issue(members[0], timezone.now(), office)
    issue_all(round_, members, timezone.now(), office)
    issue_all(round_, [], timezone.now(), office)
    assert list(JournalLine.objects.order_by("pk").values_list("round", "name", "text", "values"))[-2:] == [
        (round_.pk, "王某", "A new slip was made for {name}.", {"name": "panel-r1"}),
        (round_.pk, "王某", "New slips were made for {n} people.", {"n": 2}),
    ]
