"""Signing in and out: a personal link is confirmed by a press and a PIN, so no scanner of mails can use it up."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from rubrics import say
from scoring.actions.permissions import Visitor, anyone, signed_in
from scoring.portal.doors import act, page
from scoring.portal.sign_in import digest
from scoring.storage.models import Person

_WRONG = say("That is not right. Look at the slip again; after five wrong tries it closes for fifteen minutes.")


@page("in/", "sign-in", may=anyone)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask for name and password, or say where the personal link is."""
    return render(request, "signing_in/ask.html", {"next": request.GET.get("next", ""), "wrong": None})


@act("in/", "sign-in-password", may=anyone)
def by_password(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Let somebody in by name and password."""
    person = authenticate(request, username=request.POST.get("login", ""), password=request.POST.get("password", ""))
    if isinstance(person, Person):
        return _let_in(request, person, visitor.now, request.POST.get("next", ""))
    context = {"next": request.POST.get("next", ""), "wrong": _WRONG}
    return render(request, "signing_in/ask.html", context, status=403)


@page("in/<str:token>/", "personal-link", may=anyone)
def greet(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponse:
    """Show a personal link, which changes nothing: only the press below it does."""
    return render(request, "signing_in/link.html", {"token": token, "wrong": None})


@act("in/<str:token>/", "personal-link-confirm", may=anyone)
def by_link(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponse:
    """Let somebody in by link and PIN."""
    person = authenticate(request, username=digest(token), pin=request.POST.get("pin", ""))
    if isinstance(person, Person):
        return _let_in(request, person, visitor.now, "")
    return render(request, "signing_in/link.html", {"token": token, "wrong": _WRONG}, status=403)


@act("out/", "sign-out", may=signed_in)
def out(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("sign-in")


def _let_in(request: HttpRequest, person: Person, now: datetime, target: str) -> HttpResponse:
    login(request, person, backend="scoring.portal.sign_in.Backend")
    request.session["device"] = request.headers.get("User-Agent", "")[:200]
    request.session["started"] = now.isoformat()
    own = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if target and own else "home")
