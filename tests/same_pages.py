"""Pages compared byte for byte, once what is new in every answer (tokens, nonces, the clock) is taken out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from django.db import transaction
from django.test import Client

CHANGING = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'data-token="[^"]*"'),
    # The numbers of sheets are drawn, those of saves run through the whole portal.
    re.compile(rb'data-(sheet|base|after-outbox)="\d+"'),
    re.compile(rb'name="seen" value="\d+"'),
    re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d)?"),
)
LINKS = re.compile(rb'(?:href|src)="(/[^"#?]*)')


Pages = dict[str, tuple[int, bytes]]
"""What was answered, by address: the status, and what lasts of the headers and the body."""


def lasting(body: bytes) -> bytes:
    """Return a page without what changes whenever it is asked for."""
    for pattern in CHANGING:
        body = pattern.sub(b"", body)
    return body


def found_by(client: Client, *starts: str, most: int = 400) -> Pages:
    """Return all that somebody comes to by following links from `starts`, by address."""
    seen: Pages = {}
    waiting = list(starts)
    while waiting and len(seen) < most:
        address = waiting.pop()
        if address in seen or address.startswith(("/assets/", "/out/")):
            continue
        answer = client.get(address)
        body = answer.getvalue()
        # Cookies are named alone: what they hold is new each time.
        said = [f"{name}: {value}" for name, value in sorted(answer.items())] + sorted(answer.cookies)
        seen[address] = (answer.status_code, lasting("\n".join(said).encode() + b"\n\n" + body))
        waiting += [link.decode() for link in LINKS.findall(body)] if b"<html" in body[:200] else []
        waiting += [answer["Location"].partition("?")[0]] if answer.status_code in {301, 302} else []
    return seen


def seen_after(hidden: Callable[[], object], client: Client, *starts: str, most: int = 400) -> Pages:
    """Return what somebody comes to once something hidden has happened; it is taken back afterwards."""
    with transaction.atomic():
        hidden()
        forget_figures()
        pages = found_by(client, *starts, most=most)
        transaction.set_rollback(True)
    forget_figures()
    return pages


def forget_figures() -> None:
    """Forget what was computed: of two histories of which one is taken back, the states bear the same numbers."""
    for name, module in list(sys.modules.items()):
        if name.startswith("scoring."):
            for held in vars(module).values():
                if hasattr(held, "cache_clear") and getattr(held, "__module__", "") == name:
                    held.cache_clear()


def differing(one: Pages, other: Pages) -> list[str]:
    """Return the addresses that only one of them came to, or where the answers differ."""
    return sorted(address for address in one.keys() | other.keys() if one.get(address) != other.get(address))
