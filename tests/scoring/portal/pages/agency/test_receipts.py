"""Receipts of what was handed in."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_every_version_has_a_receipt_for_the_agency_and_the_office() -> None:
    """Nobody else gets one, and there is none of a version that never was."""
    from scoring.actions.submitting import submit
    from scoring.storage.models import Role
    from tests.agency_desks import returned_desk
    from tests.portal_people import browser, somebody

    desk = returned_desk()
    submit(desk)
    people = [
        desk.person,
        somebody(Role.OFFICE),
        somebody(Role.AGENCY, desk.round, "court"),
        somebody(Role.PANEL, desk.round, "r1"),
    ]
    base = f"/r/{desk.round.slug}/agencies/market/receipts"
    for number, codes in ((1, [200, 200, 404, 404]), (2, [200, 200, 404, 404]), (3, [404] * 4), (0, [404] * 4)):
        assert [browser(person).get(f"{base}/{number}/").status_code for person in people] == codes
    page = browser(desk.person).get(f"{base}/2/").content.decode()
    assert page.count('<code class="sum">') == 9
