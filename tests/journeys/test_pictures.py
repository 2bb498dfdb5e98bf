"""The pictures of the README, made anew by this test: `PINGYI_PICTURES=docs/pictures nox -s browser`."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from tests.journeys.conftest import DESKTOP, PHONE, Opened
from tests.journeys.test_every_page import slips
from tests.portal_server import serving

pytestmark = pytest.mark.browser
SHOWN: dict[str, tuple[int, str, ViewportSize]] = {
    "portal-score-sheet": (1, "mark/court/#c-A1", PHONE),
    "portal-matrix": (0, "matrix/", DESKTOP),
}
"""By name: whose page it is (in the order of the rehearsal's slips), which, and on what screen."""


def size(picture: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    return struct.unpack(">II", picture[16:24])


def test_the_pictures_of_the_readme(data: Path, opened: Opened, tmp_path: Path) -> None:
    """Each page is shown in Chinese, as the README shows it."""
    target = Path(os.environ.get("PINGYI_PICTURES", tmp_path))
    with serving(data, "--demo") as server:
        ways_in = slips(server)
        for name, (at, where, viewport) in SHOWN.items():
            page = opened(ways_in[at].link, viewport, language="zh_CN")
            page.get_by_label("PIN").fill(ways_in[at].pin)
            page.locator("main").get_by_role("button").click()
            page.goto(f"{server.address}/r/demo-2026/{where}")
            made = page.screenshot(path=target / f"{name}.png")
            assert size(made) == (viewport["width"], viewport["height"])
            assert page.locator("h1").count() == 1
            page.context.close()
