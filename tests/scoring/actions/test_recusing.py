"""A member recuses."""

from __future__ import annotations

import pytest
from django.utils import timezone

from rubrics import Problems
from scoring.folder import evaluate_folder
from scoring.rounds import MarkState
from scoring.rounds.events import Recused
from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.records import laid_out
from scoring.actions.recusing import recuse
from scoring.actions.signing import sign
from scoring.storage.models import JournalLine
from tests.panel_member import SOUND, Member, all_kinds
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def test_a_recusal_is_an_event_of_the_round() -> None:
    """It is in round.yaml with its day and reason; nothing is asked any more, and what was signed is set aside."""
    member, now = Member(all_kinds()), timezone.now()
    member.save("court", SOUND)
    sign(member.round, member.person, "court", member.sheet("court").seen, now)
    recuse(member.round, member.person, "court", " 亲属\u202e任职 ", now)
    plan = plan_of(member.round)
    (event,) = plan.round.events
    assert (event.date, event.reason, event.recused) == (
        timezone.localtime(now).date().isoformat(),
        "亲属任职",
        Recused(rater="r1", agency="court"),
    )
    assert plan.asked("r1", "court") == ()
    with laid_out(member.round) as root:
        marks = evaluate_folder(root).folder.collected.marks
    assert {mark.state for key, mark in marks.items() if key[:2] == ("court", "r1")} == {MarkState.RECUSED}
    line = JournalLine.objects.order_by("-pk").first()
    assert line is not None
    assert (line.text, line.values) == (
        "{name} is recused from {agency}.",
        {"name": "成员r1", "agency": "示例市中级人民法院"},
    )


def test_without_a_reason_or_a_sheet() -> None:
    """A reason is wanted, and one can only recuse from what one is asked to mark: both are told at once."""
    member = Member(demo_round(), "r6")
    with pytest.raises(Problems) as raised:
        recuse(member.round, member.person, "metro", " \u200b ", timezone.now())
    assert [problem.code for problem in raised.value.items] == ["RECUSE-NOTHING", "RECUSE-REASON"]
    assert plan_of(member.round).round.events == ()
