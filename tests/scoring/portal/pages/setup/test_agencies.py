"""The pages of the agencies."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_searched_and_paged() -> None:
    """Words and page stand in the address; what is no page is the first."""
    made = demo_round()
    office = browser(somebody(Role.OFFICE))
    address = f"/r/{made.slug}/agencies/"
    assert office.post(address, {"lines": "\n".join(f"第{n}单位" for n in range(60))}).status_code == 302
    rows = [
        office.get(address + asked).content.decode().count('<th scope="row">')
        for asked in ("", "?page=2", "?page=-", "?q=示例市+局", "?q=<b>")
    ]
    assert rows == [50, 18, 50, 4, 0]
    assert 'value="&lt;b&gt;"' in office.get(f"{address}?q=<b>").content.decode()


def test_lines_with_faults_stay() -> None:
    """What was pasted is still in the form, beside what is wrong with it."""
    made = demo_round()
    answer = browser(somebody(Role.OFFICE)).post(f"/r/{made.slug}/agencies/", {"lines": "甲,乙,丙"})
    shown = answer.content.decode()
    assert (answer.status_code, shown.count("<code>AGENCY-LINE</code>"), "甲,乙,丙</textarea>" in shown) == (
        422,
        1,
        True,
    )


def test_one_agency_is_corrected_and_removed() -> None:
    """From its own page; one that is not there is nothing."""
    made = demo_round()
    office = browser(somebody(Role.OFFICE))
    address = f"/r/{made.slug}/agencies/health/entry/"
    assert 'value="示例市卫生健康委员会"' in office.get(address).content.decode()
    bad = office.post(address, {"name": "卫健委", "number": "x"})
    assert (bad.status_code, 'value="卫健委"' in bad.content.decode()) == (422, True)
    assert office.post(address, {"name": "卫健委", "number": "1"}).status_code == 302
    made.refresh_from_db()
    assert next(iter(plan_of(made).round.names.items())) == ("health", "卫健委")
    assert office.post(address, {"do": "remove"}).status_code == 302
    nobody = f"/r/{made.slug}/agencies/nobody/entry/"
    assert [office.get(address).status_code, office.get(nobody).status_code, office.post(nobody).status_code] == [
        404
    ] * 3


def test_a_closed_round_has_no_forms() -> None:
    """It can be looked at, and nothing is taken."""
    made = demo_round()
    made.closed = timezone.now()
    made.save()
    office = browser(somebody(Role.OFFICE))
    address = f"/r/{made.slug}/agencies/"
    found = [
        (office.get(address + page).status_code, office.post(address + page).status_code)
        for page in ("", "court/entry/")
    ]
    assert found == [(200, 403), (200, 403)]


def test_an_agency_finds_nothing() -> None:
    """Who else is evaluated is no agency's to list."""
    made = demo_round()
    agency = browser(somebody(Role.AGENCY, made, "court"))
    pages = ("", "court/entry/", "metro/entry/")
    assert [agency.get(f"/r/{made.slug}/agencies/{page}").status_code for page in pages] == [404] * 3
