"""Chromium, and people who use it: a browser context for each, with everything they are told written down."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, expect, sync_playwright

from tests.postgres_server import postgres

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
# A village hall's own name for the machine in its network: no browser takes plain HTTP under it for secure.
HALL = "hall.example"

# A busy machine of two cores takes its time.
expect.set_options(timeout=20_000)
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return Playwright, started once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Return Debian's Chromium; it finds the hall's name on this machine and takes the tests' own certificates."""
    program = shutil.which("chromium")
    assert program is not None, "chromium is not installed; `nox -s browser` says what to install."
    options = ["--no-sandbox", f"--host-resolver-rules=MAP {HALL} 127.0.0.1", "--ignore-certificate-errors"]
    browser = playwright.chromium.launch(executable_path=program, args=options)
    yield browser
    browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """Return what opens a browser of somebody's own at an address and gives its page, in English."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def fresh(address: str, viewport: ViewportSize = DESKTOP, *, language: str = "en") -> Page:
        context = chromium.new_context(
            viewport=viewport, locale="zh-CN", ignore_https_errors=True, reduced_motion="reduce"
        )
        contexts.append(context)
        context.add_cookies([{"name": "pingyi-lang", "value": language, "url": "/".join(address.split("/")[:3])}])
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if refused(said.text) else None)
        page.goto(address)
        return page

    yield fresh
    for context in contexts:
        context.close()
    assert faults == []


def refused(text: str) -> bool:
    """Return whether the browser says that the content security policy refused something."""
    return re.search("Content Security Policy|Refused to", text) is not None


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return an empty data folder."""
    return tmp_path / "data"


@pytest.fixture
def postgres_database() -> Iterator[str]:
    """Return the address of an empty PostgreSQL database."""
    with postgres() as address:
        yield address
