"""Cookies in one header: browsers that speak HTTP/2, as they do over TLS, send each cookie in a header of its own.

RFC 9113, section 8.2.3: before anybody reads them they are joined with “; ”.
"""

from __future__ import annotations

from typing import Any


def in_one_header(scope: dict[str, Any]) -> dict[str, Any]:
    """Return the scope of a request (ASGI) with all its cookies in one header."""
    cookies = [value for name, value in scope["headers"] if name == b"cookie"]
    if len(cookies) < 2:  # noqa: PLR2004 - two are the first that can be joined
        return scope
    others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    return {**scope, "headers": [*others, (b"cookie", b"; ".join(cookies))]}
