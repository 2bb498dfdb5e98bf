"""The page of progress."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions import progress
from scoring.storage.models import Role, Save, Sheet
from tests.portal_people import browser, demo_round, somebody
from tests.scoring.actions.counting_desk import count

pytestmark = pytest.mark.usefixtures("db")


def _numbers(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'<td class="n">(\d+)</td>', page)]


def test_an_observer_reads_numbers() -> None:
    """72 sheets are asked for, of them one is in and one recused."""
    made = demo_round()
    count(made, "court", "r1")
    page = browser(somebody(Role.OBSERVER, made)).get("/r/demo-2026/progress/").content.decode()
    assert _numbers(page)[:7] == [72, 1, 0, 70, 1, 0, 0]


def test_drafts_change_nothing() -> None:
    """Byte for byte the same page for an observer, whether or not a member has begun a sheet."""
    made = demo_round()
    observer = browser(somebody(Role.OBSERVER, made))

    def page() -> bytes:
        return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", observer.get("/r/demo-2026/progress/").content)

    before = page()
    row = Sheet.objects.create(round=made, agency="court", rater="r1")
    Save.objects.create(sheet=row, criterion="A1", value="优", device="d", seq=1, at=timezone.now())
    assert page() == before
    count(made, "court", "r1")
    assert page() != before


def test_agencies_come_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """With more agencies than a page holds there is a next page."""
    demo_round()
    monkeypatch.setattr(progress, "PAGE", 5)
    office = browser(somebody(Role.OFFICE))
    found = [
        re.findall(r'"\?page=(\d)"', office.get(f"/r/demo-2026/progress/?page={n}").content.decode()) for n in (1, 2)
    ]
    assert found == [["2"], ["1"]]
