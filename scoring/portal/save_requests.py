"""What POST /saves brings, from bytes to saves: everything is looked at before any of it is believed."""

from __future__ import annotations

import json

from scoring.actions.sent import Sent, read_sent

MOST_BYTES = 1 << 20
MOST_SAVES = 100


def read_request(kind: str, body: bytes) -> tuple[str, tuple[Sent, ...]] | None:
    """Return the token and the saves of a request; None for one that is ill-formed, whatever of it is."""
    if kind.partition(";")[0].strip().lower() != "application/json":
        return None
    try:
        held = json.loads(body)
        token, found = held["token"], held["saves"]
        if not (isinstance(token, str) and token.isascii() and isinstance(found, list)):
            return None
        if not 1 <= len(found) <= MOST_SAVES:
            return None
        return token, tuple(map(read_sent, found))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
