"""How pages are read: larger type (关怀版) and language, one press each, kept with the account and on the device."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from scoring.actions.permissions import Visitor, anyone
from scoring.actions.preferences import CARE_COOKIE, LANGUAGE_COOKIE, LANGUAGES, set_care, set_language
from scoring.portal.doors import act
from scoring.portal.own_address import own_address
from scoring.storage.models import Person

Answer = TypeVar("Answer", bound=HttpResponse)
_YEAR = 365 * 24 * 60 * 60


@act("care/", "care", may=anyone)
def care(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Switch larger type on (`larger` is 1) or off, and go back to the page."""
    larger = request.POST.get("larger") == "1"
    if visitor.person:
        set_care(visitor.person, larger=larger)
    return _keep(_back(request), CARE_COOKIE, "1" if larger else "0")


@act("language/", "language", may=anyone)
def language(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Choose the language of all pages, and go back to the page."""
    chosen = request.POST.get("language", "")
    if chosen not in LANGUAGES:
        return _back(request)
    if visitor.person:
        set_language(visitor.person, chosen)
    return _keep(_back(request), LANGUAGE_COOKIE, chosen)


def remember(response: Answer, person: Person) -> Answer:
    """Return an answer that brings an account's choices to this device."""
    _keep(response, CARE_COOKIE, "1" if person.care else "0")
    return _keep(response, LANGUAGE_COOKIE, person.language) if person.language else response


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(own_address(request, request.POST.get("back", "")))


def _keep(response: Answer, name: str, value: str) -> Answer:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
