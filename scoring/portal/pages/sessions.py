"""Where somebody is signed in: one's own on the own page, those of a round for the office; each ended with a press."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problem, Problems
from scoring.actions.devices import device_name
from scoring.actions.paging import pages_of
from scoring.actions.passwords import has_password, remove_password, set_password
from scoring.actions.people import ROLES
from scoring.actions.permissions import Visitor, runs_rounds, signed_in
from scoring.actions.sessions import end_session, listed_as, open_sessions, sessions_of
from scoring.portal import refusals
from scoring.portal.admitted import person_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked
from scoring.portal.own_address import own_address
from scoring.portal.pages.people import of
from scoring.storage.models import Person, Role

_A_PAGE = 50


@page("me/", "my-account", may=signed_in)
def mine(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show who one is here, where one is signed in, and whether there is a password."""
    return _mine(request, visitor)


@act("me/password/", "set-password", may=signed_in)
def set_own_password(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Set, change or take away the own password; every other session ends."""
    person, key = _own(visitor), request.session.session_key
    try:
        if request.POST.get("do") == "remove":
            remove_password(person, person, visitor.now, key)
        else:
            set_password(person, request.POST.get("old", ""), request.POST.get("new", ""), key, visitor.now)
    except Problems as problems:
        return _mine(request, visitor, problems.items)
    # Django counts a session as begun with the password of its day: this one goes on.
    update_session_auth_hash(request, person)
    return redirect("my-account")


@act("me/sessions/<str:listed>/", "end-my-session", may=signed_in)
def end_mine(request: HttpRequest, visitor: Visitor, listed: str) -> HttpResponse:
    """End one of the own sessions."""
    person = _own(visitor)
    if not end_session(listed, person, person, visitor.now):
        return refusals.nothing_here(request)
    return redirect("my-account")


@page("r/<slug:slug>/sessions/", "round-sessions", may=runs_rounds)
@page("office/sessions/", "office-sessions", may=runs_rounds)
def of_round(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the office who of a round, or of the office, is signed in where."""
    found = sessions_of(visitor.round, visitor.now)
    pages = pages_of(found.count(), page_asked(request), _A_PAGE)
    rows = [
        (listed_as(session), session, ROLES[Role(session.person.role)], device_name(session.device))
        for session in found[pages.span]
        if session.person
    ]
    return render(request, "people/sessions.html", {"rows": rows, "pages": pages})


@act("r/<slug:slug>/people/<int:number>/sessions/<str:listed>/", "end-session", may=runs_rounds)
@act("office/<int:number>/sessions/<str:listed>/", "end-office-session", may=runs_rounds)
def end(request: HttpRequest, visitor: Visitor, number: int, listed: str) -> HttpResponse:
    """End somebody's session."""
    found = of(visitor, number)
    if found is None or not end_session(listed, found, _own(visitor), visitor.now):
        return refusals.nothing_here(request)
    return redirect(own_address(request, request.POST.get("back", "")))


def _mine(request: HttpRequest, visitor: Visitor, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    person, key = _own(visitor), request.session.session_key
    context = {
        "person": person,
        "role": ROLES[Role(person.role)],
        "password": has_password(person),
        "sessions": [
            (listed_as(one), one, device_name(one.device), one.pk == key) for one in open_sessions(person, visitor.now)
        ],
        "problems": problems,
    }
    return render(request, "people/account.html", context, status=422 if problems else 200)


def _own(visitor: Visitor) -> Person:
    return person_of(visitor)
