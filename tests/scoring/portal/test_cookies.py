"""Tests of scoring.portal.cookies: what HTTP/2 parts is joined again."""

from __future__ import annotations

import pytest

from scoring.portal.cookies import in_one_header

OTHER = (b"accept", b"text/html")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ([OTHER], [OTHER]),
        ([(b"cookie", b"a=1; b=2"), OTHER], [(b"cookie", b"a=1; b=2"), OTHER]),
        ([(b"cookie", b"a=1"), OTHER, (b"cookie", b"b=2")], [OTHER, (b"cookie", b"a=1; b=2")]),
    ],
)
def test_all_cookies_are_in_one_header(sent: list[tuple[bytes, bytes]], read: list[tuple[bytes, bytes]]) -> None:
    """None, one and several headers of cookies; the others stay as they are."""
    assert in_one_header({"type": "http", "headers": sent}) == {"type": "http", "headers": read}
