"""How much a request may bring: little from strangers, as much as a film of a visit from those who are signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings

STRANGER = 1024 * 1024


class TooLargeError(Exception):
    """More came than was allowed."""


async def bounded(app: Any, scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
    """Let `app` answer, unless the request brings more than it may: that is refused before it lies on the disk.

    Whether a session is good is for the application to find out; that it is named is enough to be listened to.
    """
    headers = dict(scope["headers"])
    named = settings.SESSION_COOKIE_NAME.encode() + b"="
    most = settings.PINGYI_LARGEST_REQUEST if named in headers.get(b"cookie", b"") else STRANGER
    if int(headers.get(b"content-length", b"0") or b"0") > most:
        await _refuse(send)
        return
    begun = False
    taken = 0

    async def counted() -> Any:  # noqa: ANN401 - ASGI's message
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError
        return message

    async def noted(message: Any) -> None:  # noqa: ANN401 - ASGI's message
        nonlocal begun
        begun = True
        await send(message)

    try:
        await app(scope, counted, noted)
    except TooLargeError:
        if not begun:
            await _refuse(send)


async def _refuse(send: Any) -> None:  # noqa: ANN401 - ASGI's function
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": "文件太大。 The file is too large.\n".encode()})
