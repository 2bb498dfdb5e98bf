"""Whose sessions saves come with: the same rules as for pages, asked for many sessions at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from scoring.actions.sessions import IDLE
from scoring.storage import saves
from scoring.storage.models import Person, Role, Session

_NOTICED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Saver:
    """Somebody whose saves are looked at: `person` and `seat` say whose they are, `by` who hands them in."""

    person: int
    role: str
    seat: str
    round: int | None
    language: str
    by: int

    def owns(self, sheet: saves.SheetRow) -> bool:
        """Return whether it is this panel member's own sheet."""
        return self.role == Role.PANEL and sheet.round == self.round and bool(self.seat) and sheet.rater == self.seat


def savers(keys: Iterable[str], now: datetime) -> dict[str, Saver]:
    """Return who is signed in by which of these session keys, and note that the sessions are used."""
    rows = saves.sessions(keys)
    found = {key: row for key, row in rows.items() if _holds(row, now)}
    stale = [key for key, row in found.items() if now - row.seen > _NOTICED]
    if stale:
        saves.seen(stale, now)
    return {
        key: Saver(row.person, row.role, row.seat, row.round, row.language, row.person) for key, row in found.items()
    }


def _holds(row: saves.SessionRow, now: datetime) -> bool:
    """Return whether a page would accept a session: not over, of somebody active, begun with the present password."""
    if not row.active or row.expires <= now or now - row.seen > IDLE:
        return False
    person, backend, proof = _told(row.data)
    known = person == str(row.person) and backend in settings.AUTHENTICATION_BACKENDS
    return known and constant_time_compare(proof, _proof(row.password))


@lru_cache(maxsize=4096)
def _told(data: str) -> tuple[str, str, str]:
    """Return whose a session is by its own word, by which backend, and the proof of the password it began with."""
    held = Session.get_session_store_class()().decode(data)
    return str(held.get(SESSION_KEY)), str(held.get(BACKEND_SESSION_KEY)), str(held.get(HASH_SESSION_KEY, ""))


@lru_cache(maxsize=4096)
def _proof(password: str) -> str:
    return Person(password=password).get_session_auth_hash()
