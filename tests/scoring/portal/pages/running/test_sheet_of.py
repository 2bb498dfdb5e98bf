"""The office's page of one sheet."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Role, Sheet, Signing
from tests.portal_people import browser, demo_round, somebody
from tests.scoring.actions.counting_desk import count

pytestmark = pytest.mark.usefixtures("db")
ADDRESS = "/r/demo-2026/sheets/court/r1/"


def test_a_signed_sheet_is_unlocked_with_a_reason() -> None:
    """Without a reason nothing happens and what was typed stays; with one the sheet is open, and the reason is told."""
    made = demo_round()
    count(made, "court", "r1")
    row = Sheet.objects.create(round=made, agency="court", rater="r1", locked=["A1"])
    Signing.objects.create(sheet=row, criteria=["A1"], intake=2, sha256="", at=timezone.now())
    office = browser(somebody(Role.OFFICE))
    refused = office.post(ADDRESS, {"why": " "})
    row.refresh_from_db()
    assert (refused.status_code, refused.content.decode().count("UNLOCK-REASON"), row.locked) == (422, 1, ["A1"])
    done = office.post(ADDRESS, {"why": "<i>误签</i>"})
    row.refresh_from_db()
    assert (done.status_code, done["Location"], row.locked) == (302, ADDRESS, [])
    page = office.get(ADDRESS).content.decode()
    assert (page.count("&lt;i&gt;误签&lt;/i&gt;"), page.count("<i>"), page.count('name="why"')) == (1, 0, 0)


def test_an_open_sheet_cannot_be_unlocked() -> None:
    """There is no form, and sending one changes nothing."""
    demo_round()
    office = browser(somebody(Role.OFFICE))
    assert 'name="why"' not in office.get(ADDRESS).content.decode()
    answer = office.post(ADDRESS, {"why": "x"})
    assert (answer.status_code, answer.content.decode().count("UNLOCK-NOTHING")) == (422, 1)


def test_sheets_of_strangers_are_nothing() -> None:
    """Whatever the round does not know is answered as what does not exist; a rater has no business here."""
    made = demo_round()
    office = browser(somebody(Role.OFFICE))
    assert [office.get(f"/r/demo-2026/sheets/{pair}/").status_code for pair in ("court/x", "x/r1")] == [404, 404]
    assert browser(somebody(Role.PANEL, made, "r1")).get(ADDRESS).status_code == 404
