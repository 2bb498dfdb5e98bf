"""Closing a round, and trying its seal."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.rounds.calendar import Phase
from scoring.storage.models import Role, Round, Sheet, Signing
from tests.portal_people import browser, somebody
from tests.settled_round import decided_round, marked_round

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/close/"


def test_a_round_is_closed_by_a_press() -> None:
    """The page then shows the seal, which can be tried; the round cannot be closed again."""
    round_, office = decided_round(Phase.SETTLE), browser(somebody(Role.OFFICE))
    seen = re.search(rb'name="seen" value="(\w+)"', office.get(HOME).content)
    assert seen is not None
    assert office.post(HOME, {"seen": seen[1].decode()}).status_code == 302
    sealed = Round.objects.get(pk=round_.pk).sealed
    assert office.get(HOME).content.count(sealed.encode()) == 1
    assert office.post(f"{HOME}trial/").content.count(b'class="tag good"') == 1
    assert office.post(HOME, {"seen": seen[1].decode()}).status_code == 403


def test_what_stands_in_the_way_is_listed_instead_of_the_press() -> None:
    """A round without a decision has no form to close it, and nothing to try."""
    marked_round()
    office = browser(somebody(Role.OFFICE))
    body = office.get(HOME).content
    assert (body.count(b'name="seen"'), len(re.findall(b"<li>", body[body.index(b"<main") :]))) == (0, 1)
    assert office.post(f"{HOME}trial/").status_code == 422


def test_gaps_are_told_before_the_press() -> None:
    """A sheet that was unlocked and not signed again is named; the press is there all the same."""
    round_, office = decided_round(Phase.SETTLE), browser(somebody(Role.OFFICE))
    assert office.get(HOME).content.count(b"<li>") == 0
    row, now = Sheet.objects.create(round=round_, agency="court", rater="r1"), timezone.now()
    Signing.objects.create(sheet=row, criteria=["A1"], intake=1, sha256="", at=now, undone=now)
    body = office.get(HOME).content.decode()
    main = body[body.index("<main") :]
    assert (main.count("<li>"), "评议员1" in main, main.count('name="seen"')) == (1, True, 1)
