"""A new round from the page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rubrics.library import rubric_text
from tests.portal_data import data_folder

data_folder()

from scoring.storage.models import Role, Round
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def test_like_one_of_the_library() -> None:
    """The form opens a round and leads to it."""
    office = browser(somebody(Role.OFFICE))
    assert office.get("/rounds/new/").status_code == 200
    answer = office.post("/rounds/new/", {"slug": "sz-2026", "title": "深圳", "like": "shenzhen-2020"})
    assert (answer.status_code, answer["Location"]) == (302, "/r/sz-2026/")
    assert Round.objects.get().title == "深圳"


def test_around_a_rubric_of_ones_own() -> None:
    """A file goes before the library."""
    file = SimpleUploadedFile("细则.yaml", rubric_text("anjuan").encode())
    answer = browser(somebody(Role.OFFICE)).post("/rounds/new/", {"slug": "aj", "like": "taizhou", "file": file})
    assert (answer.status_code, Round.objects.get().title) == (302, "行政执法案卷评查")


def test_faults_stand_beside_their_lines() -> None:
    """What was typed stays, every fault is told with its line, and what the line holds stays text."""
    text = rubric_text("anjuan") + "\nwrong: <script>alert(1)</script>\n"
    office = browser(somebody(Role.OFFICE))
    office.cookies["pingyi-lang"] = "en"
    file = SimpleUploadedFile("细则.yaml", text.encode())
    answer = office.post("/rounds/new/", {"slug": "aj", "title": '"><b>', "file": file})
    shown = answer.content.decode()
    assert (answer.status_code, Round.objects.count()) == (422, 0)
    assert "<pre>wrong: &lt;script&gt;alert(1)&lt;/script&gt;</pre>" in shown
    assert 'name="title" value="&#34;&gt;&lt;b&gt;"' in shown
    assert f"<strong>细则.yaml:{len(text.splitlines())} wrong</strong>" in shown


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"like": ""}, "ROUND-LIKE"),
        ({"like": "nothing"}, "ROUND-LIKE"),
        ({"like": "taizhou", "slug": "a.b"}, "ROUND-ID"),
        ({"file": SimpleUploadedFile("leer.xlsx", b"")}, "FILE-EMPTY"),
        ({"file": SimpleUploadedFile("筹备表.xlsx", b"\x01\x02\nbroken")}, "BOOK-KIND"),
        ({"file": SimpleUploadedFile("筹备表", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))}, "BOOK-OLD"),
    ],
)
def test_what_no_round_can_begin_with(typed: dict[str, object], code: str) -> None:
    """It is told on the form itself."""
    answer = browser(somebody(Role.OFFICE)).post("/rounds/new/", typed)
    assert (answer.status_code, answer.content.decode().count(f"<code>{code}</code>")) == (422, 1)


def test_only_the_office_opens_rounds() -> None:
    """Everybody else finds nothing there."""
    made = demo_round()
    panel = browser(somebody(Role.PANEL, made, "r1"))
    found = [panel.get("/rounds/new/").status_code, panel.post("/rounds/new/", {"like": "taizhou"}).status_code]
    assert (found, Round.objects.count()) == ([404, 404], 1)
