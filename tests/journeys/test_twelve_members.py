"""Twelve panel members mark the same agency at the same moment, each on a phone of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.at_work import (
    AGENCIES,
    RUBRIC,
    come_in,
    go,
    office_link,
    open_round,
    open_sheet,
    saved,
    sign,
    slips,
    switch_phase,
)
from tests.journeys.conftest import PHONE, Opened
from tests.portal_server import serving

pytestmark = pytest.mark.browser
MEMBERS = [f"评议员{n}" for n in range(1, 13)]


def test_twelve_members_mark_at_once(data: Path, opened: Opened, tmp_path: Path) -> None:
    """Nobody waits for anybody, no mark is lost or mixed up, and going back and reloading change nothing."""
    with serving(data) as server:
        office = come_in(opened, office_link(server.output))
        open_round(office, tmp_path, RUBRIC.replace("quorum: 3", "quorum: 12"))
        given = slips(office)
        switch_phase(office, "Evaluation at the meeting")
        phones = [come_in(opened, given[member], viewport=PHONE) for member in MEMBERS]
        for phone in phones:
            open_sheet(phone, AGENCIES[0])
        for n, phone in enumerate(phones):
            phone.get_by_label("Mark: 普法责任清单").fill(str(28 + n))
        for phone in phones:
            phone.get_by_role("radio", name="良").check()
        for phone in phones:
            saved(phone)
        for n, phone in enumerate(phones):
            phone.reload()
            expect(phone.get_by_label("Mark: 普法责任清单")).to_have_value(str(28 + n))
            phone.go_back()
            phone.go_forward()
            expect(phone.get_by_label("Mark: 普法责任清单")).to_have_value(str(28 + n))
            sign(phone)
        switch_phase(office, "Computation and decision")
        go(office, "standings/")
        first = office.locator("tbody tr").first.inner_text().split("\t")
        # (28 + 29 + … + 39) / 12 + 50
        assert first[1:3] == [AGENCIES[0], "83.50"]
