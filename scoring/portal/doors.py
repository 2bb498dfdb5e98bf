"""Every page, action and download of the portal, with who may pass: nothing is reachable that is not listed here.

A view is a function of (request, visitor, **what the address names). `@page` answers GET, `@act` answers POST. Who may
not pass gets what is answered for an address that does not exist; who comes at the wrong time is told so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from rubrics import Problems
from scoring.actions.permissions import Question, Visitor, When, always
from scoring.portal import refusals
from scoring.portal.wording import speak
from scoring.storage.models import Person, Round

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Door:
    """One way in: `route` as Django writes it, `method` GET or POST, `may` and `when` from actions.permissions."""

    route: str
    name: str
    method: str
    may: Question
    when: When
    view: View


DOORS: list[Door] = []
# PostgreSQL has no place for it in a text, and fails where it is asked for one.
_NO_LETTER = "\0"


def page(route: str, name: str, *, may: Question, when: When = always) -> Callable[[View], View]:
    """Let a view answer GET at `route`, for those of whom `may` holds, while `when` says nothing against it."""
    return _door(route, name, "GET", may, when)


def act(route: str, name: str, *, may: Question, when: When = always) -> Callable[[View], View]:
    """Let a view answer POST at `route`; Django's CSRF check has passed by then."""
    return _door(route, name, "POST", may, when)


def patterns() -> list[URLPattern]:
    """Return the addresses of all doors; one address may have a page and an action."""
    routes: dict[str, dict[str, Door]] = {}
    for door in DOORS:
        routes.setdefault(door.route, {})[door.method] = door
    found = []
    for route, doors in routes.items():
        found += [path(route, _dispatch(doors), name=door.name) for door in doors.values()]
    return found


def _door(route: str, name: str, method: str, may: Question, when: When) -> Callable[[View], View]:
    def keep(view: View) -> View:
        DOORS.append(Door(route, name, method, may, when, view))
        return view

    return keep


def _dispatch(doors: dict[str, Door]) -> View:
    @wraps(next(iter(doors.values())).view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401 - what Django found in the address
        method = "GET" if request.method == "HEAD" else request.method or ""
        door = doors.get(method)
        if door is None:
            return HttpResponseNotAllowed(sorted(doors))
        return _pass(door, request, named)

    return answer


def _pass(door: Door, request: HttpRequest, named: dict[str, Any]) -> HttpResponseBase:
    if _NO_LETTER in unquote(request.get_full_path()):
        return refusals.nothing_here(request)
    visitor = _visitor(request, named)
    if visitor is None or not door.may(visitor):
        if not request.user.is_authenticated:
            return redirect(f"{reverse('sign-in')}?next={request.path}" if door.method == "GET" else reverse("sign-in"))
        return refusals.nothing_here(request)
    hindered = door.when(visitor)
    if hindered is not None:
        return refusals.not_now(request, hindered)
    try:
        return door.view(request, visitor, **{name: value for name, value in named.items() if name != "slug"})
    except Problems as problems:
        return refusals.problems(request, problems)


def _visitor(request: HttpRequest, named: dict[str, Any]) -> Visitor | None:
    """Return who asks; None where the address names a round that does not exist."""
    person = request.user if isinstance(request.user, Person) and request.user.is_active else None
    if person and person.language:
        speak(person.language)
    visitor = Visitor(person, timezone.now(), agency=named.get("agency"), rater=named.get("rater"), asked=named)
    if "slug" in named:
        found = Round.objects.filter(slug=named["slug"]).first()
        if found is None:
            return None
        visitor = replace(visitor, round=found)
    request.visitor = visitor  # type: ignore[attr-defined]  # for the shell of the page
    return visitor
