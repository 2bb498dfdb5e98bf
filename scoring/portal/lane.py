"""The save lane, POST /saves: what panel members type, kept one row a save, many saves a commit.

The protocol. The browser sends JSON, `Content-Type: application/json`, from the same origin, with the session cookie:

    {"token": "…", "saves": [{"device": "…", "seq": 1, "sheet": 7, "criterion": "A1",
                              "value": "8", "reason": "", "base": 41, "after": ["…", 3]}]}

`token` belongs to the session (`outbox_of` gives it to the page). `device` (at most 22 letters, digits, - and _) and
`seq` number what one device saves; `base` is the id of the save that the page had seen in the cell, 0 for none, and
`after` the device and seq of what it was typed over and which was perhaps not acknowledged yet, or null. `criterion` is
a leaf's id or a box: ~highlights, ~problems, ~suggestions (their text is the `value`). At most 100 saves a request.

The answer is 200 and one line a save, in the order of the saves:

    {"saves": [{"device": "…", "seq": 1, "status": "kept", "id": 42, "value": "8", "newest": null, "message": null}]}

kept     it is on the disk under `id`; `value` is what it was understood as (８ typed, 8 kept)
known    it was kept before under `id`, or the cell holds just this already; `newest` if somebody wrote over it since
stale    not kept: another device or tab wrote into the cell meanwhile, `newest` is what it wrote
locked   not kept: the criterion is signed; `newest` is what the cell holds
refused  not kept: no mark by the rubric's rule, or a text that is too long; `message` says it in the page's language
closed   not kept: marking is not open, or the visitor is not asked for this; `message` says which
taken    not kept: this device has already numbered something else so; to be sent again under another device

`newest` is null or {"id", "value", "reason", "at", "mine"}: `at` as shown on pages, `mine` whether oneself wrote it.
What is not kept stays on the device until its owner decides. Everything else was not looked at, and is to be sent
again: 400 ill-formed, 401 not signed in any more, 403 wrong token or origin, 405, 413 too long, 503 try again later.

The page. A page of a panel member says in its view `render(request, …, {"outbox": outbox_of(request), …})` and in its
template `{% include "outbox.html" %}` once (the line that says what is saved, and the scripts): on every page of a
panel member, so that what is left is sent from there too. The form is described at the head of static/outbox_cells.js.

Who signs a sheet (or closes a round) locks rows in the order in which the lane does: first the round, then the sheet
(`Sheet.objects.select_for_update().get(…)`), and reads the saves only then: what is acknowledged later goes nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from scoring.actions.saving import Answer, Batch
from scoring.portal.hosts import is_own
from scoring.portal.save_requests import MOST_BYTES, read_request
from scoring.portal.save_writer import Busy, Writer
from scoring.portal.templating import moment
from scoring.portal.wording import COOKIE, shown, speak
from scoring.storage.models import Person

PATH = "/saves"
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
_SALT = "pingyi.saves"
_writer = Writer()


def outbox_of(request: HttpRequest) -> dict[str, object]:
    """Return what templates/outbox.html needs of a panel member's request: the session's token and whose it is."""
    person = request.user
    who = f"{person.pk}" if isinstance(person, Person) else ""
    worker = reverse("worker", kwargs={"slug": request.visitor.round.slug})  # type: ignore[attr-defined] # the door set it
    return {
        "token": token_of(request.session.session_key or ""),
        "who": who,
        "path": PATH,
        "worker": worker,
        "scope": worker.rpartition("/")[0] + "/",
    }


def token_of(session: str) -> str:
    """Return what proves that a page of this session sent something; other sites cannot read it."""
    return salted_hmac(_SALT, session, algorithm="sha256").hexdigest()[:32]


async def lane(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    """Answer one POST /saves: the ASGI application of this address."""
    status, told = await _answer(scope, receive)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append((b"allow", b"POST"))
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _answer(  # noqa: PLR0911 - one answer for each thing that can be wrong with a request
    scope: Mapping[str, Any], receive: Receive
) -> tuple[HTTPStatus, dict[str, object]]:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "POST":
        return HTTPStatus.METHOD_NOT_ALLOWED, {}
    if not is_own(headers.get("host", "")):
        return HTTPStatus.BAD_REQUEST, {}
    if not _from_here(headers):
        return HTTPStatus.FORBIDDEN, {}
    body = await _body(receive)
    if body is None:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {}
    read = read_request(headers.get("content-type", ""), body)
    if read is None:
        return HTTPStatus.BAD_REQUEST, {}
    token, saves = read
    cookies = parse_cookie(headers.get("cookie", ""))
    session = cookies.get(settings.SESSION_COOKIE_NAME, "")
    if not session:
        return HTTPStatus.UNAUTHORIZED, {}
    if not constant_time_compare(token, token_of(session)):
        return HTTPStatus.FORBIDDEN, {}
    try:
        answered = await _writer.keep(Batch(session, saves))
    except Busy:
        return HTTPStatus.SERVICE_UNAVAILABLE, {}
    if answered.saver is None:
        return HTTPStatus.UNAUTHORIZED, {}
    speak(answered.saver.language or cookies.get(COOKIE, ""))
    lines = zip(saves, answered.answers, strict=True)
    return HTTPStatus.OK, {
        "saves": [
            {"device": save.device, "seq": save.seq} | _line(answer, answered.saver.person) for save, answer in lines
        ]
    }


def _line(answer: Answer, person: int) -> dict[str, object]:
    held = answer.newest
    newest = held and {
        "id": held.id,
        "value": held.value,
        "reason": held.reason,
        "at": moment(held.at),
        "mine": held.person == person,
    }
    return {
        "status": answer.status,
        "id": answer.id,
        "value": answer.value,
        "newest": newest,
        "message": shown(answer.message) if answer.message else None,
    }


def _from_here(headers: Mapping[str, str]) -> bool:
    """Return whether a page of this site sent it, as far as the browser tells; the token proves the rest."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None or origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        return urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


async def _body(receive: Receive) -> bytes | None:
    """Return what was sent; None for more than a page of this site ever sends, and from somebody who is gone."""
    pieces, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        piece = message.get("body", b"")
        size += len(piece)
        if size > MOST_BYTES:
            return None
        pieces.append(piece)
        if not message.get("more_body", False):
            return b"".join(pieces)
