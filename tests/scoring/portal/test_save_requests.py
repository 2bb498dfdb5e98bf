"""What POST /saves brings is looked at before any of it is believed."""

from __future__ import annotations

import json

import pytest

from tests.portal_data import data_folder

data_folder()

from scoring.actions.sent import Sent
from scoring.portal.save_requests import read_request

JSON = "application/json; charset=utf-8"
SAVE: dict[str, object] = {
    "device": "ph0ne-_",
    "seq": 3,
    "sheet": 7,
    "criterion": "A1",
    "value": "8",
    "reason": "好",
    "base": 41,
    "after": ["ph0ne-_", 2],
}


def body(**more: object) -> bytes:
    """Return a request with one save that has these fields."""
    return json.dumps({"token": "abc", "saves": [SAVE | more]}).encode()


def test_a_save() -> None:
    """All fields of a save arrive; what may be left out is."""
    least = {name: SAVE[name] for name in ("device", "seq", "sheet", "criterion", "value")}
    read = read_request(JSON, json.dumps({"token": "abc", "saves": [SAVE, least]}).encode())
    whole = Sent("ph0ne-_", 3, 7, "A1", "8", "好", 41, ("ph0ne-_", 2))
    assert read == ("abc", (whole, Sent("ph0ne-_", 3, 7, "A1", "8", "", 0, None)))


@pytest.mark.parametrize(
    "fields",
    [
        {"device": ""},
        {"device": "a" * 23},
        {"device": "手机"},
        {"device": 1},
        {"seq": -1},
        {"seq": "1"},
        {"seq": True},
        {"seq": 2**53},
        {"seq": 1.0},
        {"sheet": None},
        {"sheet": 2**70},
        {"criterion": ""},
        {"criterion": "A" * 65},
        {"criterion": "A\u0000"},
        {"criterion": "\ud800"},
        {"criterion": 1},
        {"value": 8},
        {"value": None},
        {"value": "8" * 20_001},
        {"reason": None},
        {"base": "41"},
        {"after": "ph0ne"},
        {"after": ["ph0ne"]},
        {"after": [1, "ph0ne"]},
    ],
)
def test_an_ill_formed_save(fields: dict[str, object]) -> None:
    """A save with one field that cannot be is none, and nothing of its request is read."""
    assert read_request(JSON, body(**fields)) is None


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("text/plain", body()),
        ("", body()),
        (JSON, b""),
        (JSON, b"[]"),
        (JSON, b"null"),
        (JSON, b"[" * 100_000),
        (JSON, b"\xff"),
        (JSON, b'{"token": "abc"}'),
        (JSON, b'{"token": "abc", "saves": []}'),
        (JSON, b'{"token": "abc", "saves": {"1": 2}}'),
        (JSON, b'{"token": "abc", "saves": [[]]}'),
        (JSON, b'{"token": 1, "saves": [{}]}'),
        (JSON, json.dumps({"token": "令牌", "saves": [SAVE]}).encode()),
        (JSON, json.dumps({"token": "abc", "saves": [SAVE] * 101}).encode()),
    ],
)
def test_an_ill_formed_request(kind: str, sent: bytes) -> None:
    """What is no JSON of this shape is refused as a whole."""
    assert read_request(kind, sent) is None
