"""How much a request may bring: little from strangers, as much as a film of a visit from those who are signed in."""

from __future__ import annotations

import asyncio
from typing import Any

from django.conf import settings
from django.db import connection
from django.http.cookie import parse_cookie
from django.utils import timezone

from scoring.storage.models import Session

STRANGER = 1024 * 1024


class TooLargeError(Exception):
    """More came than was allowed; `more` is still to come."""

    def __init__(self, more: bool) -> None:  # noqa: FBT001 - what ASGI says of a message
        super().__init__(more)
        self.more = more


async def bounded(app: Any, scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
    """Let `app` answer, unless the request brings more than it may: that is refused before it lies on the disk."""
    headers = dict(scope["headers"])
    most = STRANGER
    told = int(headers.get(b"content-length", b"0") or b"0")
    if told > most:
        most = await _most(headers)
    if told > most:
        await _read_on(receive)
        await _refuse(headers, most, send)
        return
    begun = False
    taken = 0

    async def counted() -> Any:  # noqa: ANN401 - ASGI's message
        nonlocal most, taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            most = await _most(headers)
        if taken > most:
            # Who asks again after the end waits for ever.
            raise TooLargeError(message.get("more_body", False))
        return message

    async def noted(message: Any) -> None:  # noqa: ANN401 - ASGI's message
        nonlocal begun
        begun = True
        await send(message)

    try:
        await app(scope, counted, noted)
    except TooLargeError as error:
        if begun:
            return
        if error.more:
            await _read_on(receive)
        await _refuse(headers, most, send)


async def _most(headers: dict[bytes, bytes]) -> int:
    """Return how many bytes a request with these headers may bring."""
    key = _key(headers)
    return (
        settings.PINGYI_LARGEST_REQUEST if key.isalnum() and await asyncio.to_thread(_is_signed_in, key) else STRANGER
    )


def _key(headers: dict[bytes, bytes]) -> str:
    cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    return cookies.get(settings.SESSION_COOKIE_NAME, "")


def _is_signed_in(key: str) -> bool:
    try:
        return Session.objects.filter(pk=key, expire_date__gt=timezone.now(), person__is_active=True).exists()
    finally:
        # Threads come and go here.
        connection.close()


async def _read_on(receive: Any) -> None:  # noqa: ANN401 - ASGI's function
    """Read the rest of a request and throw it away: over HTTP/2 an answer that comes before its end is lost."""
    left = settings.PINGYI_LARGEST_REQUEST
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            break


async def _refuse(headers: dict[bytes, bytes], most: int, send: Any) -> None:  # noqa: ANN401 - ASGI's function
    # Whose session ended during a long upload is told so.
    status, text = (401, _ENDED) if most == STRANGER and _key(headers) else (413, _LARGE)
    said = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": said})
    await send({"type": "http.response.body", "body": text.encode()})


_LARGE = "文件太大。 The file is too large.\n"
_ENDED = "您的登录已结束，请重新登录。 You are not signed in any more: sign in again.\n"
