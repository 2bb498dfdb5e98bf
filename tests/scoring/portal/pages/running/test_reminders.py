"""The page of reminders."""

from __future__ import annotations

import html
import re

import pytest

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.portal.pages.running import reminders
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_texts_stand_there_to_be_copied() -> None:
    """One for everybody and one for each rater; reports once they are asked for."""
    demo_round(Phase.SUBMIT)
    page = browser(somebody(Role.OFFICE)).get("/r/demo-2026/reminders/?method=interview").content.decode()
    texts = [html.unescape(text) for text in re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page)]
    assert len(texts) == (1 + 9) + (1 + 8)
    assert sum(text.count("示例市2026年国家机关“谁执法谁普法”履职报告评议") for text in texts) == len(texts)


def test_many_come_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many single texts on one page, the others on the next."""
    demo_round(Phase.MEETING)
    monkeypatch.setattr(reminders, "PAGE", 5)
    office = browser(somebody(Role.OFFICE))
    pages = [office.get(f"/r/demo-2026/reminders/?page={n}").content.decode() for n in (1, 2)]
    assert [page.count("<textarea") for page in pages] == [6, 5]
    assert [re.findall(r'href="\?page=(\d)"', page) for page in pages] == [["2"], ["1"]]


def test_nothing_is_missing() -> None:
    """With everything in there is no text at all."""
    demo_round(marks=True)
    page = browser(somebody(Role.OFFICE)).get("/r/demo-2026/reminders/").content.decode()
    assert page.count("<textarea") == 0
