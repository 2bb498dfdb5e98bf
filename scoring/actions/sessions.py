"""Sessions: who is signed in where, listed and ended; one that nobody used for hours ends by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from rubrics import say
from scoring.actions.journal import note
from scoring.storage.models import Person, Round, Save, Session

IDLE = timedelta(hours=4)
"""A session that was not used for so long is over; a panel member's day of visits has longer pauses than an hour."""
_NOTICED = timedelta(minutes=5)


def listed_as(session: Session) -> str:
    """Return what a session is called on pages: its key would let whoever reads it in."""
    return hashlib.sha256(session.session_key.encode()).hexdigest()[:16]


def open_sessions(person: Person, at: datetime) -> QuerySet[Session]:
    """Return where somebody is signed in, the last used first."""
    return _open(at).filter(person=person).order_by("-seen", "pk")


def sessions_of(round_: Round | None, at: datetime) -> QuerySet[Session]:
    """Return where the people of a round (None: of the office) are signed in, by name."""
    return _open(at).filter(person__round=round_).select_related("person").order_by("person__name", "-seen", "pk")


def notice(key: str, person: Person, at: datetime, *, used: bool = True) -> bool:
    """Note that somebody uses a session; return False where it has been idle for too long and is over.

    Whoever saves marks is not idle, though no page is asked for meanwhile; a page that asks by itself is no use.
    """
    seen = Session.objects.filter(pk=key).values_list("seen", flat=True).first()
    if seen is None:
        return False
    if at - seen > IDLE and not Save.objects.filter(person=person, at__gt=at - IDLE).exists():
        return False
    if used and at - seen > _NOTICED:
        Session.objects.filter(pk=key).update(seen=at)
    return True


def end_session(listed: str, owner: Person, by: Person, at: datetime) -> bool:
    """End the session of `owner` that pages call `listed`; return whether there was one."""
    keys = [session.pk for session in Session.objects.filter(person=owner) if listed_as(session) == listed]
    with transaction.atomic():
        Session.objects.filter(pk__in=keys).delete()
        if keys and by.pk != owner.pk:
            note(owner.round, by, say("A session of {name} was ended.", name=owner.name), at)
    return bool(keys)


def end_all(people: Iterable[Person], but: str | None = None) -> None:
    """End every session of these people, `but` the one with this key."""
    Session.objects.filter(person__in=[person.pk for person in people]).exclude(pk=but or "").delete()


def _open(at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__gt=at, seen__gt=at - IDLE)
