"""Every page that every role comes to, on a narrow phone in large type: fit for all, not too wide, light."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.journeys.at_work import Slip, come_in
from tests.journeys.conftest import PHONE, Opened
from tests.portal_server import Server, serving

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}
MOST_BYTES = 100 * 1024
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
# The ids and numbers of an address: pages that differ in them alone are of one kind.
_NAMED = re.compile(r"(?<=/)(?:[a-z]+\d+|\d+|[0-9a-f]{16,}|(?:[a-z2-9]{4}-){3}[a-z2-9]{4})(?=/)")
_OF_AN_AGENCY = re.compile(r"(?<=/)(agencies|mark|sheets|paper|feedback|explain|results|standings)/[a-z-]+(?=/)")


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the rehearsal."""
    data = tmp_path_factory.mktemp("rehearsal") / "data"
    with serving(data, "--demo") as server:
        yield server


def slips(server: Server) -> list[Slip]:
    """Return the ways in that the rehearsal printed, by role in their order."""
    lines = re.findall(r"^  (\S+).*?(http\S+/in/\S+)\s+PIN (\d{6})", server.output.read_text("utf-8"), re.MULTILINE)
    return [Slip(*line) for line in lines]


def kind(address: str) -> str:
    """Return an address without what sets apart pages of one kind."""
    return _OF_AN_AGENCY.sub(r"\1/*", _NAMED.sub("*", re.sub(r"https?://[^/]+", "", address).partition("?")[0]))


def pages(page: Page) -> Iterator[str]:
    """Yield the kind of every page that links lead to, with the page open at it; files to download are passed by."""
    seen: set[str] = set()
    waiting = [page.url]
    while waiting:
        address = waiting.pop(0).partition("#")[0]
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        head = page.request.get(address)
        if "text/html" not in head.headers.get("content-type", "") or "attachment" in head.headers.get(
            "content-disposition", ""
        ):
            continue
        page.goto(address)
        yield kind(address)
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        waiting += [link for link in links if link.startswith("http://127.0.0.1")]


@pytest.mark.parametrize("at", [0, 1, 3, 5], ids=["office", "panel", "agency", "observer"])
def test_every_page_is_fit_for_all(rehearsal: Server, opened: Opened, at: int) -> None:
    """Axe finds nothing serious, nothing is wider than 360 px in 关怀版, and no page weighs more than 100 KB."""
    page = come_in(opened, slips(rehearsal)[at], viewport=PHONE)
    page.get_by_role("button", name="Larger type").click()
    assert page.locator("html").get_attribute("class") == "care"
    bytes_of: dict[str, int] = {}

    def weigh(request: Request) -> None:
        # Evidence itself is not the page, nor is what the browser shows a PDF with.
        if request.url.endswith("/inline/") or not request.url.startswith("http"):
            return
        sizes = request.sizes()
        bytes_of[page.url] = bytes_of.get(page.url, 0) + sizes["responseBodySize"] + sizes["responseHeadersSize"]

    faults: list[object] = []
    number = 0
    for name in pages(page):
        number += 1
        found = Axe().run(page, options=WCAG).response["violations"]
        faults += [
            (name, one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found if one["impact"] in GRAVE
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > PHONE["width"]:
            faults.append((name, "wide", wide))
        page.on("requestfinished", weigh)
        page.goto(page.url)
        page.wait_for_load_state("networkidle")
        page.remove_listener("requestfinished", weigh)
        if bytes_of.get(page.url, 0) > MOST_BYTES:
            faults.append((name, "bytes", bytes_of[page.url]))
    assert number >= 3
    assert faults == [], faults
