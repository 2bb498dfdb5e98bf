"""The list of people in the browser: downloaded, read as a rehearsal, taken in by a press."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.portal_data import data_folder

data_folder()

from scoring.actions.plans import plan_of
from scoring.storage.models import Role, Round
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def round_() -> Round:
    """Return the demonstration round."""
    return demo_round()


@pytest.fixture
def office(round_: Round) -> Client:
    """Return the browser of somebody of the office."""
    assert round_.pk
    return browser(somebody(Role.OFFICE))


def test_a_list_goes_out_and_comes_in(round_: Round, office: Client) -> None:
    """Names that the set-up knows stand on it; nothing is changed by reading, and the press takes in what was shown."""
    where = f"/r/{round_.slug}/people/file/"
    assert f'href="{where}blank/"' in office.get(where).content.decode()
    blank = office.get(f"{where}blank/")
    assert blank["Content-Disposition"].startswith("attachment; filename")
    book = load_workbook(BytesIO(blank.content))
    book.worksheets[0]["A2"] = "张三 <b>"
    stream = BytesIO()
    book.save(stream)
    read = office.post(where, {"file": SimpleUploadedFile("people.xlsx", stream.getvalue())})
    page = read.content.decode()
    assert ("张三 &lt;b&gt;" in page, round_.people.count()) == (True, 0)
    key = page.partition('name="key" value="')[2].partition('"')[0]
    assert office.post(f"{where}accept/", {"key": key})["Location"] == f"/r/{round_.slug}/people/"
    seats = {rater.id: rater.name for rater in plan_of(round_).round.raters.values()} | {"r1": "张三 <b>"}
    found = round_.people.order_by("pk").values_list("name", "role", "seat")
    assert list(found) == [(name, "panel", seat) for seat, name in seats.items()]


def test_faults_are_told_in_place(round_: Round, office: Client) -> None:
    """What is no workbook is refused with the reason; nothing given leads back to the page."""
    where = f"/r/{round_.slug}/people/file/"
    answer = office.post(where, {"file": SimpleUploadedFile("people.xlsx", b"no workbook")})
    assert (answer.status_code, 'class="problems"' in answer.content.decode()) == (422, True)
    assert office.post(where)["Location"] == where


def test_a_list_that_was_not_read_is_not_taken_in(round_: Round, office: Client) -> None:
    """The key of a rehearsal opens its own list alone."""
    assert office.post(f"/r/{round_.slug}/people/file/accept/", {"key": "x"}).status_code == 404
