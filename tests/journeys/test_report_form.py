"""An agency's clerk at the form of the report: a cut network, and files that are too large for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

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
