"""The office's pages of the reports."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_the_office_accepts_returns_and_gives_time() -> None:
    """What is wrong is told in place with what was typed; what is right is done."""
    from scoring.actions.plans import plan_of
    from scoring.actions.reporting import submission_of
    from scoring.rounds.calendar import Phase
    from scoring.storage.models import Role
    from tests.portal_people import browser, demo_round, somebody

    round_ = demo_round(Phase.SUBMIT, marks=True)
    office = browser(somebody(Role.OFFICE))
    base = f"/r/{round_.slug}/agencies/youth/report-of"
    assert "共青团示例市委员会" in office.get(f"{base}/").content.decode()
    assert office.post(f"/r/{round_.slug}/reports/", {"agency": ["youth"]}).status_code == 302
    held = submission_of(round_, "youth")
    assert held is not None
    assert held.status == "accepted"
    refused = office.post(f"{base}/return/", {"reasons": "补<i>页面", "until": "昨天"})
    assert (
        refused.status_code,
        "EXTENSION-MOMENT" in refused.content.decode(),
        "补&lt;i&gt;页面" in refused.content.decode(),
    ) == (
        422,
        True,
        True,
    )
    assert office.post(f"{base}/return/", {"reasons": "补页面\n改自评", "until": "2030-01-02T17:30"}).status_code == 302
    held = submission_of(round_, "youth")
    assert held is not None
    assert held.reasons == ("补页面", "改自评")
    round_.refresh_from_db()
    deadline = plan_of(round_).calendar.deadline("youth")
    assert deadline is not None
    assert deadline.isoformat() == "2030-01-02T17:30:00+08:00"
    assert office.post(f"{base}/extend/", {"until": "", "reason": "x"}).status_code == 422
    assert office.post(f"{base}/extend/", {"until": "2031-01-02T17:30", "reason": "改革"}).status_code == 302
    assert office.post(f"{base}/accept/").status_code == 422


def test_the_list_and_one_report_are_the_offices_alone() -> None:
    """Not even the agency itself has the office's page."""
    from scoring.storage.models import Role
    from tests.portal_people import browser, demo_round, somebody

    round_ = demo_round(marks=True)
    people = [
        somebody(Role.OFFICE),
        somebody(Role.AGENCY, round_, "market"),
        somebody(Role.PANEL, round_, "r1"),
        somebody(Role.OBSERVER, round_),
    ]
    for address in (
        f"/r/{round_.slug}/reports/?q=局&status=accepted&page=x",
        f"/r/{round_.slug}/agencies/market/report-of/",
    ):
        assert [browser(person).get(address).status_code for person in people] == [200, 404, 404, 404]
    assert browser(people[0]).get(f"/r/{round_.slug}/agencies/nobody/report-of/").status_code == 404


def test_what_is_no_agency_is_not_accepted() -> None:
    """The list sends ids; whatever else comes is left out, and reaches no database."""
    from scoring.actions.reporting import submission_of
    from scoring.storage.models import Role
    from tests.portal_people import browser, demo_round, somebody

    round_ = demo_round(marks=True)
    answer = browser(somebody(Role.OFFICE)).post(f"/r/{round_.slug}/reports/", {"agency": ["\0", "nobody", "youth"]})
    held = submission_of(round_, "youth")
    assert (answer.status_code, held and held.status) == (302, "accepted")


def test_the_office_sees_nothing_of_a_draft() -> None:
    """The page of an agency that is writing is the same, byte for byte, whatever it wrote."""
    import re

    from scoring.storage.models import Role
    from tests.agency_desks import fresh_desk, retyped
    from tests.portal_people import browser, somebody

    desk = fresh_desk()
    office = browser(somebody(Role.OFFICE))
    addresses = [f"/r/{desk.round.slug}/agencies/market/report-of/", f"/r/{desk.round.slug}/reports/"]

    def seen() -> list[str]:
        return [re.sub(r'value="[A-Za-z0-9]{64}"', "", office.get(address).content.decode()) for address in addresses]

    before = seen()
    retyped(desk, "self.A1", "6")
    assert seen() == before
