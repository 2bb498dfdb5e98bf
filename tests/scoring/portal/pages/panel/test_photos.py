"""The pages of photos of a visit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from scoring.rounds.calendar import Phase
from tests.everything import PNG
from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Role
from tests.panel_member import Member
from tests.portal_people import browser, demo_round, set_phases, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_a_photo_is_seen_by_its_member_and_the_office_alone() -> None:
    """It is shown as a picture that may do nothing; another member, an agency and an observer find nothing."""
    member = Member(demo_round())
    other = Member(member.round, "r2")
    photo = SimpleUploadedFile("窗口<b>.png", PNG)
    assert member.post("mark/court/photos/", photos=photo, shows="<i>窗口</i>") == 302
    page = member.get("mark/court/photos/")
    (number,) = re.findall(r'<img src="/r/demo-2026/mark/court/photos/(\d+)/"', page)
    assert "&lt;i&gt;窗口&lt;/i&gt;" in page
    own = f"/r/demo-2026/mark/court/photos/{number}/"
    answer = member.browser.get(own)
    sent = b"".join(cast("Iterable[bytes]", answer))
    assert (answer.status_code, answer["Content-Type"], sent) == (200, "image/png", PNG)
    assert "sandbox" in answer["Content-Security-Policy"]
    office = browser(somebody(Role.OFFICE))
    every = f"/r/demo-2026/agencies/court/photos/{number}/"
    assert [office.get(path).status_code for path in ("/r/demo-2026/agencies/court/photos/", every)] == [200, 200]
    assert office.get("/r/demo-2026/agencies/nothing/photos/").status_code == 404
    people = (
        other.browser,
        browser(somebody(Role.AGENCY, member.round, "court")),
        browser(somebody(Role.OBSERVER, member.round)),
    )
    assert [(one.get(own).status_code, one.get(every).status_code) for one in people] == [(404, 404)] * 3
    assert "There is no photo yet." in other.get("mark/court/photos/")


def test_what_is_no_photo_is_told_in_place() -> None:
    """The form comes back with every fault and what was typed; at other times nothing is taken."""
    member = Member(demo_round())
    answer = member.browser.post(
        f"{member.home}mark/court/photos/", {"photos": SimpleUploadedFile("a.jpg", b"x"), "shows": "窗口"}
    )
    assert (answer.status_code, 'value="窗口"' in answer.content.decode()) == (422, True)
    set_phases(member.round, Phase.SUBMIT)
    assert (member.post("mark/court/photos/"), "Marking is not open" in member.get("mark/court/photos/")) == (403, True)
