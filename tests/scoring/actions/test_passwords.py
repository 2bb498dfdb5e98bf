"""Passwords: set with the old one, weak ones refused with every fault, taken away; other sessions end."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions.passwords import has_password, remove_password, set_password
from scoring.storage.models import JournalLine, Role, Session
from tests.portal_people import browser, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
GOOD, BETTER = "梧桐叶落秋雨急长安道上", "blue-lamp-on-the-7th-stair"


def faults(new: str) -> list[str]:
    """Return what is said against a password."""
    with pytest.raises(Problems) as refused:
        set_password(somebody(Role.OFFICE), "", new, None, NOW)
    return sorted(problem.rule.text for problem in refused.value.items)


def test_a_password_is_set_and_changed() -> None:
    """The first needs no old one, the second does; all sessions end but the one that asked."""
    person = somebody(Role.OFFICE)
    kept = browser(person).session.session_key
    browser(person)
    assert not has_password(person)
    set_password(person, "", GOOD, kept, NOW)
    assert (has_password(person), person.check_password(GOOD)) == (True, True)
    assert list(Session.objects.values_list("pk", flat=True)) == [kept]
    with pytest.raises(Problems) as refused:
        set_password(person, BETTER, BETTER, kept, NOW)
    assert [problem.code for problem in refused.value.items] == ["PASSWORD-OLD"]
    set_password(person, GOOD, BETTER, kept, NOW)
    person.refresh_from_db()
    assert person.check_password(BETTER)


def test_weak_passwords_are_refused() -> None:
    """Every rule that is broken is told at once."""
    assert faults("1234567") == [
        "the password is made of digits alone.",
        "the password is one of those that are tried first.",
        "the password is shorter than ten letters.",
    ]


def test_a_password_like_the_name_is_refused() -> None:
    """Who signs in as office-office-1 does not take that for a password."""
    assert faults("office-office-1") == ["the password is too much like the name."]


def test_a_password_is_taken_away() -> None:
    """The slip alone lets in again; the journal tells who did it."""
    person = somebody(Role.OFFICE, name="王某")
    set_password(person, "", GOOD, None, NOW)
    browser(person)
    remove_password(person, person, NOW)
    person.refresh_from_db()
    assert (has_password(person), Session.objects.count()) == (False, 0)
    assert list(JournalLine.objects.order_by("pk").values_list("text", "values")) == [
        ("{name} set a password.", {"name": "王某"}),
        ("The password of {name} was taken away.", {"name": "王某"}),
    ]
