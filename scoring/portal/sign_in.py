"""Who signs in: by personal link and PIN, or by name and password; both throttled, and over when idle."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from rubrics import say
from scoring.actions.passwords import has_password
from scoring.actions.sessions import notice
from scoring.actions.slips import pin_fits
from scoring.storage.models import Person


class Backend(BaseBackend):
    """Knows people by link and PIN (`username` is the token's digest), or by login and password.

    A name or link that is nobody's takes as long to refuse as a wrong password or PIN.
    """

    def authenticate(  # type: ignore[override]  # Django passes only backends whose names fit
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        username: str | None = None,
        password: str | None = None,
        pin: str | None = None,
    ) -> Person | None:
        """Return who that is; None for a stranger, a wrong PIN or password, or somebody who was shut out."""
        if pin is not None and username:
            person = Person.objects.filter(link=username, is_active=True).first()
            fits = pin_fits(pin, person.pin if person else "")
            return person if fits else None
        if password and username:
            person = Person.objects.filter(login=username, is_active=True).first()
            if person is None or not has_password(person):
                Person().set_password(password)
                return None
            return person if person.check_password(password) else None
        return None

    def get_user(self, user_id: int) -> Person | None:
        """Return who is signed in by this session; None once they may not be any more."""
        return Person.objects.filter(pk=user_id, is_active=True).select_related("round").first()


class Idle:
    """The middleware that notes when a session is used, and ends one that nobody used for hours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; a session that was idle for too long is over before."""
        key = request.session.session_key
        if key and isinstance(request.user, Person):
            # What htmx calls the element that asked: figures that are fetched anew keep nobody signed in.
            used = request.headers.get("HX-Trigger") != "rows"
            if not notice(key, request.user, timezone.now(), used=used):
                logout(request)
        return self.get_response(request)


def locked_out(request: HttpRequest, credentials: dict[str, str] | None = None, *args: object) -> HttpResponse:
    """Answer after too many wrong tries."""
    what = say("Too many wrong tries: signing in is closed for fifteen minutes.")
    remedy = say("Wait, or ask the office for a new slip.")
    return render(request, "refusal.html", {"what": what, "remedy": remedy, "status": 429}, status=429)
