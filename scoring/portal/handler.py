"""Django under an asynchronous server: every request runs whole in one of a few threads, files stream from the disk.

Django's own handler starts threads as requests come, opens a database connection in each, and reads a file that it
should stream into memory; these threads keep their connections, and there are never more of them than `THREADS`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseServerError, StreamingHttpResponse

_log = logging.getLogger(__name__)
THREADS = 16
_FAILED = "出错了，请稍后再试。 Something went wrong; try again.\n"


class Pages(ASGIHandler):
    """Answers all requests that Django is for."""

    def __init__(self) -> None:
        # Not ASGIHandler's own: it would wrap every middleware so that each changes the thread.
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI's functions
        """Answer one request."""
        await self.handle(scope, receive, send)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer to a request, made in one of the threads."""
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self._threads, copy_context().run, self._answer, request)
        if isinstance(response, StreamingHttpResponse):
            content = response.streaming_content
            if isinstance(content, Iterator):
                response.streaming_content = self._pieces(content)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        close_old_connections()
        try:
            return self.get_response(request)
        except Exception:  # noqa: BLE001 - what fails so far outside is the page that says that something failed
            _log.exception("The answer to %s could not be made.", request.path)
            return HttpResponseServerError(_FAILED, "text/plain; charset=utf-8")
        finally:
            close_old_connections()

    async def _pieces(self, content: Iterator[bytes]) -> AsyncIterator[bytes]:
        loop = asyncio.get_running_loop()
        while (piece := await loop.run_in_executor(self._threads, next, content, None)) is not None:
            yield piece
