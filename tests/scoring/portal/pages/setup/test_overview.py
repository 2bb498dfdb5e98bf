"""The overview of one round."""

from __future__ import annotations

import pytest
from django.utils import timezone

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_the_office_sees_numbers_and_what_is_next() -> None:
    """Steps lead to pages that are there; everybody else finds nothing."""
    made = demo_round(Phase.MEETING)
    office = browser(somebody(Role.OFFICE))
    office.cookies["pingyi-lang"] = "en"
    text = office.get(f"/r/{made.slug}/").content.decode()
    assert text.count("<h1>") == 1
    assert (
        f'<a href="/r/{made.slug}/people/">Let people sign in: make their accounts and print their slips.</a>' in text
    )
    assert "<li><strong>8</strong> agencies</li>" in text
    roles = ((Role.PANEL, "r1"), (Role.AGENCY, "court"), (Role.OBSERVER, ""))
    found = [browser(somebody(role, made, seat)).get(f"/r/{made.slug}/").status_code for role, seat in roles]
    assert found == [404, 404, 404]


def test_a_closed_round_says_so() -> None:
    """Nothing is to be done there."""
    made = demo_round()
    made.closed = timezone.now()
    made.save()
    office = browser(somebody(Role.OFFICE))
    office.cookies["pingyi-lang"] = "en"
    text = office.get(f"/r/{made.slug}/").content.decode()
    assert (
        text.count("This round is closed: nothing of it changes any more."),
        text.count("What is next"),
    ) == (1, 0)
