"""What the server writes down."""

from __future__ import annotations

import logging

import pytest

from scoring.portal.logs import WithoutTokens


@pytest.mark.parametrize(
    ("message", "arguments", "written"),
    [
        ("Forbidden: %s", ("/in/abcd-efgh/",), "Forbidden: /in/…/"),
        ("Not Found: %s", ("/r/demo/",), "Not Found: /r/demo/"),
        ("/in/a/ and /in/b", (), "/in/…/ and /in/…"),
    ],
)
def test_tokens_are_not_written_down(message: str, arguments: tuple[str, ...], written: str) -> None:
    """Who reads the log cannot use anybody's link."""
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, arguments, None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == written
