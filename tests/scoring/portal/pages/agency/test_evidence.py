"""Evidence that was handed in: who may fetch it, and how it is shown."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("db")


def test_who_marks_an_agency_reads_its_evidence_and_nobody_else() -> None:
    """The office, the agency itself and its panel; for all others there is nothing, and a stranger signs in first."""
    from scoring.actions.reporting import material
    from scoring.storage.models import Role
    from tests.portal_people import browser, demo_round, somebody

    round_ = demo_round(marks=True)
    file = material(round_, "market").evidence["A2"][0].file
    assert file is not None
    people = [
        somebody(Role.OFFICE),
        somebody(Role.AGENCY, round_, "market"),
        somebody(Role.PANEL, round_, "r1"),
        somebody(Role.AGENCY, round_, "court"),
        somebody(Role.OBSERVER, round_),
        None,
    ]
    base = f"/r/{round_.slug}/agencies/market"
    for address, codes in (
        (f"{base}/files/{file.id}/", [200, 200, 200, 404, 404, 302]),
        (f"{base}/files/{file.id}/inline/", [200, 200, 200, 404, 404, 302]),
        (f"{base}/files/{file.id}/preview/", [200, 200, 200, 404, 404, 302]),
        (f"{base}/kept/{file.id}/", [200, 200, 404, 404, 404, 302]),
        (f"/r/{round_.slug}/agencies/court/files/{file.id}/", [404, 404, 404, 404, 404, 302]),
        (f"/r/{round_.slug}/agencies/court/kept/{file.id}/", [404, 404, 404, 404, 404, 302]),
    ):
        assert [browser(person).get(address).status_code for person in people] == codes


def test_what_was_sent_back_is_there_for_the_agency_and_the_office_alone() -> None:
    """Not as evidence, but as a file that is kept."""
    from scoring.actions.reporting import material
    from scoring.actions.returning import send_back
    from scoring.storage.models import Role
    from tests.agency_desks import desk as desk_of
    from tests.portal_people import browser, demo_round, somebody

    round_ = demo_round(marks=True)
    file = material(round_, "market").evidence["A2"][0].file
    assert file is not None
    send_back(desk_of(round_), ["补"])
    people = [somebody(Role.OFFICE), somebody(Role.AGENCY, round_, "market"), somebody(Role.PANEL, round_, "r1")]
    base = f"/r/{round_.slug}/agencies/market"
    for address, codes in ((f"{base}/files/{file.id}/", [404, 404, 404]), (f"{base}/kept/{file.id}/", [200, 200, 404])):
        assert [browser(person).get(address).status_code for person in people] == codes


def test_a_preview_is_a_frame_of_its_own() -> None:
    """A picture's frame may do nothing; the page itself shows no byte of the file."""
    from scoring.actions.reporting import material
    from scoring.storage.models import Role
    from tests.portal_people import browser, demo_round, somebody

    round_ = demo_round(marks=True)
    office, found = browser(somebody(Role.OFFICE)), material(round_, "market").evidence
    frames = {}
    for criterion in ("C1", "A2", "D2"):
        file = found[criterion][0].file
        assert file is not None
        page = office.get(f"/r/{round_.slug}/agencies/market/files/{file.id}/preview/").content.decode()
        frames[criterion] = ("<iframe" in page, 'sandbox=""' in page)
    assert frames == {"C1": (True, True), "A2": (True, False), "D2": (False, False)}
