"""An agency's clerk at the form of the report: a cut network, and files that are too large for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.journeys.conftest import Opened
from tests.journeys.seated_member import seated
from tests.portal_server import serving

pytestmark = pytest.mark.browser
_MAKE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.agency_desks import fresh_desk
from tests.portal_people import browser
desk = fresh_desk()
client = browser(desk.person)
client.session.save()
print(desk.round.slug, client.cookies["pingyi"].value)
"""
MEGABYTE = 1024 * 1024


@pytest.fixture
def form(data: Path, opened: Opened) -> Iterator[Page]:
    """Return the form of an agency that has not begun."""
    session = seated(data, _MAKE)
    with serving(data) as server:
        origin = f"http://127.0.0.1:{server.port}"
        page = opened(origin)
        page.context.add_cookies([{"name": "pingyi", "value": session, "url": origin}])
        page.goto(f"{origin}/")
        page.get_by_role("button", name="Begin the report").click()
        yield page


def test_saving_without_a_network_loses_nothing(form: Page) -> None:
    """What was typed when “Save” was pressed in vain stands there again, and is saved."""
    address = form.url
    form.context.route("**/report/**", lambda route: route.abort())
    form.get_by_label("Telephone", exact=True).fill("0000-66010101")
    form.get_by_role("button", name="Save", exact=True).last.click(no_wait_after=True)
    with pytest.raises(Error, match="ERR_FAILED"):
        form.wait_for_url("chrome-error://**")
    form.context.unroute("**/report/**")
    form.goto(address)
    expect(form.get_by_label("Telephone", exact=True)).to_have_value("0000-66010101")
    expect(form.locator("#saving")).to_have_text("Everything is saved.")
    form.reload()
    expect(form.get_by_label("Telephone", exact=True)).to_have_value("0000-66010101")


def test_a_file_that_is_too_large_is_not_sent_first(form: Page, tmp_path: Path) -> None:
    """The device says it at once: over a slow network that would be told after an hour."""
    sent: list[str] = []
    form.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    large = tmp_path / "报告.pdf"
    with large.open("wb") as file:
        file.truncate(64 * MEGABYTE + 1)
    form.locator('input[name="file."]').set_input_files(large)
    expect(form.locator("[data-drop=report] .sending")).to_have_text(
        "“报告.pdf” is larger than 64 MB. Make it smaller, or hand it in as a web address or on a disc."
    )
    assert sent == []


def test_a_session_that_ends_while_typing(form: Page) -> None:
    """The form says that it is over, and not that the network is gone; signed in again, what was typed is there."""
    session = next(one for one in form.context.cookies() if one.get("name") == "pingyi")
    form.context.clear_cookies(name="pingyi")
    form.get_by_label("Text of the report").fill("会话结束之后写的")
    expect(form.locator("#saving")).to_contain_text("You are signed out or the deadline has passed")
    form.context.add_cookies([{"name": "pingyi", "value": session.get("value", ""), "url": form.url}])
    form.reload()
    expect(form.get_by_label("Text of the report")).to_have_value("会话结束之后写的")
    expect(form.locator("#saving")).to_have_text("Everything is saved.")


def test_what_is_typed_before_the_script_came(form: Page) -> None:
    """It is saved like everything else, and a reload brings it back."""
    held: list[Route] = []
    form.route("**/report*.js", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks what it is given
    form.goto(form.url, wait_until="commit")
    form.get_by_label("Text of the report").fill("脚本来到之前写的")
    for route in held:
        route.continue_()
    form.unroute("**/report*.js")
    expect(form.locator("#saving")).to_have_text("Everything is saved.")
    form.reload()
    expect(form.get_by_label("Text of the report")).to_have_value("脚本来到之前写的")


def test_two_tabs_at_one_field(form: Page) -> None:
    """Both versions are shown; until one is chosen nothing says that all is saved, and a reload loses neither."""
    other = form.context.new_page()
    other.goto(form.url)
    text = "[name='report.text']"
    other.locator(text).fill("乙的版本")
    expect(other.locator("#saving")).to_have_text("Everything is saved.")
    form.locator(text).fill("甲的版本")
    shows_both(form)
    form.reload()
    shows_both(form)
    form.get_by_role("button", name="Save", exact=True).last.click()
    expect(form.get_by_role("alert")).to_be_visible()
    shows_both(form)
    form.goto(form.url)
    shows_both(form)
    form.get_by_role("button", name="Keep mine").click()
    expect(form.locator("#saving")).to_have_text("Everything is saved.")
    form.reload()
    expect(form.locator(text)).to_have_value("甲的版本")


def shows_both(form: Page) -> None:
    """Assert that both versions of the report stand there, and that the form says so."""
    expect(form.locator("#saving")).to_have_text("Changed by somebody else too: 1. Look at both versions.")
    expect(form.locator(".meanwhile q")).to_have_text("乙的版本")
    expect(form.locator("[name='report.text']")).to_have_value("甲的版本")


def test_the_bar_leaves_room_at_200_percent(form: Page) -> None:
    """On a telephone of 360 px at 200 % the buttons lie below the form, and not over half of it."""
    bar = form.locator("#report-form .bar")
    expect(bar).to_have_css("position", "sticky")
    form.set_viewport_size({"width": 180, "height": 370})
    expect(bar).to_have_css("position", "static")
