"""The decision as a form."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.portal_data import data_folder

data_folder()

from scoring.actions.deciding import Grades, decided_so_far
from scoring.actions.results import outcome_of
from scoring.rounds.calendar import Phase
from scoring.storage.models import Role, Round
from tests.portal_people import browser, set_phases, somebody
from tests.settled_round import HEADING, marked_round

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/demo-2026/decision/"


def form(client: Client, **typed: str) -> dict[str, str]:
    """Return what the page's form sends, with what was typed into it."""
    seen = re.search(rb'name="seen" value="(\w+)"', client.get(HOME).content)
    assert seen is not None
    return {"seen": seen[1].decode(), **vars(HEADING), **typed}


def first(pattern: str, body: str) -> str:
    """Return what a pattern's group finds first in a page."""
    return str(re.findall(pattern, body)[0])


def test_the_office_decides() -> None:
    """What is chosen for an agency, and the computed grade wherever none is; the page stays at the same search."""
    round_, office = marked_round(), browser(somebody(Role.OFFICE))
    typed = {"agency": "metro", "decided:metro": "良好", "reason:metro": "整改到位", "as_computed": "1"}
    answer = office.post(f"{HOME}?q=x", form(office, **typed))
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}?q=x")
    heading, grades = decided_so_far(outcome_of(Round.objects.get(pk=round_.pk)))
    assert (heading, grades["metro"], grades["court"]) == (
        HEADING, Grades("", "良好", "整改到位"), Grades("", "优秀", ""),
    )  # fmt: skip
    body = office.get(HOME).content.decode()
    assert first(r'name="reason:metro" value="([^"]*)"', body) == "整改到位"


def test_what_is_wrong_is_told_and_what_was_typed_stays() -> None:
    """Nothing is written; the form holds what was typed."""
    round_, office = marked_round(), browser(somebody(Role.OFFICE))
    typed = {"agency": "metro", "decided:metro": "优秀", "minutes": "第三号", "as_computed": "1"}
    answer = office.post(HOME, form(office, **typed))
    body = answer.content.decode()
    assert (answer.status_code, re.findall(r"<code>([A-Z-]+)</code>", body)) == (422, ["DECISION-REASON"])
    assert first(r'name="minutes" value="([^"]*)"', body) == "第三号"
    row = body[body.index('name="decided:metro"') :]
    assert first(r"<option selected>([^<]*)", row) == "优秀"
    assert body.count('name="as_computed" value="1" checked') == 1
    assert outcome_of(Round.objects.get(pk=round_.pk)).decision is None


def test_what_somebody_else_decided_is_not_hidden() -> None:
    """Two of the office decide: the second is told, sees what the first wrote, and takes nothing of it away."""
    round_, office = marked_round(), browser(somebody(Role.OFFICE))
    stale = form(office, agency="metro", minutes="", **{"decided:court": "", "reason:metro": "经复核"})
    first_one = {"agency": "metro", "decided:metro": "良好", "reason:metro": "整改到位", "as_computed": "1"}
    office.post(HOME, form(office, **first_one))
    answer = office.post(HOME, stale)
    body = answer.content.decode()
    assert (answer.status_code, re.findall(r"<code>([A-Z-]+)</code>", body)) == (422, ["ROUND-CHANGED"])
    assert first(r'name="minutes" value="([^"]*)"', body) == HEADING.minutes
    assert first(r'name="reason:metro" value="([^"]*)"', body) == "经复核"
    assert first(r"<option selected>([^<]*)", body[body.index('name="decided:metro"') :]) == "良好"
    assert decided_so_far(outcome_of(Round.objects.get(pk=round_.pk)))[1]["metro"] == Grades("", "良好", "整改到位")


def test_nothing_is_decided_before_its_phase() -> None:
    """The page can be read and says so; what is sent is refused."""
    round_, office = marked_round(), browser(somebody(Role.OFFICE))
    typed = form(office, as_computed="1")
    set_phases(round_, Phase.MEETING)
    assert office.get(HOME).content.count(b"<button disabled") == 1
    assert office.post(HOME, typed).status_code == 403
    assert outcome_of(Round.objects.get(pk=round_.pk)).decision is None
