"""The application that the server runs: saves go to the lane that is made for them, everything else to Django."""

from __future__ import annotations

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scoring.portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django is set up now, and only now may its models be read

from scoring.portal.bounds import bounded  # noqa: E402 - as above
from scoring.portal.cookies import in_one_header  # noqa: E402 - as above
from scoring.portal.forwarded import as_the_browser_sees_it  # noqa: E402 - as above
from scoring.portal.handler import Pages  # noqa: E402 - as above
from scoring.portal.lane import PATH, lane  # noqa: E402 - as above
from scoring.portal.worker_life import end_with_parent  # noqa: E402 - as above

_pages = Pages()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
    """Answer one request, or follow the server's beginning and end."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    scope = as_the_browser_sees_it(in_one_header(scope), settings.PINGYI_PROXY, settings.PINGYI_PROXY_ADDRESSES)
    if scope["path"] == PATH:
        await lane(scope, receive, send)
        return
    await bounded(_pages, scope, receive, send)


async def _live(receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            end_with_parent()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
