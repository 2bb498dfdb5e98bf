"""Whom a door let in, and to which round: said once here, so that no page has to say that there is one."""

from __future__ import annotations

from scoring.actions.permissions import Visitor
from scoring.storage.models import Person, Round


def round_of(visitor: Visitor) -> Round:
    """Return the round of a door whose address names one."""
    assert visitor.round is not None  # noqa: S101 - the door found it
    return visitor.round


def person_of(visitor: Visitor) -> Person:
    """Return who passed a door that only lets people in who are signed in."""
    assert visitor.person is not None  # noqa: S101 - the door lets nobody else in
    return visitor.person
