"""The page of the journal."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import say
from tests.portal_data import data_folder

data_folder()

from scoring.actions import journal_lines
from scoring.actions.journal import note
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_the_office_and_observers_read_it() -> None:
    """In sentences; what a name or a reason holds never becomes markup. Nobody else knows that it is there."""
    made = demo_round()
    office = somebody(Role.OFFICE, name="<script>王</script>")
    note(made, office, say("The paper sheet of {seat} for {agency} was typed.", seat="1", agency="<b>"), timezone.now())
    for who in (office, somebody(Role.OBSERVER, made)):
        page = browser(who).get("/r/demo-2026/journal/").content.decode()
        assert (page.count("<b>"), page.count("&lt;script&gt;王"), page.count("<script>王")) == (
            0,
            1 + (who == office),
            0,
        )
    refused = [browser(somebody(role, made, "r1")).get("/r/demo-2026/journal/") for role in (Role.PANEL, Role.AGENCY)]
    assert [answer.status_code for answer in refused] == [404, 404]


def test_older_lines_are_a_page_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The link goes on where the page ends, for the same name."""
    made = demo_round()
    monkeypatch.setattr(journal_lines, "PAGE", 1)
    office = somebody(Role.OFFICE, name="王办")
    lines = [note(made, office, say("The round was taken in: {n} files.", n=n), timezone.now()) for n in (1, 2)]
    page = browser(office).get("/r/demo-2026/journal/?q=王").content.decode()
    assert f'href="?before={lines[1].pk}&amp;q=%E7%8E%8B"' in page
    second = browser(office).get(f"/r/demo-2026/journal/?before={lines[1].pk}&q=王").content.decode()
    assert 'href="?before=' not in second
