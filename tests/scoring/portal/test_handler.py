"""Django under the asynchronous server: threads that stay, files that stream, failures that are answered."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tests.portal_data import data_folder

data_folder()

from scoring.portal.handler import THREADS, Pages

pytestmark = pytest.mark.usefixtures("db")
View = Callable[[HttpRequest], HttpResponseBase]


def answers(view: View, requests: int = 1) -> list[tuple[int, list[bytes]]]:
    """Return what comes of requests at the same time to a view: the status and the pieces of each."""

    async def ask(pages: Pages) -> tuple[int, list[bytes]]:
        sent: list[dict[str, Any]] = []
        gone = asyncio.Event()
        coming = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> dict[str, Any]:
            if coming:
                return coming.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        headers = [(b"host", b"testserver")]
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/x/",
            "query_string": b"",
            "headers": headers,
            "scheme": "http",
        }
        await pages(scope, receive, send)
        return sent[0]["status"], [piece["body"] for piece in sent[1:] if piece.get("body")]

    async def ask_all() -> list[tuple[int, list[bytes]]]:
        pages = Pages()
        pages._middleware_chain = view  # type: ignore[attr-defined] # noqa: SLF001 - what Django makes of the settings
        return list(await asyncio.gather(*(ask(pages) for _ in range(requests))))

    return asyncio.run(ask_all())


def test_requests_run_at_the_same_time_in_few_threads() -> None:
    """As many as there are threads run together, and no request gets a thread of its own making."""
    together = threading.Barrier(THREADS)
    names: set[str] = set()

    def view(request: HttpRequest) -> HttpResponse:
        together.wait(30)
        names.add(threading.current_thread().name.rpartition("_")[0])
        return HttpResponse("here")

    assert answers(view, 2 * THREADS) == [(200, [b"here"])] * 2 * THREADS
    assert names == {"page"}


def test_files_stream(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A large file goes out piece by piece and is never read whole; its order stays."""
    file = tmp_path_factory.mktemp("file") / "film.mp4"
    data = bytes(range(256)) * 1024
    file.write_bytes(data)
    ((status, pieces),) = answers(lambda _: FileResponse(file.open("rb")))
    assert (status, b"".join(pieces)) == (200, data)
    assert {len(piece) for piece in pieces} == {2**16}


def test_what_fails_beyond_the_page_of_failures_is_answered_too(caplog: pytest.LogCaptureFixture) -> None:
    """The visitor gets an answer, the log gets the trace."""

    def view(_: HttpRequest) -> HttpResponse:
        raise RuntimeError("not even the page of failures")

    logger = logging.getLogger("scoring.portal.handler")
    logger.addHandler(caplog.handler)
    try:
        ((status, pieces),) = answers(view)
    finally:
        logger.removeHandler(caplog.handler)
    assert status == 500
    assert b"".join(pieces).decode() == "出错了，请稍后再试。 Something went wrong; try again.\n"
    assert sorted({record.message for record in caplog.records}) == ["The answer to /x/ could not be made."]
