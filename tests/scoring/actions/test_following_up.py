"""Tasks with their answers and verdicts, and the one request for review."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from rubrics import Problems
from tests.portal_data import data_folder

data_folder()

from scoring.actions import following_up
from scoring.actions.following_up import (
    answer_review,
    answer_task,
    judge_task,
    request_review,
    set_task,
    tasks_of,
)
from scoring.actions.sent_files import SentFile
from scoring.storage import files
from scoring.storage.models import JournalLine, Person, Review, Role, Round, Task, TaskState
from tests.portal_people import demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
DUE = NOW.date() + timedelta(days=30)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def round_() -> Round:
    """Return the rehearsal round."""
    return demo_round()


@pytest.fixture
def office() -> Person:
    """Return somebody of the office."""
    return somebody(Role.OFFICE)


def last_line() -> tuple[str, dict[str, object]]:
    """Return the newest line of the journal."""
    line = JournalLine.objects.latest("pk")
    return line.text, line.values


def codes(caught: pytest.ExceptionInfo[Problems]) -> list[str]:
    """Return the codes of problems."""
    return [problem.code for problem in caught.value.items]


def test_a_task_is_set_until_a_day(round_: Round, office: Person) -> None:
    """Of one agency, perhaps about one criterion; the journal names the agency."""
    later = set_task(round_, office, NOW, "court", "", "补报台账", DUE)
    first = set_task(round_, office, NOW, "court", "A1", " 更新清单 ", NOW.date())
    set_task(round_, office, NOW, "metro", "", "整改", DUE)
    assert list(tasks_of(round_, "court")) == [first, later]
    assert tasks_of(round_).count() == 3
    assert (first.text, first.about, first.due, first.state, first.by) == ("更新清单", "A1", NOW.date(), "set", office)
    assert last_line() == ("A task was set for {name}.", {"name": "示例地铁集团"})


def test_all_faults_of_a_task_are_told(round_: Round, office: Person) -> None:
    """An unknown agency, no text, a day that is over."""
    with pytest.raises(Problems) as caught:
        set_task(round_, office, NOW, "stranger", "", " ", NOW.date() - timedelta(days=1))
    assert codes(caught) == ["AGENCY-UNKNOWN", "TASK-DUE", "TASK-TEXT"]
    assert Task.objects.count() == 0


def test_an_answer_is_kept_with_its_files(round_: Round, office: Person) -> None:
    """Known by content and SHA-256, under the name without folders; earlier answers stay."""
    agency = somebody(Role.AGENCY, round_, "court")
    task = set_task(round_, office, NOW, "court", "", "更新清单", DUE)
    answer_task(task, agency, NOW, "已更新", [])
    brought = [SentFile("C:/证据/清单.exe", io.BytesIO(PDF)), SentFile("照片.txt", io.BytesIO("好".encode()))]
    answer = answer_task(task, agency, NOW, " 已印发 ", brought)
    assert [(one.name, one.kind, one.size) for one in answer.files.all()] == [
        ("清单.exe", "pdf", len(PDF)), ("照片.txt", "text", 3),
    ]  # fmt: skip
    assert files.where(answer.files.order_by("pk")[0].sha256).read_bytes() == PDF
    task.refresh_from_db()
    assert (task.state, [one.text for one in task.answers.all()]) == (TaskState.ANSWERED, ["已更新", "已印发"])
    assert last_line() == ("{name} told what it did about a task.", {"name": "示例市中级人民法院"})


def test_all_faults_of_an_answer_are_told(round_: Round, office: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text, an empty file, one that is too large, one that is damaged, too many files; nothing is kept."""
    monkeypatch.setattr(following_up, "LARGEST", 1024**2)
    monkeypatch.setattr(following_up, "MOST_FILES", 2)
    task = set_task(round_, office, NOW, "court", "", "更新清单", DUE)
    brought = [
        SentFile("a.pdf", io.BytesIO()),
        SentFile("b.txt", io.BytesIO(b"b" * (1024**2 + 1))),
        SentFile("c.png", io.BytesIO(b"\x89PNG\r\n\x1a\n")),
    ]
    with pytest.raises(Problems) as caught:
        answer_task(task, office, NOW, "", brought)
    assert [(problem.code, problem.place.file) for problem in caught.value.items] == [
        ("ANSWER-FILES", ""), ("ANSWER-TEXT", ""), ("FILE-EMPTY", "a.pdf"), ("FILE-SIZE", "b.txt"),
        ("FILE-UNREADABLE", "c.png"),
    ]  # fmt: skip
    assert task.answers.count() == 0


@pytest.mark.parametrize(
    ("state", "verdict", "line"),
    [
        ("accepted", "", "What {name} did about a task was accepted."),
        ("returned", "材料不全", "What {name} did about a task was sent back."),
        ("dropped", "不再要求", "A task for {name} was dropped."),
    ],
)
def test_the_office_gives_its_verdict(round_: Round, office: Person, state: str, verdict: str, line: str) -> None:
    """Accepted, sent back or dropped, with who and when."""
    task = set_task(round_, office, NOW, "court", "", "更新清单", DUE)
    answer_task(task, office, NOW, "已更新", [])
    judge_task(task, office, NOW, state, verdict)
    task.refresh_from_db()
    assert (task.state, task.verdict, task.settled, task.settled_by) == (state, verdict, NOW, office)
    assert last_line() == (line, {"name": "示例市中级人民法院"})


@pytest.mark.parametrize(
    ("state", "verdict", "code"),
    [("set", "因", "TASK-VERDICT"), ("returned", " ", "REASON-MISSING"), ("dropped", "", "REASON-MISSING")],
)
def test_a_verdict_needs_its_reason(round_: Round, office: Person, state: str, verdict: str, code: str) -> None:
    """What is sent back or dropped says why; other states are no verdicts."""
    task = set_task(round_, office, NOW, "court", "", "更新清单", DUE)
    with pytest.raises(Problems) as caught:
        judge_task(task, office, NOW, state, verdict)
    assert codes(caught) == [code]


def test_a_settled_task_stays_settled(round_: Round, office: Person) -> None:
    """What was sent back is answered again; what was accepted neither answered nor judged again."""
    task = set_task(round_, office, NOW, "court", "", "更新清单", DUE)
    answer_task(task, office, NOW, "已更新", [])
    judge_task(task, office, NOW, "returned", "材料不全")
    answer_task(task, office, NOW, "已补齐", [])
    judge_task(task, office, NOW, "accepted", "")
    for attempt in (
        lambda: answer_task(task, office, NOW, "又一次", []),
        lambda: judge_task(task, office, NOW, "dropped", "因"),
    ):
        with pytest.raises(Problems) as caught:
            attempt()
        assert codes(caught) == ["TASK-SETTLED"]


def test_an_agency_requests_one_review(round_: Round) -> None:
    """With reasons, and once; another agency's request is its own."""
    agency = somebody(Role.AGENCY, round_, "court")
    review = request_review(round_, agency, NOW, "court", " A1 少计 ")
    assert (review.text, review.by, review.answered, review.granted) == ("A1 少计", agency, None, None)
    assert last_line() == ("{name} requested a review.", {"name": "示例市中级人民法院"})
    for agency_id, text, code in (("court", "再次", "REVIEW-TWICE"), ("metro", " ", "REASON-MISSING")):
        with pytest.raises(Problems) as caught:
            request_review(round_, agency, NOW, agency_id, text)
        assert codes(caught) == [code]
    assert Review.objects.count() == 1


@pytest.mark.parametrize("granted", [True, False])
def test_a_review_is_answered_once_with_reasons(round_: Round, office: Person, *, granted: bool) -> None:
    """Granted or not, in words."""
    review = request_review(round_, office, NOW, "court", "A1 少计")
    with pytest.raises(Problems) as caught:
        answer_review(review, office, NOW, " ", granted=granted)
    assert codes(caught) == ["REASON-MISSING"]
    answer_review(review, office, NOW, " 已核实 ", granted=granted)
    review.refresh_from_db()
    assert (review.granted, review.answer, review.answered, review.answered_by) == (granted, "已核实", NOW, office)
    assert last_line() == ("The request of {name} for a review was answered.", {"name": "示例市中级人民法院"})
    with pytest.raises(Problems) as caught:
        answer_review(review, office, NOW, "另一个", granted=granted)
    assert codes(caught) == ["REVIEW-ANSWERED"]
