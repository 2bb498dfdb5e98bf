"""The office looks at a draft file and takes it in; the worker of a round is given to its members."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Role
from tests.portal_people import browser, somebody
from tests.scoring.actions.saving_desk import Desk

pytestmark = pytest.mark.usefixtures("db")
DRAFTS = "/r/demo-2026/draft-files/"


@pytest.fixture
def desk() -> Desk:
    """Return a member at a sheet while everything may be marked."""
    return Desk()


def file_of(desk: Desk) -> bytes:
    """Return a draft file with one mark."""
    save = {"device": "phone", "seq": 1, "sheet": desk.sheet.pk, "criterion": "A1", "value": "优", "reason": "<b>好"}
    head = {"pingyi": "draft", "version": 1, "at": "", "who": str(desk.person.pk), "round": desk.round.slug}
    return json.dumps(head | {"saves": [save]}).encode()


def test_looked_at_then_taken_in(desk: Desk) -> None:
    """Looking writes nothing; the file comes back in the form, and accepting it keeps the mark; text stays text."""
    office = browser(somebody(Role.OFFICE))
    assert office.get(DRAFTS).status_code == 200
    looked = office.post(f"{DRAFTS}look/", {"draft": SimpleUploadedFile("x.json", file_of(desk))})
    assert (looked.status_code, desk.rows(), "<b>好" in looked.content.decode()) == (200, [], False)
    assert "优 · &lt;b&gt;好" in looked.content.decode()
    taken = office.post(f"{DRAFTS}take/", {"draft": file_of(desk).decode()})
    assert (taken.status_code, desk.rows()) == (200, [("A1", "优", "<b>好")])


def test_put_over_what_was_written_meanwhile(desk: Desk) -> None:
    """A tick puts the draft over what was shown beside it; nonsense in its place changes nothing."""
    other = desk.send("差", device="tablet")
    office = browser(somebody(Role.OFFICE))
    text = file_of(desk).decode()
    for over in ("", "x", f"{desk.sheet.pk} A1 ²", f"{desk.sheet.pk} A1 {10**30}"):
        assert office.post(f"{DRAFTS}take/", {"draft": text, "over": over}).status_code == 200
    assert desk.rows() == [("A1", "差", "")]
    office.post(f"{DRAFTS}take/", {"draft": text, "over": f"{desk.sheet.pk} A1 {other.id}"})
    assert desk.rows() == [("A1", "差", ""), ("A1", "优", "<b>好")]


@pytest.mark.usefixtures("db", "desk")
@pytest.mark.parametrize("path", ["look/", "take/"])
def test_no_draft(path: str) -> None:
    """A request without a file, or with another, is told what is wrong."""
    office = browser(somebody(Role.OFFICE))
    assert office.post(f"{DRAFTS}{path}", {}).status_code == 422


def test_the_worker(desk: Desk) -> None:
    """A member gets the worker at the root of the round, and nobody else does."""
    answer = desk.browser.get("/r/demo-2026/worker.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer["Cache-Control"] == "no-cache"
    assert browser(somebody(Role.OFFICE)).get("/r/demo-2026/worker.js").status_code == 404
