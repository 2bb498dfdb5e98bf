"""Score sheets as Excel, as pages."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from scoring.rounds.sheet_states import SheetState
from tests.portal_data import data_folder
from tests.scoring.sheets.returning import FULL, ROUND, RUBRIC, edited, marks

data_folder()

from scoring.actions.counted import counted
from scoring.actions.taking_in import issued_sheets
from scoring.portal.downloads import named
from scoring.portal.wording import shown
from scoring.sheets import matrix
from scoring.storage.models import Role
from tests.portal_people import browser, somebody
from tests.scoring.actions.counting_desk import folder_round

pytestmark = pytest.mark.usefixtures("db")
HOME = "/r/small-2026/excel/"


def test_issued_filled_in_and_taken_in() -> None:
    """A download, an upload that is only looked at, and a press that takes it in."""
    made = folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})
    office = browser(somebody(Role.OFFICE))
    issued = office.post(f"{HOME}issue/", {"rater": ["r1"], "layout": "per-agency", "method": ""})
    assert (issued.status_code, issued["Content-Disposition"]) == (
        200,
        "attachment; " + named("r1.xlsx"),
    )
    data = edited(issued.content, marks("a", FULL))
    page = office.post(f"{HOME}look/", {"files": [SimpleUploadedFile("<b>.xlsx", data)]}).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    assert (page.count("<b>"), page.count("<td>8.5</td>")) == (0, 1)
    made.refresh_from_db()
    assert counted(made).states["a", "r1"].state is SheetState.AWAITED
    done = office.post(f"{HOME}accept/", {"token": token[1]})
    made.refresh_from_db()
    assert (done.status_code, done["Location"], counted(made).states["a", "r1"].state) == (302, HOME, SheetState.IN)
    anew = office.post(f"{HOME}accept/", {"token": token[1]})
    assert (anew.status_code, anew.content.decode().count('name="token"')) == (200, 0)


def test_what_came_in_meanwhile_is_looked_at_first() -> None:
    """Where it would be another dry run by now it is shown anew, and the page says why."""
    made = folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})
    office = browser(somebody(Role.OFFICE))
    blank = office.post(f"{HOME}issue/", {"rater": ["r1"], "layout": "per-agency", "method": ""}).content
    tokens = []
    for data in (edited(blank, marks("a", {"A1": 8.5})), edited(blank, marks("a", FULL))):
        page = office.post(f"{HOME}look/", {"files": [SimpleUploadedFile("r1.xlsx", data)]}).content.decode()
        tokens += re.findall(r'name="token" value="([^"]+)"', page)
    assert office.post(f"{HOME}accept/", {"token": tokens[0]}).status_code == 302
    answer = office.post(f"{HOME}accept/", {"token": tokens[1]})
    made.refresh_from_db()
    assert (answer.status_code, counted(made).states["a", "r1"].state) == (200, SheetState.PARTLY)
    assert answer.content.decode().count(shown("Something else came in meanwhile: look at it once more.")) == 1


def test_what_is_wrong_is_told() -> None:
    """No file, a layout nobody knows, a token of another round, a file that is none."""
    folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})
    office = browser(somebody(Role.OFFICE))
    assert office.post(f"{HOME}look/").status_code == 422
    assert office.post(f"{HOME}accept/", {"token": "x"}).content.decode().count("UPLOAD-OLD") == 1
    wrong = office.post(f"{HOME}look/", {"files": [SimpleUploadedFile("a.xlsx", b"no workbook")]})
    assert (wrong.status_code, wrong.content.decode().count('name="token"')) == (422, 0)
    assert office.get(HOME).status_code == 200


def test_a_refused_issue_is_told_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page comes back with what is wrong, and nothing was issued."""
    made = folder_round({"round.yaml": ROUND, "rubric.yaml": RUBRIC})
    monkeypatch.setattr(matrix, "MOST_CRITERIA", 1)
    answer = browser(somebody(Role.OFFICE)).post(f"{HOME}issue/", {"layout": "matrix", "filled": "1"})
    assert (answer.status_code, answer.content.decode().count("SHEETS-MATRIX")) == (422, 3)
    assert issued_sheets(made) == ()
