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

pytestmark = pytest.mark.usefixtures("database")
MEGABYTE = 1024 * 1024


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


def test_whoever_is_signed_in_brings_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploads are as large as the settings allow."""
    monkeypatch.setattr(settings, "PINGYI_LARGEST_REQUEST", 2 * MEGABYTE)
    assert asked(2 * MEGABYTE, told=True, cookie="a=b; pingyi=abc") == (200, 2 * MEGABYTE)
    assert asked(3 * MEGABYTE, told=True, cookie="a=b; pingyi=abc") == (413, 0)


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
