"""The session engine (SESSION_ENGINE): Django's database store, with the person in a column of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from scoring.storage.models import Session


class SessionStore(DatabaseStore):
    """Keeps sessions in storage_session; the row names the person who signed in."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of a session, unsaved."""
        session: Session = super().create_model_instance(data)
        session.person_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        session.device = data.get("device", "")
        session.seen = timezone.now()
        session.started = datetime.fromisoformat(data["started"]) if "started" in data else session.seen
        return session
