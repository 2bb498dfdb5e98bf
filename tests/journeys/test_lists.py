"""Long lists in a browser: searched while one types, with the back button, from the keyboard, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Opened
from tests.journeys.seated_member import seated
from tests.portal_server import Server, serving

pytestmark = pytest.mark.browser
_MAKE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from scoring.actions.people import make_people
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody
office = somebody(Role.OFFICE, name="王办")
make_people(demo_round(marks=True), office, timezone.now())
print(browser(office).cookies["pingyi"].value)
"""
NAMES = "tbody th[scope=row]"


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """Serve the demonstration round with everybody's accounts; return the server and the office's session."""
    data = tmp_path_factory.mktemp("lists") / "data"
    key = seated(data, _MAKE)
    with serving(data) as server:
        yield server, key


def at(opened: Opened, round_: tuple[Server, str], where: str, **options: object) -> Page:
    """Open a page of the round for the office."""
    server, key = round_
    page = opened(server.address, **options)
    page.context.add_cookies([{"name": "pingyi", "value": key, "url": server.address}])
    page.goto(f"{server.address}/r/demo-2026/{where}")
    return page


def test_a_list_is_searched_while_one_types(opened: Opened, round_: tuple[Server, str]) -> None:
    """From the keyboard: the list and its number follow, the field keeps the focus; the back button undoes it."""
    page = at(opened, round_, "people/")
    heading = page.get_by_role("heading", level=1).element_handle()
    expect(page.get_by_role("status").filter(has_text="Found")).to_have_text("Found: 17")
    page.get_by_label("Name, telephone or seat").focus()
    page.keyboard.type("法院")
    expect(page.locator(NAMES)).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="Found")).to_have_text("Found: 1")
    expect(page.get_by_label("Name, telephone or seat")).to_be_focused()
    assert page.url.endswith("people/?q=%E6%B3%95%E9%99%A2&role=")
    assert page.evaluate("one => one.isConnected", heading), "the page was loaded anew"
    page.get_by_label("Role").select_option("panel")
    expect(page.locator(NAMES)).to_have_count(0)
    page.go_back()
    expect(page.locator(NAMES)).to_have_count(1)
    expect(page.get_by_label("Name, telephone or seat")).to_have_value("法院")
    page.go_back()
    expect(page.locator(NAMES)).to_have_count(17)
    expect(page.get_by_label("Name, telephone or seat")).to_have_value("")
    # No list stays in a browser that somebody else uses next: only where one was last.
    assert page.evaluate("Object.keys(sessionStorage)") == ["htmx-current-path-for-history"]


@pytest.mark.parametrize(
    ("where", "label"),
    [
        ("agencies/", "Name, id, class or region"),
        ("reports/", "Agency"),
        ("standings/", "Search for an agency"),
        ("feedback/", "Search for an agency"),
        ("tasks/", "Search for an agency"),
        ("journal/", "Only what was done by"),
    ],
)
def test_every_list_is(opened: Opened, round_: tuple[Server, str], where: str, label: str) -> None:
    """The same form everywhere, on a phone too; what is not found is told."""
    page = at(opened, round_, where, viewport=PHONE)
    page.get_by_label(label, exact=True).first.press_sequentially("没有这个")
    expect(page.locator("#found")).to_have_text("Found: 0")
    expect(page).to_have_url(re.compile(r"\?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA(&|$)"))


def test_a_session_that_ended_leads_to_the_door(opened: Opened, round_: tuple[Server, str]) -> None:
    """The answer is the page where one signs in, not an empty list; without a network the list stays as it is."""
    page = at(opened, round_, "agencies/")
    page.context.set_offline(True)
    field = page.get_by_label("Name, id, class or region")
    field.fill("court")
    expect(page.locator("#found")).to_contain_text("The list could not be fetched.")
    expect(page.locator(NAMES)).to_have_count(8)
    page.context.set_offline(False)
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found")).to_have_text("Found: 1")
    page.context.clear_cookies(name="pingyi")
    field.fill("metro")
    expect(page).to_have_url(re.compile(r"/in/\?next="))


def test_without_script_the_form_asks_for_the_page(opened: Opened, round_: tuple[Server, str]) -> None:
    """The same address shows the same list."""
    page = at(opened, round_, "agencies/")
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    page.get_by_label("Name, id, class or region").fill("法院")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found")).to_have_text("Found: 1")
    expect(page.locator(NAMES)).to_have_count(1)


def test_figures_are_fetched_anew_where_somebody_wishes_it(opened: Opened, round_: tuple[Server, str]) -> None:
    """Every half minute once the box is ticked; with a link in the table chosen it waits."""
    page = at(opened, round_, "matrix/?method=interview")
    page.clock.install()
    page.reload()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type in {"xhr", "fetch"} else None)
    wish = page.get_by_label("Fetch the figures anew every 30 seconds")

    def half_a_minute() -> list[str]:
        page.clock.run_for(31_000)
        page.wait_for_timeout(1_000)
        fetched = asked.copy()
        asked.clear()
        return fetched

    assert half_a_minute() == []
    wish.check()
    rows = page.locator("#rows").element_handle()
    assert half_a_minute() == [page.url]
    assert page.url.endswith("?method=interview")
    page.wait_for_function("one => !one.isConnected", arg=rows)
    expect(page.locator("#rows tr")).to_have_count(9)
    page.locator("#rows a").first.focus()
    assert half_a_minute() == []
