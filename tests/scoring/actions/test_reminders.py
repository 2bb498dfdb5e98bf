"""Reminders as text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.reminders import to_agencies, to_raters
from tests.portal_people import demo_round
from tests.scoring.actions.counting_desk import count

pytestmark = pytest.mark.usefixtures("db")


def test_a_rater_is_told_which_sheets_and_until_when() -> None:
    """Names of agencies, how many, and the end of the phase in China Standard Time."""
    made = demo_round(Phase.MEETING)
    for agency in ("court", "education", "ecology", "market", "health"):
        count(made, agency, "r6")
    now = timezone.now()
    found = to_raters(made, None, now)
    until = f"{timezone.localtime(now + timedelta(days=1)):%Y-%m-%d %H:}"
    item = next(one for one in found.each if one.to == "评议员6 评议员己")
    text = item.text.render()
    words = (
        "评议员己: in “示例市2026年国家机关“谁执法谁普法”履职报告评议” your score sheets for 示例市交通运输局, "
        "共青团示例市委员会 are still missing (2). Please mark and sign them."
    )
    assert (item.n, text.split(" By ")[0]) == (2, words)
    assert text.split(" By ")[1].startswith(until[:-3])
    assert found.everybody is not None
    assert "评议员6 评议员己 (2)" in found.everybody.render()


def test_nobody_is_reminded_of_nothing() -> None:
    """With everything in there is no text; each method looks at its own sheets alone."""
    made = demo_round(marks=True)
    now = timezone.now()
    owed = {item.to: item.n for item in to_raters(made, None, now).each}
    assert owed == {}
    assert to_raters(made, "interview", now).everybody is None


def test_agencies_are_not_reminded_of_what_was_not_asked_for() -> None:
    """Before the phase of reports there is no text."""
    made = demo_round(Phase.MEETING)
    assert to_agencies(made, plan_of(made), timezone.now()).each == ()


def test_who_has_handed_in_is_not_reminded() -> None:
    """With all reports there is no text for agencies."""
    made = demo_round(Phase.SUBMIT, marks=True)
    assert to_agencies(made, plan_of(made), timezone.now()).each == ()


def test_agencies_are_reminded_once_reports_are_asked_for() -> None:
    """All that have handed in nothing, each with its deadline."""
    made = demo_round(Phase.SUBMIT)
    found = to_agencies(made, plan_of(made), timezone.now())
    assert len(found.each) == len(plan_of(made).round.agencies)
    assert found.each[0].text.render().split(" By ")[0] == (
        "示例市中级人民法院: in “示例市2026年国家机关“谁执法谁普法”履职报告评议” your report is still missing. "
        "Please hand it in."
    )
