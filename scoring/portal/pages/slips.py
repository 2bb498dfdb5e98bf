"""Slips: printed once and shown once. Making them anew is a press, and says before what it does."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rubrics import Message
from scoring.actions.people import ROLES, chairs, find_people
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.slips import Slip, issue_all
from scoring.portal import refusals
from scoring.portal.doors import act, page
from scoring.portal.pages.people import of
from scoring.storage.models import Person, Role

AT_ONCE = 24
"""So many slips are made with one press: a page that phones print too, and a press by mistake undoes no more."""


@dataclass(frozen=True)
class Printed:
    """A slip as it is printed: who, as what, the link, its QR code as an inline picture, and the PIN."""

    name: str
    role: Message
    title: str
    link: str
    code: str
    pin: str


@page("r/<slug:slug>/slips/", "slips", may=runs_rounds)
@page("office/slips/", "office-slips", may=runs_rounds)
def offer(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say for whom there is no slip yet, and what making one does."""
    waiting = find_people(visitor.round).filter(is_active=True, link=None)
    context = {"waiting": waiting.count(), "at_once": AT_ONCE, "address": _address(request), "local": _local(request)}
    return render(request, "people/slips.html", context)


@act("r/<slug:slug>/slips/", "make-slips", may=runs_rounds)
@act("office/slips/", "make-office-slips", may=runs_rounds)
def make(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Make slips for those who have none, the first of them."""
    waiting = find_people(visitor.round).filter(is_active=True, link=None)
    return _print(request, visitor, list(waiting[:AT_ONCE]))


@act("r/<slug:slug>/people/<int:number>/slip/", "make-slip", may=runs_rounds)
@act("office/<int:number>/slip/", "make-office-slip", may=runs_rounds)
def make_one(request: HttpRequest, visitor: Visitor, number: int) -> HttpResponse:
    """Make a new slip for somebody; the old one is worthless from now on."""
    found = of(visitor, number)
    if found is None or not found.is_active:
        return refusals.nothing_here(request)
    return _print(request, visitor, [found])


def _print(request: HttpRequest, visitor: Visitor, people: list[Person]) -> HttpResponse:
    slips = issue_all(visitor.round, people, visitor.now, visitor.person)
    titles = {at: chair.title for at, chair in chairs(visitor.round).items()} if visitor.round else {}
    waiting = find_people(visitor.round).filter(is_active=True, link=None).count()
    context = {
        "slips": [_printed(request, slip, titles.get((slip.person.role, slip.person.seat), "")) for slip in slips],
        "waiting": waiting,
        "local": _local(request),
    }
    return render(request, "people/printed.html", context)


def _printed(request: HttpRequest, slip: Slip, title: str) -> Printed:
    link = _address(request) + reverse("personal-link", kwargs={"token": slip.link_token})
    code = segno.make(link, error="m", micro=False).svg_inline(omitsize=True, border=2, svgclass="code", lineclass=None)
    name = slip.person.name
    return Printed(name, ROLES[Role(slip.person.role)], title if title != name else "", link, code, slip.pin)


def _address(request: HttpRequest) -> str:
    """Return where the portal is from outside: what was declared for a proxy, else where the office found it."""
    declared = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    return declared[0] if declared else f"{request.scheme}://{request.get_host()}"


def _local(request: HttpRequest) -> bool:
    """Return whether links with this address lead nowhere from a phone."""
    host = _address(request).partition("://")[2].rpartition(":")[0] or _address(request).partition("://")[2]
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
