"""What panel members see of the result."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.deciding import Grades, decide
from scoring.actions.results import outcome_of
from scoring.storage.models import Role
from tests.portal_people import browser, somebody
from tests.settled_round import HEADING, decided_round, give

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/results/"


@pytest.mark.parametrize(("panel", "codes"), [("", [404, 404]), ("standings", [200, 404]), ("marks", [200, 200])])
def test_the_office_decides_what_they_see(panel: str, codes: list[int]) -> None:
    """Nothing, the standings, or every seat's values too; links are there only where they lead somewhere."""
    round_ = give(decided_round(), "internal", panel=panel)
    member = browser(somebody(Role.PANEL, round_, "r1"))
    assert [member.get(HOME).status_code, member.get(f"{HOME}court/").status_code] == codes
    assert (f"{HOME}court/".encode() in member.get(HOME).content) is (panel == "marks")
    assert member.get(f"{HOME}x/").status_code == 404


def test_what_they_see_is_what_was_given_out() -> None:
    """A later decision does not show before it is given out."""
    round_ = give(decided_round(), "internal", panel="standings")
    member = browser(somebody(Role.PANEL, round_, "r1"))
    token = re.compile(rb'value="[^"]{64}"')
    before = token.sub(b"", member.get(HOME).content)
    again = {"metro": Grades("", "不合格", "经复核")}
    decide(round_, outcome_of(round_).figures, None, timezone.now(), HEADING, again)
    assert token.sub(b"", member.get(HOME).content) == before
    give(round_, "internal", panel="standings")
    assert token.sub(b"", member.get(HOME).content) != before
