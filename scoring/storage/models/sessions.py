"""Sessions that know whose they are, so that they can be listed and ended."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

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
    def get_session_store_class(cls) -> type:
        """Return the store that writes these rows."""
        from scoring.storage.sessions import SessionStore  # noqa: PLC0415 - the store imports this model

        return SessionStore
