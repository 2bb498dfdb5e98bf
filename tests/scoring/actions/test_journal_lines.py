"""The journal as it is read."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import say
from tests.portal_data import data_folder

data_folder()

from scoring.actions import journal_lines
from scoring.actions.journal import note
from scoring.actions.journal_lines import journal_page
from scoring.storage.models import JournalLine
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import office

pytestmark = pytest.mark.usefixtures("db")


def test_newest_first_and_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next page begins before the last line of this one; the last page has no next."""
    made = demo_round()
    JournalLine.objects.all().delete()
    for n in range(3):
        note(
            made,
            None,
            say("The paper sheet of {seat} for {agency} was typed.", seat=str(n), agency="甲"),
            timezone.now(),
        )
    monkeypatch.setattr(journal_lines, "PAGE", 2)
    first = journal_lines.journal_page(made)
    assert [dict(line.told.values)["seat"] for line in first.lines] == ["2", "1"]
    second = journal_lines.journal_page(made, first.older)
    assert ([dict(line.told.values)["seat"] for line in second.lines], second.older) == (["0"], None)


def test_only_one_persons_lines_and_only_this_rounds() -> None:
    """A name narrows it down; lines of no round are in no round's journal."""
    made = demo_round()
    somebody = office("王五")
    note(made, somebody, say("in"), timezone.now())
    note(None, somebody, say("out"), timezone.now())
    assert [(line.name, line.told.text) for line in journal_page(made, name="王").lines] == [("王五", "in")]
