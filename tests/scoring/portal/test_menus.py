"""Menus: every page that stands in one is there, and opens for who sees it."""

from __future__ import annotations

import re

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.portal.doors import DOORS
from scoring.portal.menus import NAMES
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
WHERE = re.compile(r'<nav class="where".*?</nav>', re.DOTALL)
SEATS = {Role.PANEL: "r1", Role.AGENCY: "court"}
FIRST = {Role.OFFICE: "people/", Role.PANEL: "mine/", Role.AGENCY: "my-report/", Role.OBSERVER: "journal/"}


def menu_of(role: Role) -> tuple[str, dict[str, int]]:
    """Return the navigation on the first page of a role, and how each address of it answers."""
    round_ = demo_round()
    client = browser(somebody(role, None if role == Role.OFFICE else round_, SEATS.get(role, "")))
    page = client.get(f"/r/{round_.slug}/{FIRST[role]}").content.decode()
    [nav] = WHERE.findall(page)
    return nav, {address: client.get(address).status_code for address in re.findall(r'href="([^"]+)"', nav)}


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_menu_opens(role: Role) -> None:
    """Or says that it is not time yet; never that there is nothing. The page that is shown is marked, once."""
    nav, statuses = menu_of(role)
    assert set(statuses.values()) - {200, 403} == set()
    assert f"/r/demo-2026/{FIRST[role]}" in statuses
    assert nav.count('aria-current="page"') == 1


def test_all_names_are_doors() -> None:
    """A menu names no page that does not exist."""
    assert sorted(NAMES - {door.name for door in DOORS if door.method == "GET"}) == []


def test_a_stranger_sees_no_menu() -> None:
    """Nor does somebody of another round."""
    page = browser().get("/in/").content.decode()
    assert WHERE.findall(page) == []
