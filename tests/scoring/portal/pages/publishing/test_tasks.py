"""The register of tasks, for the office."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.following_up import set_task
from scoring.portal.pages.publishing import tasks
from scoring.storage.models import Person, Role, Task
from tests.portal_people import browser, demo_round, somebody

pytestmark = pytest.mark.usefixtures("db")
NOW = timezone.now()
DUE = NOW.date() + timedelta(days=9)
HOME = "/r/demo-2026/tasks/"


@pytest.fixture
def person() -> Person:
    """Return somebody of the office."""
    return somebody(Role.OFFICE)


@pytest.fixture
def office(person: Person) -> Client:
    """Return a browser of the office."""
    return browser(person)


def test_a_task_is_set_in_a_form(office: Client) -> None:
    """It stands in the register, and in that of its agency alone."""
    demo_round()
    typed = {"agency": "court", "about": "A1", "text": "更新清单", "due": DUE.isoformat()}
    assert office.post(HOME, typed).status_code == 302
    assert list(Task.objects.values_list("agency", "about", "text", "due")) == [("court", "A1", "更新清单", DUE)]
    counts = [
        office.get(HOME, {"q": words}).content.count("更新清单".encode()) for words in ("", "court", "法院", "metro")
    ]
    assert counts == [1, 1, 1, 0]


def test_of_many_agencies_one_is_typed(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name or id; a list of thousands would make the page heavy."""
    demo_round()
    monkeypatch.setattr(tasks, "_MOST_LISTED", 7)
    body = office.get(HOME).content
    assert (body.count(b'<select name="agency"'), body.count(b'<input name="agency"')) == (0, 1)
    office.post(HOME, {"agency": " 示例地铁集团 ", "text": "更新清单", "due": DUE.isoformat()})
    assert list(Task.objects.values_list("agency", flat=True)) == ["metro"]


def test_what_is_wrong_is_told_and_what_was_typed_stays(office: Client) -> None:
    """A day that is none is a day that is over."""
    demo_round()
    answer = office.post(HOME, {"agency": "court", "text": "更新清单", "due": "soon"})
    body = answer.content.decode()
    assert (answer.status_code, re.findall(r"<code>([A-Z-]+)</code>", body)) == (422, ["TASK-DUE"])
    assert re.findall(r'<textarea name="text"[^>]*>([^<]*)', body) == ["更新清单"]


def test_the_office_settles_a_task(office: Client, person: Person) -> None:
    """Dropped with a reason; a task of another round is not there."""
    round_ = demo_round()
    task = set_task(round_, person, NOW, "court", "", "更新清单", DUE)
    assert office.post(f"{HOME}{task.pk}/", {"state": "dropped", "verdict": ""}).status_code == 422
    assert office.post(f"{HOME}{task.pk}/", {"state": "dropped", "verdict": "不再要求"}).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.verdict) == ("dropped", "不再要求")
    assert office.post(f"{HOME}{task.pk + 1}/", {"state": "accepted"}).status_code == 404


def test_queries_do_not_grow_with_the_rows(office: Client, person: Person) -> None:
    """One task or forty: the same number; beyond fifty there is a second page."""
    round_, counts = demo_round(), []
    for more in (1, 39):
        for _ in range(more):
            set_task(round_, person, NOW, "court", "", "整改", DUE)
        with CaptureQueriesContext(connection) as queries:
            office.get(HOME)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    for _ in range(20):
        set_task(round_, person, NOW, "court", "", "整改", DUE)
    assert [office.get(HOME, {"page": page}).content.count(b'<section class="card') for page in (1, 2)] == [50, 10]
