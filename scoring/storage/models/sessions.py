"""Sessions that know whose they are, so that they can be listed and ended; with their store (SESSION_ENGINE)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from scoring.storage.models.people import Person


class Session(AbstractBaseSession):
    """One signed-in device. `device` is what its browser calls itself, cut short; `seen` the last visit, to minutes."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    started = models.DateTimeField()
    seen = models.DateTimeField()
    device = models.CharField(max_length=200, blank=True)

    class Meta(AbstractBaseSession.Meta):
        db_table = "storage_session"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """Return the store that writes these rows."""
        return SessionStore


class SessionStore(DatabaseStore):
    """Keeps sessions in storage_session; the row names the person who signed in."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of a session, unsaved."""
        session = super().create_model_instance(data)
        assert isinstance(session, Session)  # noqa: S101 - the table is named above
        session.person_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        session.device = data.get("device", "")
        session.seen = timezone.now()
        session.started = datetime.fromisoformat(data["started"]) if "started" in data else session.seen
        return session
