"""POST /saves as the server calls it: what is answered to whom, and what stands in the database then."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from tests.portal_data import data_folder

data_folder()

from scoring.actions.permissions import Visitor
from scoring.portal.lane import lane, outbox_of, token_of
from scoring.storage.models import Person, Round, Session
from scoring.storage.models.sessions import SessionStore
from tests.scoring.actions.saving_desk import Desk


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    """Return a member at a sheet whom the lane's own thread sees: all of it is taken out again afterwards."""
    yield Desk()
    for model in (Round, Person, Session):
        model.objects.all().delete()


class Answer:
    """What an application answered: status, headers, and its JSON."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.json: dict[str, Any] = json.loads(body)


def called(body: bytes, headers: dict[str, str], *, method: str = "POST", pieces: int = 1) -> Answer:
    """Return what the lane answers to a request."""
    sent: list[dict[str, Any]] = []
    size = max(1, -(-len(body) // pieces))
    parts = [body[at : at + size] for at in range(0, len(body), size)] or [b""]
    waiting = [
        {"type": "http.request", "body": part, "more_body": at < len(parts) - 1} for at, part in enumerate(parts)
    ]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    named = {"host": "testserver", "content-type": "application/json"} | headers
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in named.items() if value]
    scope = {"type": "http", "method": method, "path": "/saves", "headers": pairs}
    asyncio.run(lane(scope, receive, send))
    start, end = sent
    return Answer(start["status"], {n.decode(): v.decode() for n, v in start["headers"]}, end["body"])


def own(desk: Desk) -> dict[str, str]:
    """Return the header by which a browser says who is signed in."""
    return {"cookie": f"pingyi={desk.session}"}


def request(desk: Desk, *values: str, token: str = "") -> bytes:
    """Return a request of the member with marks for A1, A2 and so on."""
    saves = [
        {"device": "phone", "seq": at, "sheet": desk.sheet.pk, "criterion": f"A{at}", "value": value, "reason": ""}
        for at, value in enumerate(values, start=1)
    ]
    return json.dumps({"token": token or token_of(desk.session), "saves": saves}).encode()


def test_kept(desk: Desk) -> None:
    """A request is answered save by save, in its order; what is kept is committed, what is not says why, in Chinese."""
    answer = called(request(desk, "6", "十"), own(desk))
    kept, refused = answer.json["saves"]
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    assert kept == {
        "device": "phone",
        "seq": 1,
        "status": "kept",
        "id": kept["id"],
        "value": "优",
        "newest": None,
        "message": None,
    }
    assert (refused["seq"], refused["status"], refused["id"], "十" in refused["message"]) == (2, "refused", 0, True)
    assert desk.rows() == [("A1", "优", "")]


def test_what_a_stale_page_is_shown(desk: Desk) -> None:
    """A stale save is shown what the cell holds, since when in China Standard Time, and whether oneself wrote it."""
    written = desk.send("良", device="tablet")
    answer = called(request(desk, "优"), own(desk))
    at = f"{timezone.localtime(desk.now):%Y-%m-%d %H:%M}"
    newest = {"id": written.id, "value": "良", "reason": "", "at": at, "mine": True}
    assert answer.json["saves"][0]["newest"] == newest
    assert answer.json["saves"][0]["status"] == "stale"


def test_in_the_language_of_the_member(desk: Desk) -> None:
    """A sentence comes in the member's own language, else in that of the cookie, else in Chinese."""
    chinese, english = (
        "“普法责任落实到岗”没有“十”这一档",
        "“十” is not a level of “普法责任落实到岗”. Write one of: 优(6), 良(5), 中(4), 差(2).",
    )

    def told(cookie: str = "") -> str:
        cookies = f"pingyi={desk.session}{cookie}"
        return str(called(request(desk, "十"), {"cookie": cookies}).json["saves"][0]["message"])

    assert [told().partition("。")[0], told("; pingyi-lang=en")] == [chinese, english]
    desk.person.language = "en"
    desk.person.save()
    assert told("; pingyi-lang=zh_CN") == english


def test_many_pieces(desk: Desk) -> None:
    """A request that arrives in pieces is one request."""
    assert called(request(desk, "优"), own(desk), pieces=7).status == 200
    assert desk.rows() == [("A1", "优", "")]


@pytest.mark.parametrize(
    ("status", "method", "headers"),
    [
        (401, "POST", {"cookie": ""}),
        (403, "POST", {"cookie": "pingyi=somebody-else"}),
        (403, "POST", {"sec-fetch-site": "cross-site"}),
        (403, "POST", {"sec-fetch-site": "same-site"}),
        (403, "POST", {"origin": "http://evil.example"}),
        (403, "POST", {"origin": "null"}),
        (403, "POST", {"origin": "http://["}),
        (400, "POST", {"content-type": "text/plain"}),
        (400, "POST", {"host": "evil.example"}),
        (400, "POST", {"host": ""}),
        (405, "GET", {}),
        (405, "OPTIONS", {}),
    ],
)
def test_not_looked_at(desk: Desk, status: int, method: str, headers: dict[str, str]) -> None:
    """A request from elsewhere, by nobody, or of another shape is answered by its status, and nothing is kept."""
    answer = called(request(desk, "优"), own(desk) | headers, method=method)
    assert (answer.status, answer.json) == (status, {})
    assert desk.rows() == []


def test_same_origin(desk: Desk) -> None:
    """A page of this site sends its own origin."""
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert called(request(desk, "优"), own(desk) | headers).status == 200


def test_a_wrong_token(desk: Desk) -> None:
    """The token of another session, or none, keeps nothing."""
    assert called(request(desk, "优", token=token_of("other")), own(desk)).status == 403
    assert called(request(desk, "优", token="x"), own(desk)).status == 403  # noqa: S106 - no token of ours  # noqa: S106 - no secret of anybody
    assert desk.rows() == []


def test_a_session_that_was_ended(desk: Desk) -> None:
    """A session that is no more is told so: the device keeps what it has."""
    desk.person.sessions.all().delete()
    assert called(request(desk, "优"), own(desk)).status == 401
    assert desk.rows() == []


def test_too_long(desk: Desk) -> None:
    """More than a megabyte is not read."""
    assert called(b" " * (1 << 20) + b" ", own(desk), pieces=5).status == 413


def test_the_page_is_told(desk: Desk) -> None:
    """A page gets the token of its session, whose it is, and where the worker of its round is."""
    asked = RequestFactory().get("/")
    asked.user, asked.session = desk.person, SessionStore(desk.session)
    asked.visitor = Visitor(desk.person, desk.now, desk.round)  # type: ignore[attr-defined]
    assert outbox_of(asked) == {
        "token": token_of(desk.session),
        "who": str(desk.person.pk),
        "path": "/saves",
        "worker": "/r/demo-2026/worker.js",
        "scope": "/r/demo-2026/",
    }
