"""What the office settles: kept with its line in the journal, or not at all."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems, say
from tests.portal_data import data_folder

data_folder()

from scoring.actions.records import content, current
from scoring.actions.settled_files import keep
from scoring.storage import files
from scoring.storage.models import JournalLine, Role
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
LINE = say("The round was closed and sealed.")


def test_files_and_their_line_are_kept_together() -> None:
    """New files are there, those that are gone are not, one of both names stays, and the journal says so."""
    round_, office = demo_round(), somebody(Role.OFFICE)
    revision = round_.revision
    kept = {"a.txt": files.keep(b"a"), "b.txt": files.keep(b"b")}
    keep(round_, revision, office, NOW, LINE, kept, [])
    keep(round_, round_.revision, office, NOW, LINE, {"b.txt": files.keep(b"c")}, ["a.txt", "b.txt"])
    assert (content(round_, "a.txt"), content(round_, "b.txt"), round_.revision) == (None, b"c", revision + 2)
    assert list(JournalLine.objects.filter(text=LINE.text).values_list("name", flat=True)) == [office.name] * 2


def test_what_others_changed_meanwhile_is_not_written_over() -> None:
    """Who settles from an older state is refused, and nothing is written."""
    round_ = demo_round()
    before, lines = current(round_).keys(), JournalLine.objects.count()
    with pytest.raises(Problems) as refused:
        keep(round_, round_.revision - 1, None, NOW, LINE, {"a.txt": files.keep(b"a")})
    assert [problem.code for problem in refused.value.items] == ["ROUND-CHANGED"]
    assert (current(round_).keys(), JournalLine.objects.count()) == (before, lines)


def test_nothing_of_a_closed_round_changes() -> None:
    """A closed round refuses it."""
    round_ = demo_round()
    round_.closed = NOW
    round_.save()
    with pytest.raises(Problems) as refused:
        keep(round_, round_.revision, None, NOW, LINE, {"a.txt": files.keep(b"a")})
    assert [problem.code for problem in refused.value.items] == ["ROUND-CLOSED"]
