"""Larger type and language: one press each, remembered with the account and on the device."""

from __future__ import annotations

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Role
from tests.portal_people import browser, somebody

pytestmark = pytest.mark.usefixtures("db")
LARGE = '<html lang="zh-CN" class="care">'


def test_a_stranger_chooses_larger_type() -> None:
    """Already on the page of signing in, remembered by the device for a year; a second press takes it back."""
    phone = browser()
    assert LARGE not in phone.get("/in/").content.decode()
    answer = phone.post("/care/", {"larger": "1", "back": "/in/?next=/me/"})
    assert (answer.status_code, answer["Location"]) == (302, "/in/?next=/me/")
    cookie = phone.cookies["pingyi-care"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("1", 31536000, True, "Lax")
    page = phone.get("/in/").content.decode()
    assert LARGE in page
    assert 'name="larger" value="0" aria-pressed="true"' in page
    phone.post("/care/", {"larger": "0"})
    assert LARGE not in phone.get("/in/").content.decode()


def test_an_account_remembers_larger_type() -> None:
    """On every device, whatever the device itself remembers of others."""
    person = somebody(Role.OFFICE)
    browser(person).post("/care/", {"larger": "1"})
    person.refresh_from_db()
    assert person.care
    other = browser(person)
    other.cookies["pingyi-care"] = "0"
    assert LARGE in other.get("/").content.decode()
    other.post("/care/", {"larger": "0"})
    assert LARGE not in other.get("/").content.decode()


def test_the_language_is_chosen() -> None:
    """By the device for a stranger, by the account for who is signed in; what is no language changes nothing."""
    person = somebody(Role.OFFICE)
    for phone in (browser(), browser(person)):
        phone.post("/language/", {"language": "xx"})
        assert '<html lang="zh-CN"' in phone.get("/in/").content.decode()
        phone.post("/language/", {"language": "en"})
        page = phone.get("/in/").content.decode()
        assert ('<html lang="en"' in page, "Sign in" in page) == (True, True)
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize("door", ["/care/", "/language/"])
def test_a_press_leads_back_into_the_portal(door: str) -> None:
    """Whatever address a form carries."""
    assert browser().post(door, {"back": "https://example.org/"})["Location"] == "/"
