"""How much a request may bring."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.portal_data import data_folder

data_folder()

from scoring.portal.bounds import bounded
from scoring.storage.models import Person, Role, Session
from tests.portal_people import browser, somebody

pytestmark = pytest.mark.usefixtures("database")
MEGABYTE = 1024 * 1024


@pytest.fixture
def session() -> Iterator[str]:
    """Return the key of a session that holds; it is taken out again, since threads of their own see it."""
    yield browser(somebody(Role.OFFICE)).cookies["pingyi"].value
    for model in (Session, Person):
        model.objects.all().delete()


def asked(length: int, *, told: bool, cookie: str = "") -> tuple[int, int]:
    """Return the status of an answer, and how many bytes the application read of a request of this length."""
    taken = 0
    statuses: list[int] = []

    def pieces() -> Iterator[dict[str, Any]]:
        left = length
        while left > 0:
            yield {"type": "http.request", "body": b"x" * min(left, MEGABYTE // 4), "more_body": left > MEGABYTE // 4}
            left -= MEGABYTE // 4

    coming = pieces()

    async def receive() -> dict[str, Any]:
        return next(coming)

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def reading(scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
        nonlocal taken
        more = True
        while more:
            message = await receive()
            taken += len(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})

    headers = [(b"cookie", cookie.encode())] + ([(b"content-length", str(length).encode())] if told else [])
    asyncio.run(bounded(reading, {"type": "http", "headers": headers}, receive, send))
    (status,) = statuses
    return status, taken


def test_what_is_small_passes() -> None:
    """A form reaches the application whole."""
    assert asked(MEGABYTE, told=True) == (200, MEGABYTE)


def test_strangers_bring_little() -> None:
    """What says that it is large is refused unread, what does not say so as soon as it is."""
    assert asked(MEGABYTE + 1, told=True) == (413, 0)
    assert asked(3 * MEGABYTE, told=False) == (413, MEGABYTE)


@pytest.mark.parametrize("told", [True, False])
def test_whoever_is_signed_in_brings_more(monkeypatch: pytest.MonkeyPatch, session: str, told: bool) -> None:
    """Uploads are as large as the settings allow."""
    monkeypatch.setattr(settings, "PINGYI_LARGEST_REQUEST", 2 * MEGABYTE)
    assert asked(2 * MEGABYTE, told=told, cookie=f"a=b; pingyi={session}") == (200, 2 * MEGABYTE)
    assert asked(3 * MEGABYTE, told=told, cookie=f"a=b; pingyi={session}") == (413, 0 if told else 2 * MEGABYTE)


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("key", ["", "abcdefgh", '"\\000bcdefgh"'])
def test_who_only_says_so_is_a_stranger(session: str, key: str, told: bool) -> None:
    """A cookie that is no session's lets nobody fill the disk; whose session ended is told so."""
    assert session
    status = 401 if key else 413
    assert asked(3 * MEGABYTE, told=told, cookie=f"pingyi={key}") == (status, 0 if told else MEGABYTE)


def test_who_was_shut_out_is_a_stranger(session: str) -> None:
    """A session of somebody who may not sign in any more counts for nothing."""
    Person.objects.update(is_active=False)
    assert asked(3 * MEGABYTE, told=True, cookie=f"pingyi={session}") == (401, 0)


def test_what_is_refused_is_read_to_its_end() -> None:
    """An answer in the middle of a request would be lost over HTTP/2; of what never ends only so much is read."""
    settings_most, read = settings.PINGYI_LARGEST_REQUEST, 0
    sent: list[int] = []

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += MEGABYTE
        return {"type": "http.request", "body": b"x" * MEGABYTE, "more_body": length is None or read < length}

    async def send(message: dict[str, Any]) -> None:
        sent.append(read)

    for length, expected in ((5 * MEGABYTE, 5 * MEGABYTE), (None, settings_most)):
        read = 0
        sent.clear()
        headers = [(b"content-length", str(length or settings_most).encode())]
        asyncio.run(bounded(None, {"type": "http", "headers": headers}, receive, send))
        assert sent == [expected, expected]


def test_who_brought_all_is_not_asked_for_more() -> None:
    """A server would wait for ever: the piece that was too much was the last."""
    sent: list[int] = []
    pieces = iter([{"type": "http.request", "body": b"x" * 2 * MEGABYTE, "more_body": False}])

    async def receive() -> dict[str, Any]:
        return next(pieces)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message.get("status", 0))

    async def reading(scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
        await receive()

    asyncio.run(bounded(reading, {"type": "http", "headers": []}, receive, send))
    assert sent == [413, 0]


def test_an_answer_that_has_begun_is_not_answered_again() -> None:
    """Where the application answers before it reads on, its answer is the only one."""
    sent: list[str] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"x" * 2 * MEGABYTE, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message["type"])

    async def hasty(scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await receive()

    asyncio.run(bounded(hasty, {"type": "http", "headers": []}, receive, send))
    assert sent == ["http.response.start"]
