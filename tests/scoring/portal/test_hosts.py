"""Under which names the portal answers."""

from __future__ import annotations

import pytest

from tests.portal_data import data_folder

data_folder()

from tests.portal_people import browser

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("host", "status"),
    [("testserver", 200), ("localhost:8000", 200), ("TESTSERVER", 200), ("evil.example", 400), ("", 400), ("a/b", 400)],
)
def test_other_names_are_refused(host: str, status: int) -> None:
    """A page under somebody else's name is none."""
    assert browser().get("/in/", headers={"host": host}).status_code == status
