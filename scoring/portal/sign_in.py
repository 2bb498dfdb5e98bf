"""Who signs in: by personal link and PIN, or by name and password; both throttled."""

from __future__ import annotations

import hashlib

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rubrics import say
from scoring.storage.models import Person


def digest(token: str) -> str:
    """Return what is kept of a personal link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Backend(BaseBackend):
    """Knows people by link and PIN (`username` is the token's digest), or by login and password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, pin: str | None = None
    ) -> Person | None:
        """Return who that is; None for a stranger, a wrong PIN or password, or somebody who may not sign in any more."""
        if pin is not None and username:
            person = Person.objects.filter(link=username, is_active=True).first()
            return person if person and check_password(pin, person.pin) else None
        if password and username:
            person = Person.objects.filter(login=username, is_active=True).first()
            return person if person and person.has_usable_password() and person.check_password(password) else None
        return None

    def get_user(self, user_id: int) -> Person | None:
        """Return who is signed in by this session; None once they may not be any more."""
        return Person.objects.filter(pk=user_id, is_active=True).select_related("round").first()


def locked_out(request: HttpRequest, credentials: dict[str, str] | None = None, *args: object) -> HttpResponse:  # noqa: ARG001 - django-axes' signature
    """Answer after too many wrong tries."""
    what = say("Too many wrong tries: signing in is closed for fifteen minutes.")
    remedy = say("Wait, or ask the office for a new slip.")
    return render(request, "refusal.html", {"what": what, "remedy": remedy, "status": 429}, status=429)
