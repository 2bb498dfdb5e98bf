"""The first page: where each role begins."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Role, Round
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_the_office_sees_its_rounds() -> None:
    """The newest first, each with its overview; without any, that there is none."""
    office = browser(somebody(Role.OFFICE))
    assert 'href="/r/' not in office.get("/").content.decode()
    for slug in ("first", "second"):
        Round.objects.create(slug=slug, title=f"{slug} <b>", organizer="办", created=timezone.now())
    page = office.get("/").content.decode()
    assert page.index('href="/r/second/">second &lt;b&gt;<') < page.index('href="/r/first/">first &lt;b&gt;<')


@pytest.mark.parametrize(
    ("role", "seat", "first"),
    [(Role.PANEL, "r1", "mine/"), (Role.AGENCY, "court", "my-report/"), (Role.OBSERVER, "", "journal/")],
)
def test_everybody_else_is_brought_to_their_round(role: Role, seat: str, first: str) -> None:
    """A member to the agencies, an agency to its report, an observer to the journal."""
    round_ = demo_round()
    answer = browser(somebody(role, round_, seat)).get("/")
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{round_.slug}/{first}")
