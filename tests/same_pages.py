"""Pages compared byte for byte, once what is new in every answer (tokens, nonces, the clock) is taken out."""

from __future__ import annotations

import re

from django.test import Client

CHANGING = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'data-token="[^"]*"'),
    re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d)?"),
)
LINKS = re.compile(rb'(?:href|src|action)="(/[^"#?]*)')


def lasting(body: bytes) -> bytes:
    """Return a page without what changes whenever it is asked for."""
    for pattern in CHANGING:
        body = pattern.sub(b"", body)
    return body


def found_by(client: Client, start: str = "/", most: int = 400) -> dict[str, tuple[int, bytes]]:
    """Return everything that somebody comes to by following links from `start`: status and lasting bytes by address."""
    seen: dict[str, tuple[int, bytes]] = {}
    waiting = [start]
    while waiting and len(seen) < most:
        address = waiting.pop()
        if address in seen or address.startswith(("/assets/", "/out/")):
            continue
        answer = client.get(address)
        body = answer.getvalue()
        seen[address] = (answer.status_code, lasting(body))
        waiting += [link.decode() for link in LINKS.findall(body)] if b"<html" in body[:200] else []
        waiting += [answer["Location"].partition("?")[0]] if answer.status_code in {301, 302} else []
    return seen
