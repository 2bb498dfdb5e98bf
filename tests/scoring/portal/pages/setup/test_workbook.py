"""The set-up as a file: out, in again after a look at the differences."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from scoring.sheets.setup.pages import AGENCIES
from tests.portal_data import data_folder
from tests.scoring.sheets.setup.workbooks import Book

data_folder()

from scoring.actions.plans import plan_of
from scoring.actions.records import content
from scoring.actions.taking_up import rubric_of
from scoring.portal.downloads import named
from scoring.storage.models import Role, Save, Sheet
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")


def _office() -> Client:
    office = browser(somebody(Role.OFFICE))
    office.cookies["pingyi-lang"] = "en"
    return office


def test_out_changed_and_in_again() -> None:
    """The workbook is downloaded, changed, looked at, accepted; then the round says what it says."""
    made, office = demo_round(), _office()
    given = office.get(f"/r/{made.slug}/setup/workbook.xlsx")
    assert given["Content-Disposition"] == "attachment; " + named("demo-2026-set-up.xlsx")
    book = Book(given.content)
    book.cell(AGENCIES, 1, "name").value = "<b>法院</b>"
    file = SimpleUploadedFile("筹备表.xlsx", book.data())
    answer = office.post(f"/r/{made.slug}/setup/", {"file": file})
    shown = answer.content.decode()
    assert "<li>评议活动 被评议单位／court／名称: 示例市中级人民法院 → &lt;b&gt;法院&lt;/b&gt;</li>" in shown
    assert plan_of(made).round.names["court"] == "示例市中级人民法院"
    kept = re.search(r'name="kept" value="([^"]+)"', shown)
    assert kept is not None
    answer = office.post(f"/r/{made.slug}/setup/accept/", {"kept": kept[1]})
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{made.slug}/")
    made.refresh_from_db()
    assert plan_of(made).round.names["court"] == "<b>法院</b>"
    again = office.post(f"/r/{made.slug}/setup/accept/", {"kept": kept[1]})
    assert (again.status_code, again.content.decode().count("<code>SETUP-MOVED</code>")) == (422, 1)


def test_the_same_file_again() -> None:
    """There is nothing to accept."""
    made, office = demo_round(), _office()
    data = office.get(f"/r/{made.slug}/setup/workbook.xlsx").content
    shown = office.post(f"/r/{made.slug}/setup/", {"file": SimpleUploadedFile("a.xlsx", data)}).content.decode()
    assert "<p>The file says what the round says; there is nothing to take in.</p>" in shown


def test_the_rubric_is_a_download() -> None:
    """As text that no browser takes for a page."""
    made = demo_round()
    answer = _office().get(f"/r/{made.slug}/setup/rubric.yaml")
    assert answer.content == content(made, "rubric.yaml")
    assert (answer["Content-Disposition"], answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "attachment; " + named("demo-2026-rubric.yaml"),
        "text/plain; charset=utf-8",
        "nosniff",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "FILE-EMPTY"), (b"PK\x03\x04 damaged", "BOOK-DAMAGED"), (b"\x00\x01", "BOOK-KIND")],
)
def test_files_that_are_none(data: bytes, code: str) -> None:
    """They are refused on the page, with what to do."""
    made = demo_round()
    answer = _office().post(f"/r/{made.slug}/setup/", {"file": SimpleUploadedFile("a.xlsx", data)})
    codes = re.findall(r"<code>([A-Z-]+)</code>", answer.content.decode())
    assert (answer.status_code, set(codes)) == (422, {code})


def test_no_file_at_all() -> None:
    """The button alone does nothing."""
    made = demo_round()
    answer = _office().post(f"/r/{made.slug}/setup/")
    assert (answer.status_code, answer.content.decode().count("<code>FILE-NONE</code>")) == (422, 1)


def test_a_correction_wants_a_reason() -> None:
    """Wording that changes under sheets that were begun is taken in with a reason."""
    made, office = demo_round(), _office()
    assert office.get(f"/r/{made.slug}/setup/").status_code == 200
    sheet = Sheet.objects.create(round=made, rater="r1", agency="court")
    Save.objects.create(sheet=sheet, criterion="A1", value="8", device="d", seq=1, at=timezone.now())
    text = rubric_of(made).decode().replace("title: ", "title: 新", 1)
    file = SimpleUploadedFile("细则.yaml", text.encode())
    shown = office.post(f"/r/{made.slug}/setup/", {"file": file}).content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', shown)
    assert kept is not None
    assert shown.count('<input name="why" required') == 1
    answers = [office.post(f"/r/{made.slug}/setup/accept/", {"kept": kept[1], "why": why}) for why in ("", "错别字")]
    assert [answer.status_code for answer in answers] == [422, 302]
