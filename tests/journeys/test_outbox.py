"""What is typed on a score sheet is kept on the device first: cut networks, crashes, tabs and devices lose nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Error, Locator, Page, Route, expect

from tests.journeys.conftest import HALL, PHONE, Opened
from tests.journeys.seated_member import seated_member
from tests.portal_server import Server, serving

pytestmark = pytest.mark.browser
SHEET = "/r/all-kinds/mark/court/"
SAVED = "All changes are saved."


@dataclass(frozen=True)
class Device:
    """A member's browser, open at the score sheet."""

    page: Page
    url: str

    @property
    def context(self) -> BrowserContext:
        """The browser."""
        return self.page.context

    def told(self, text: str) -> None:
        """Assert what the line of the outbox says."""
        expect(self.page.locator("[data-told]")).to_have_text(text)

    def cell(self, criterion: str) -> Locator:
        """Return the place of a criterion or box."""
        return self.page.locator(f"[data-cell='{criterion}']")

    def field(self, criterion: str) -> Locator:
        """Return the field that is typed into."""
        return self.cell(criterion).locator("input[data-part=value], textarea[data-part=value]")

    def type(self, criterion: str, text: str) -> None:
        """Type a mark and go on to something else."""
        self.field(criterion).fill(text)
        self.field(criterion).blur()

    def kept(self, path: str) -> None:
        """Wait until a page is kept for when there is no network, with all scripts and styles that it names."""
        asked = (
            "async (path) => { const page = await caches.match(path, { cacheName: 'pingyi-pages' });"
            ' const named = page ? [...(await page.text()).matchAll(/(?:src|href)="(.assets.[^"]+)"/g)] : [];'
            " const held = named.map(([, part]) => caches.match(part, { cacheName: 'pingyi-assets' }));"
            " return held.length > 0 && (await Promise.all(held)).every(Boolean); }"
        )
        end = time.monotonic() + 20
        while not self.page.evaluate(asked, path):
            assert time.monotonic() < end, path
            time.sleep(0.1)

    def again(self) -> Device:
        """Open the sheet in another tab of the same browser."""
        page = self.context.new_page()
        page.goto(self.url)
        return Device(page, self.url)


class Desk:
    """A server with one member, and the devices of that member."""

    def __init__(self, server: Server, session: str, opened: Opened) -> None:
        self.server, self.session, self.opened = server, session, opened

    def device(self, host: str = "127.0.0.1") -> Device:
        """Return another device, signed in, at the sheet."""
        origin = f"http://{host}:{self.server.port}"
        page = self.opened(origin, PHONE)
        page.context.add_cookies([{"name": "pingyi", "value": self.session, "url": origin}])
        page.goto(origin + SHEET)
        found = Device(page, origin + SHEET)
        found.told(SAVED)
        return found


@pytest.fixture
def desk(data: Path, opened: Opened) -> Iterator[Desk]:
    """Return a member of a round with every kind of marking."""
    session = seated_member(data)
    with serving(data, "--host", HALL) as server:
        desk = Desk(server, session, opened)
        yield desk


@pytest.mark.parametrize("host", ["127.0.0.1", HALL])
def test_a_cut_network(desk: Desk, host: str) -> None:
    """Without a network changes wait on the device and say so; with one they go out by themselves, in order."""
    one = desk.device(host)
    one.context.set_offline(True)
    for text in ("7", "8", "9.5"):
        one.type("A1", text)
    one.type("~highlights", "讲得清楚")
    one.told("Changes not sent: 4. There is no network; they are kept on this device and go out by themselves.")
    one.context.set_offline(False)
    one.told(SAVED)
    other = desk.device(host)
    expect(other.field("A1")).to_have_value("9.5")
    expect(other.field("~highlights")).to_have_value("讲得清楚")


@pytest.mark.parametrize("host", ["127.0.0.1", HALL])
def test_reload_and_crash_before_anything_was_sent(desk: Desk, host: str) -> None:
    """What waited when the page crashed, or was closed while a text was typed, stands there again and is sent."""
    one = desk.device(host)
    one.page.route("**/saves", lambda route: route.abort())
    one.type("A1", "9")
    one.field("~problems").fill("材料不全")
    with suppress(Error):
        one.page.goto("chrome://crash", timeout=3000)
    # In the moment of a crash Chromium still gives new pages to the service worker that went with it.
    time.sleep(1)
    again = one.again()
    expect(again.field("A1")).to_have_value("9")
    expect(again.field("~problems")).to_have_value("材料不全")
    again.told(SAVED)
    expect(desk.device(host).field("~problems")).to_have_value("材料不全")


def test_a_reload_without_a_network(desk: Desk) -> None:
    """Where the browser calls it secure, the sheet opens without a network, with what was saved and what waits."""
    one = desk.device()
    one.page.wait_for_function("navigator.serviceWorker.controller !== null")
    one.kept(SHEET)
    one.type("A1", "9")
    one.told(SAVED)
    one.context.set_offline(True)
    one.type("A3", "4")
    one.page.reload()
    expect(one.field("A1")).to_have_value("9")
    expect(one.field("A3")).to_have_value("4")
    one.type("A4", "1")
    one.told("Changes not sent: 2. There is no network; they are kept on this device and go out by themselves.")
    one.context.set_offline(False)
    one.told(SAVED)
    other = desk.device()
    assert [other.field(name).input_value() for name in ("A1", "A3", "A4")] == ["9", "4", "1"]


def test_a_sheet_that_was_never_opened_opens_without_a_network(desk: Desk) -> None:
    """The list of the agencies has their sheets kept, with the scripts that only they have; marks on them are sent."""
    one = desk.device()
    origin = one.url.removesuffix(SHEET)
    one.page.wait_for_function("navigator.serviceWorker.controller !== null")
    one.page.goto(f"{origin}/r/all-kinds/mine/")
    one.kept("/r/all-kinds/mark/youth/")
    one.context.set_offline(True)
    one.page.locator("a[href='/r/all-kinds/mark/youth/']").click()
    one.page.wait_for_url("**/mark/youth/")
    one.type("A1", "7")
    one.told("Changes not sent: 1. There is no network; they are kept on this device and go out by themselves.")
    one.context.set_offline(False)
    one.told(SAVED)
    other = desk.device()
    other.page.goto(f"{origin}/r/all-kinds/mark/youth/")
    expect(other.field("A1")).to_have_value("7")


def test_two_devices(desk: Desk) -> None:
    """A second device overwrites nothing that it has not seen: both are shown, after a reload too; one is chosen."""
    phone, tablet = desk.device(), desk.device()
    phone.type("A1", "9")
    phone.told(SAVED)
    tablet.type("A1", "4")
    note = tablet.cell("A1").locator("[data-note]")
    expect(note.locator("[data-fill=mine]")).to_have_text("4")
    expect(note.locator("[data-fill=other]")).to_have_text("9")
    tablet.page.reload()
    expect(tablet.field("A1")).to_have_value("4")
    note.get_by_role("button", name="Keep what stands here").click()
    tablet.told(SAVED)
    phone.type("A1", "10")
    phone.cell("A1").get_by_role("button", name="Take what stands there").click()
    expect(phone.field("A1")).to_have_value("4")
    phone.told(SAVED)
    phone.page.reload()
    expect(phone.field("A1")).to_have_value("4")


def test_two_tabs(desk: Desk) -> None:
    """A tab follows what is typed in another one, and its next change is on top of that."""
    one = desk.device()
    two = one.again()
    two.told(SAVED)
    one.type("A1", "9")
    expect(two.field("A1")).to_have_value("9")
    two.type("A1", "8")
    two.told(SAVED)
    expect(one.field("A1")).to_have_value("8")
    assert one.cell("A1").locator("[data-note]").inner_text() == ""


def test_two_tabs_and_a_late_answer(desk: Desk) -> None:
    """What another tab typed stays there, though what it was typed over is acknowledged only then."""
    one = desk.device()
    two = one.again()
    two.told(SAVED)
    late: list[tuple[Route, APIResponse]] = []
    one.page.route("**/saves", lambda route: late.append((route, route.fetch())))
    one.type("A1", "9")
    expect(two.field("A1")).to_have_value("9")
    two.type("A1", "8")
    two.told(SAVED)
    expect(one.field("A1")).to_have_value("8")
    ((route, answer),) = late
    route.fulfill(response=answer)
    one.told(SAVED)
    expect(one.field("A1")).to_have_value("8")
    one.page.unroute("**/saves")
    one.type("A1", "7")
    one.told(SAVED)
    expect(two.field("A1")).to_have_value("7")


def test_an_ended_session(desk: Desk) -> None:
    """Who is signed out keeps everything on the device; signed in again, it goes out."""
    one = desk.device()
    cookies = [cookie for cookie in one.context.cookies() if cookie["name"] == "pingyi"]
    one.context.clear_cookies(name="pingyi")
    one.type("A1", "9")
    one.told("You are signed out. Changes not sent: 1. They are kept on this device and go out when you sign in again.")
    one.context.add_cookies([{"name": "pingyi", "value": cookies[0]["value"], "url": desk.server.address}])
    one.page.reload()
    one.told(SAVED)
    expect(desk.device().field("A1")).to_have_value("9")


def test_a_draft_file(desk: Desk) -> None:
    """What waits can be saved to a file, which says all of it as it would be sent."""
    one = desk.device()
    one.context.set_offline(True)
    one.type("A1", "9")
    with one.page.expect_download() as given:
        one.page.get_by_role("button", name="Save a draft to a file").click()
    held = json.loads(Path(given.value.path()).read_text("utf-8"))
    (save,) = held["saves"]
    assert given.value.suggested_filename.startswith("pingyi-all-kinds-")
    assert (held["pingyi"], held["round"], save["criterion"], save["value"]) == ("draft", "all-kinds", "A1", "9")


def test_signing_waits_for_what_is_not_sent(desk: Desk) -> None:
    """The way to the signature is not open while a change waits; the line of the outbox says why."""
    one = desk.device()
    one.context.set_offline(True)
    one.type("A1", "9")
    one.page.locator("a[data-after-outbox]").click()
    expect(one.page.locator("[data-stopped-why]")).to_be_visible()
    assert one.page.url == one.url


def test_nothing_is_typed_before_it_would_be_kept(desk: Desk) -> None:
    """While the scripts of a page are on their way its fields are not open: what was typed there would be lost."""
    one = desk.device(HALL)
    held: list[Route] = []
    one.page.route("**/outbox_cells*.js", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks what it is given
    one.page.reload(wait_until="commit")
    expect(one.field("A1")).to_be_disabled()
    for route in held:
        route.continue_()
    one.type("A1", "9")
    one.told(SAVED)
    expect(one.field("A1")).to_have_value("9")
    expect(desk.device(HALL).field("A1")).to_have_value("9")


def test_signing_waits_for_a_slow_device(desk: Desk) -> None:
    """Who presses before the device told what lies on it is taken to the signature once it has."""
    one = desk.device(HALL)
    one.context.add_init_script(
        "const opened = indexedDB.open.bind(indexedDB);"
        "indexedDB.open = (...asked) => { const late = {}; setTimeout(() => {"
        " const request = opened(...asked);"
        " for (const name of ['onsuccess', 'onerror', 'onupgradeneeded', 'onblocked'])"
        "  request[name] = (event) => { "
        "   Object.assign(late, {result: request.result}); late[name] && late[name](event); };"
        "}, 1500); return late; };"
    )
    one.page.reload()
    one.page.locator("a[data-after-outbox]").click()
    one.page.wait_for_url("**/mark/court/sign/")
