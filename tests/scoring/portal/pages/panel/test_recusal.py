"""The page on which a member recuses."""

from __future__ import annotations

import pytest

from scoring.rounds.calendar import Phase
from tests.portal_data import data_folder

data_folder()

from tests.panel_member import Member
from tests.portal_people import demo_round

pytestmark = pytest.mark.usefixtures("db")


def test_a_recusal_takes_the_agency_off_the_list() -> None:
    """After it the sheet is not there any more, for its pages neither; the list says why."""
    member = Member(demo_round())
    assert member.get("mark/court/recuse/")[:3] == "200"
    assert member.post("mark/court/recuse/", reason="亲属任职") == 302
    assert {member.get(f"mark/court/{path}")[:3] for path in ("", "sign/", "signed/", "recuse/", "photos/")} == {"404"}
    assert '<li>示例市中级人民法院 <span class="soft">亲属任职</span></li>' in member.get("mine/")


def test_a_recusal_needs_a_reason() -> None:
    """Without one the form comes back, and the member is still asked."""
    member = Member(demo_round())
    assert (member.post("mark/court/recuse/", reason=" "), member.get("mark/court/")[:3]) == (422, "200")


def test_as_long_as_marks_are_given() -> None:
    """Who may still mark may still recuse, though the figures are being made of other marks already."""
    member = Member(demo_round(Phase.SETTLE, Phase.MEETING))
    assert member.get("mark/court/recuse/")[:3] == "200"


def test_not_while_the_figures_are_made() -> None:
    """From computation on a recusal is the office's affair."""
    member = Member(demo_round(Phase.SETTLE))
    assert (member.get("mark/court/recuse/")[:3], member.post("mark/court/recuse/", reason="亲属")) == ("403", 403)
