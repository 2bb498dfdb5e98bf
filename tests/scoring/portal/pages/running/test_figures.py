"""Figures from outside, as pages."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.portal_data import data_folder
from tests.scoring.rounds.outside import EDU, EXAM, PARKS, ROUND, RUBRIC

data_folder()

from scoring.actions.figures import taken_in
from scoring.portal.pages.running.figures import _day
from scoring.storage.models import Role
from tests.portal_people import browser, demo_round, somebody
from tests.scoring.actions.counting_desk import folder_round

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/outside-2026/figures/"
TABLE = f"单位,分值\n{EDU},90\n{EXAM},80\n{PARKS},70\n".encode()


def test_looked_at_and_taken_in() -> None:
    """A preview first; the press takes it in with its date and provider; then it is known."""
    made = folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})
    office = browser(somebody(Role.OFFICE))
    about = {"source": "daily", "date": "2026-05-01", "provider": "考核<办>"}
    page = office.post(f"{HOME}look/", about | {"file": SimpleUploadedFile("日常.csv", TABLE)}).content.decode()
    sent = dict(re.findall(r'name="(token|source|date)" value="([^"]*)"', page))
    assert (sent["source"], page.count("考核&lt;办&gt;"), taken_in(made)) == ("daily", 1, ())
    done = office.post(f"{HOME}accept/", sent | {"provider": "考核<办>"})
    made.refresh_from_db()
    ((intake, holds),) = taken_in(made)
    assert (done.status_code, intake.provider, intake.date, holds) == (302, "考核<办>", "2026-05-01", True)
    again = office.post(f"{HOME}accept/", sent)
    assert (again.status_code, again.content.decode().count('name="token"')) == (200, 0)
    assert office.get(HOME).content.decode().count("考核&lt;办&gt;") == 1


def test_what_is_wrong_stands_in_place() -> None:
    """No file, or a cell that is no number: what was typed stays, and nothing is written."""
    made = folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})
    office = browser(somebody(Role.OFFICE))
    nothing = office.post(f"{HOME}look/", {"source": "daily", "provider": "办"})
    assert (nothing.status_code, nothing.content.decode().count('value="办"')) == (422, 1)
    wrong = SimpleUploadedFile("日常.csv", TABLE.replace(b"90", "九十".encode()))
    told = office.post(f"{HOME}look/", {"source": "daily", "file": wrong, "date": "never"})
    assert (told.status_code, told.content.decode().count("VALUE-NUMBER"), taken_in(made)) == (422, 1, ())


def test_a_rubric_without_figures() -> None:
    """Then there is no form."""
    demo_round()
    page = browser(somebody(Role.OFFICE)).get("/r/demo-2026/figures/").content.decode()
    assert page.count('type="file"') == 0


def test_a_day_that_is_none_is_left_out() -> None:
    """What a browser without date fields may send."""
    assert (_day("2026-05-01"), _day("昨天")) == ("2026-05-01", None)
