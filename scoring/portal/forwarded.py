"""What a trusted reverse proxy says of a request, and nobody else: from where it came, and whether over HTTPS."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from typing import Any

_FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded")


def as_the_browser_sees_it(scope: dict[str, Any], proxy: str, addresses: Collection[str]) -> dict[str, Any]:
    """Return a request's ASGI scope with the browser's scheme and address in it, where a proxy at `proxy` (its origin).

    The proxy connects from this machine or from one of `addresses`. What anybody else writes into such headers is
    taken out. A proxy that says nothing of the scheme offers the one of its origin.
    """
    headers = scope["headers"]
    said = {name: value for name, value in headers if name in _FORWARDED}
    seen = {**scope, "headers": [pair for pair in headers if pair[0] not in _FORWARDED]} if said else scope
    peer = (scope.get("client") or ("",))[0]
    if not proxy or not _trusted(peer, addresses):
        return seen
    scheme = said.get(b"x-forwarded-proto", b"").decode("latin-1") or proxy.partition(":")[0]
    # The last address is the one that the proxy itself saw; those before it are what the browser claims.
    claimed = said.get(b"x-forwarded-for", b"").decode("latin-1").rpartition(",")[2].strip()
    client = [claimed, 0] if claimed else scope.get("client")
    return {**seen, "scheme": "https" if scheme == "https" else "http", "client": client}


def _trusted(peer: str, addresses: Collection[str]) -> bool:
    try:
        return peer in addresses or ip_address(peer).is_loopback
    except ValueError:
        return False
