"""Signing in and out: a personal link is confirmed by a press and a PIN, so no scanner of mails can use it up."""

from __future__ import annotations

from datetime import datetime
from threading import BoundedSemaphore

from axes.utils import reset
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import say
from scoring.actions.permissions import Visitor, anyone, signed_in
from scoring.actions.preferences import bring_along
from scoring.actions.slips import digest
from scoring.actions.typed_text import plain
from scoring.portal import refusals
from scoring.portal.doors import act, page
from scoring.portal.own_address import own_address
from scoring.portal.pages.preferences import remember
from scoring.rounds.half_width import half_width
from scoring.storage.models import Person

_WRONG = say("That is not right. Look at the slip again; after five wrong tries it closes for fifteen minutes.")
# A password takes long to check, on purpose: whoever sends a flood of them is not to keep all others from their pages.
_CHECKS = BoundedSemaphore(4)


@page("in/", "sign-in", may=anyone)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask for name and password, or say where the personal link is."""
    return render(request, "signing_in/ask.html", {"next": request.GET.get("next", ""), "wrong": None, "login": ""})


@act("in/", "sign-in-password", may=anyone)
def by_password(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Let somebody in by name and password."""
    name, target = plain(request.POST.get("login", "")), request.POST.get("next", "")
    if not _CHECKS.acquire(blocking=False):
        return refusals.busy(request)
    try:
        person = authenticate(request, username=name, password=request.POST.get("password", ""))
    finally:
        _CHECKS.release()
    if isinstance(person, Person):
        return _let_in(request, person, visitor.now, target)
    return render(request, "signing_in/ask.html", {"next": target, "wrong": _WRONG, "login": name}, status=403)


@page("in/<str:token>/", "personal-link", may=anyone)
def greet(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponse:
    """Show a personal link, which changes nothing: only the press below it does. Who is in already goes on."""
    if visitor.person and visitor.person.link == digest(token):
        return redirect("home")
    return render(request, "signing_in/link.html", {"wrong": None, "wechat": _in_wechat(request)})


@act("in/<str:token>/", "personal-link-confirm", may=anyone)
def by_link(request: HttpRequest, visitor: Visitor, token: str) -> HttpResponse:
    """Let somebody in by link and PIN."""
    pin = "".join(half_width(request.POST.get("pin", "")).split())
    person = authenticate(request, username=digest(token), pin=pin)
    if isinstance(person, Person):
        reset(username=digest(token))
        return _let_in(request, person, visitor.now, "")
    return render(request, "signing_in/link.html", {"wrong": _WRONG, "wechat": _in_wechat(request)}, status=403)


@act("out/", "sign-out", may=signed_in)
def out(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("sign-in")


def _let_in(request: HttpRequest, person: Person, now: datetime, target: str) -> HttpResponse:
    login(request, person, backend="scoring.portal.sign_in.Backend")
    request.session["device"] = request.headers.get("User-Agent", "")[:200]
    request.session["started"] = now.isoformat()
    bring_along(person, request.COOKIES)
    return remember(redirect(own_address(request, target)), person)


def _in_wechat(request: HttpRequest) -> bool:
    """Return whether the page is read inside WeChat, which forgets who signed in and sends pictures badly."""
    return "MicroMessenger" in request.headers.get("User-Agent", "")
