"""The page of notices."""

from __future__ import annotations

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.notices import notices_of
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_the_office_alone_reads_notices() -> None:
    """Notices hold scores: an observer does not know the page."""
    made = demo_round(marks=True)
    found = notices_of(made)
    office = browser(somebody(Role.OFFICE))
    page = office.get("/r/demo-2026/notices/").content.decode()
    assert page.count("<li>") == len(found.results) + len(found.count) + len(found.events)
    assert page.count('name="check"') == 1
    assert office.get("/r/demo-2026/notices/?check=1").content.decode().count('name="check"') == 0
    assert browser(somebody(Role.OBSERVER, made)).get("/r/demo-2026/notices/").status_code == 404
