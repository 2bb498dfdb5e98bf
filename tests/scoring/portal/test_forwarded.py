"""Headers of proxies: believed from the one that was declared, taken out of what anybody else sends."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.portal.forwarded import as_the_browser_sees_it

ORIGIN = "https://pingyi.example.gov.cn"
FORGED = [(b"host", b"x"), (b"x-forwarded-for", b"6.6.6.6, 9.9.9.9"), (b"x-forwarded-proto", b"https")]


def scope(peer: str, headers: list[tuple[bytes, bytes]] | None = None) -> dict[str, Any]:
    """Return a request's scope as the server makes it."""
    return {"type": "http", "scheme": "http", "client": (peer, 1234), "headers": FORGED if headers is None else headers}


@pytest.mark.parametrize(
    ("peer", "proxy", "addresses", "seen"),
    [
        ("127.0.0.1", ORIGIN, [], ("https", "9.9.9.9")),
        ("::1", ORIGIN, [], ("https", "9.9.9.9")),
        ("10.0.0.5", ORIGIN, ["10.0.0.5"], ("https", "9.9.9.9")),
        ("10.0.0.6", ORIGIN, ["10.0.0.5"], ("http", "10.0.0.6")),
        ("127.0.0.1", "", [], ("http", "127.0.0.1")),
        ("unix", ORIGIN, [], ("http", "unix")),
    ],
)
def test_only_the_declared_proxy_is_believed(
    peer: str, proxy: str, addresses: list[str], seen: tuple[str, str]
) -> None:
    """Scheme and address are the browser's behind the proxy, the connection's else; the headers reach nobody."""
    found = as_the_browser_sees_it(scope(peer), proxy, addresses)
    assert (found["scheme"], found["client"][0]) == seen
    assert found["headers"] == [(b"host", b"x")]


@pytest.mark.parametrize(
    ("said", "origin", "scheme"),
    [
        ([], ORIGIN, "https"),
        ([], "http://10.0.0.1", "http"),
        ([(b"x-forwarded-proto", b"http")], ORIGIN, "http"),
        ([(b"x-forwarded-proto", b"nonsense")], ORIGIN, "http"),
    ],
)
def test_a_proxy_that_says_nothing_offers_its_origin(said: list[tuple[bytes, bytes]], origin: str, scheme: str) -> None:
    """The scheme is the one that the proxy says, or the one of its origin; the address stays where it says none."""
    found = as_the_browser_sees_it(scope("127.0.0.1", said), origin, [])
    assert (found["scheme"], found["client"]) == (scheme, ("127.0.0.1", 1234))
