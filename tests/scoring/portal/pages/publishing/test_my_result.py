"""An agency's own result, its tasks and its request for review."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.deciding import release
from scoring.actions.following_up import set_task
from scoring.actions.records import content
from scoring.actions.results import outcome_of
from scoring.storage.models import Review, Role, Round, Task, TaskFile
from tests.portal_people import browser, somebody
from tests.settled_round import decided_round, give

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
OWN = "/r/demo-2026/agencies/court"


@pytest.fixture
def round_() -> Round:
    """Return a round whose letters are given out."""
    return give(decided_round(), "letters")


@pytest.fixture
def court(round_: Round) -> Client:
    """Return a browser of the court."""
    return browser(somebody(Role.AGENCY, round_, "court"))


def task_for(round_: Round, agency: str) -> Task:
    """Return a task for an agency."""
    return set_task(round_, somebody(Role.OFFICE), NOW, agency, "A1", "更新清单", NOW.date() + timedelta(days=9))


def test_an_agency_reads_its_own_result(round_: Round, court: Client) -> None:
    """Decided grade, total and remarks; no rank, no other agency, no seat."""
    body = court.get("/r/demo-2026/my-result/").content.decode()
    facts = re.findall(r"<dd>(?:<strong>)?([^<]+)", body)
    assert facts[:3] == ["优秀", "93.71", "示例市普法工作联席会议"]
    names = outcome_of(round_).results.round.names
    assert [name for agency, name in names.items() if agency != "court" and name in body] == []
    assert [rater.name for rater in outcome_of(round_).results.round.raters.values() if rater.name in body] == []


def test_what_changes_later_is_not_told_before_it_is_given_out(round_: Round, court: Client) -> None:
    """A new remark waits for the next letters."""
    release(round_, None, NOW, "court", (("", "新的意见"),))
    told = [court.get("/r/demo-2026/my-result/").content.decode().count("新的意见")]
    give(round_, "letters")
    told.append(court.get("/r/demo-2026/my-result/").content.decode().count("新的意见"))
    assert told == [0, 1]


def test_the_letter_is_its_own(round_: Round, court: Client) -> None:
    """Its bytes are those of the record; another agency's letter is not there; nor is any once taken back."""
    answer = court.get(f"{OWN}/letter/")
    assert answer.getvalue() == content(round_, "published/letters/demo-2026-letters/court.docx")
    assert court.get("/r/demo-2026/agencies/metro/letter/").status_code == 404
    give(round_, "public")
    round_.publications.filter(stage="letters").update(back=NOW)
    assert court.get(f"{OWN}/letter/").status_code == 404
    assert court.get("/r/demo-2026/my-result/").status_code == 200


def test_an_agency_answers_its_task(round_: Round, court: Client) -> None:
    """Text and files; the files are handed over as downloads to it and to the office, to nobody else."""
    task = task_for(round_, "court")
    file = SimpleUploadedFile("<b>证据.html", b"<html><script>alert(1)</script>", "text/html")
    answer = court.post(f"{OWN}/tasks/{task.pk}/", {"text": "已更新", "files": [file]})
    assert (answer.status_code, answer["Location"]) == (302, "/r/demo-2026/my-result/")
    kept = TaskFile.objects.get()
    where = f"{OWN}/tasks/{task.pk}/files/{kept.pk}/"
    for reader in (court, browser(somebody(Role.OFFICE, None, "2"))):
        got = reader.get(where)
        assert (got.getvalue(), got["Content-Disposition"].partition(";")[0]) == (
            b"<html><script>alert(1)</script>", "attachment",
        )  # fmt: skip
        assert got["X-Content-Type-Options"] == "nosniff"
    metro = browser(somebody(Role.AGENCY, round_, "metro"))
    others = where.replace("/court/", "/metro/")
    assert [metro.get(where).status_code, metro.get(others).status_code, court.get(f"{where[:-1]}9/").status_code] == [
        404, 404, 404,
    ]  # fmt: skip
    page = court.get("/r/demo-2026/my-result/").content
    assert (page.count(b"<b>"), page.count("&lt;b&gt;证据.html".encode())) == (0, 1)


def test_another_agencys_task_is_not_there(round_: Round, court: Client) -> None:
    """Under its own address neither."""
    task = task_for(round_, "metro")
    where = (f"{OWN}/tasks/{task.pk}/", f"/r/demo-2026/agencies/metro/tasks/{task.pk}/")
    assert [court.post(one, {"text": "x"}).status_code for one in where] == [404, 404]
    assert task.answers.count() == 0


def test_what_is_wrong_with_an_answer_is_told_beside_its_form(round_: Round, court: Client) -> None:
    """An empty file, as some phones send it; what was typed stays."""
    task = task_for(round_, "court")
    empty = SimpleUploadedFile("a.jpg", b"")
    answer = court.post(f"{OWN}/tasks/{task.pk}/", {"text": "已更新清单", "files": [empty]})
    body = answer.content.decode()
    assert (answer.status_code, re.findall(r"<code>([A-Z-]+)</code>", body)) == (422, ["FILE-EMPTY"])
    assert re.findall(r'<textarea name="text"[^>]*>([^<]*)', body) == ["已更新清单", ""]


def test_an_agency_requests_a_review_once(court: Client) -> None:
    """With reasons; afterwards there is no form any more."""
    body = court.post(f"{OWN}/review/", {"text": " "}).content.decode()
    assert re.findall(r"<code>([A-Z-]+)</code>", body) == ["REASON-MISSING"]
    assert court.post(f"{OWN}/review/", {"text": "A1 少计"}).status_code == 302
    assert list(Review.objects.values_list("agency", "text")) == [("court", "A1 少计")]
    assert court.get("/r/demo-2026/my-result/").content.count(b"/review/") == 0
    assert court.post("/r/demo-2026/agencies/metro/review/", {"text": "x"}).status_code == 404


def test_a_second_request_is_told_why_it_was_not_taken(court: Client) -> None:
    """From another tab that still had the form: nothing vanishes without a word."""
    court.post(f"{OWN}/review/", {"text": "A1 少计"})
    body = court.post(f"{OWN}/review/", {"text": "A2 也少计"}).content.decode()
    assert re.findall(r"<code>([A-Z-]+)</code>", body) == ["REVIEW-TWICE"]
    assert re.findall(r"<textarea readonly>([^<]*)", body) == ["A2 也少计"]
    assert list(Review.objects.values_list("text", flat=True)) == ["A1 少计"]


def test_a_person_of_no_agency_finds_nothing(round_: Round) -> None:
    """A seat that the round does not have."""
    assert browser(somebody(Role.AGENCY, round_, "gone")).get("/r/demo-2026/my-result/").status_code == 404


def test_queries_do_not_grow_with_the_tasks(round_: Round, court: Client) -> None:
    """One task or thirty: the same number."""
    office, counts = somebody(Role.OFFICE), []
    for more in (1, 29):
        for _ in range(more):
            set_task(round_, office, NOW, "court", "", "整改", NOW.date() + timedelta(days=9))
        court.get("/r/demo-2026/my-result/")
        with CaptureQueriesContext(connection) as queries:
            court.get("/r/demo-2026/my-result/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
