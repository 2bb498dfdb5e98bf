"""What an address asks for: the round, and whole numbers behind the question mark."""

from __future__ import annotations

from django.http import HttpRequest

from scoring.actions.permissions import Visitor
from scoring.storage.models import Person, Round

_MOST_DIGITS = 9


def round_of(visitor: Visitor) -> Round:
    """Return the round of a door whose address names one."""
    assert visitor.round is not None  # noqa: S101 - the door found it
    return visitor.round


def person_of(visitor: Visitor) -> Person:
    """Return who passed a door that only lets people in who are signed in."""
    assert visitor.person is not None  # noqa: S101 - the door lets nobody else in
    return visitor.person


def number(request: HttpRequest, name: str, usual: int) -> int:
    """Return a whole number from 1 on that the address asks for; the usual one where it asks for none."""
    text = request.GET.get(name, "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else usual
