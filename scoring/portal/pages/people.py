"""The office's people: of a round, and of the office itself; one page for all, one for each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from rubrics import Problem, Problems
from scoring.actions.devices import device_name
from scoring.actions.paging import pages_of
from scoring.actions.passwords import has_password, remove_password
from scoring.actions.people import (
    ROLES,
    Called,
    add_person,
    find_people,
    let_in_again,
    make_people,
    rename,
    seat_titles,
    shut_out,
    without_people,
)
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.sessions import listed_as, open_sessions
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked, words_asked
from scoring.storage.models import Person, Role

_A_PAGE = 50


@page("r/<slug:slug>/people/", "people", may=runs_rounds)
@page("office/", "office-people", may=runs_rounds)
def people(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show who may sign in, searched and by pages; what is still to be done stands above."""
    return _people(request, visitor)


@act("r/<slug:slug>/people/", "add-person", may=runs_rounds)
@act("office/", "add-office", may=runs_rounds)
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Add an observer to a round, or a member to the office."""
    role = Role.OBSERVER if visitor.round else Role.OFFICE
    try:
        made = add_person(visitor.round, role, _called(request), visitor.person, visitor.now)
    except Problems as problems:
        return _people(request, visitor, problems.items)
    return _to(visitor, made)


@act("r/<slug:slug>/people/make/", "make-people", may=runs_rounds)
def make(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Make somebody for every seat and agency that has nobody."""
    round_ = round_of(visitor)
    make_people(round_, person_of(visitor), visitor.now)
    return redirect("people", slug=round_.slug)


@page("r/<slug:slug>/people/<int:number>/", "person", may=runs_rounds)
@page("office/<int:number>/", "office-person", may=runs_rounds)
def person(request: HttpRequest, visitor: Visitor, number: int) -> HttpResponse:
    """Show one of them: slip, password, sessions."""
    found = of(visitor, number)
    return _person(request, visitor, found) if found else refusals.nothing_here(request)


@act("r/<slug:slug>/people/<int:number>/", "change-person", may=runs_rounds)
@act("office/<int:number>/", "change-office-person", may=runs_rounds)
def change(request: HttpRequest, visitor: Visitor, number: int) -> HttpResponseBase:
    """Rename somebody, shut them out, let them in again, or take their password away: as `do` says."""
    found = of(visitor, number)
    if found is None:
        return refusals.nothing_here(request)
    by, at = person_of(visitor), visitor.now
    try:
        match request.POST.get("do"):
            case "rename":
                rename(found, _called(request), by, at)
            case "shut-out":
                shut_out(found, by, at)
            case "let-in":
                let_in_again(found, by, at)
            case "password":
                remove_password(found, by, at)
    except Problems as problems:
        return _person(request, visitor, found, problems.items)
    return _to(visitor, found)


def of(visitor: Visitor, number: int) -> Person | None:
    """Return the one with this number in the visitor's round, or in the office where the address names no round."""
    return Person.objects.filter(round=visitor.round, pk=number).first()


def _called(request: HttpRequest) -> Called:
    return Called(request.POST.get("name", ""), request.POST.get("phone", ""))


def _to(visitor: Visitor, found: Person) -> HttpResponse:
    if visitor.round:
        return redirect("person", slug=visitor.round.slug, number=found.pk)
    return redirect("office-person", number=found.pk)


def _people(request: HttpRequest, visitor: Visitor, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    words, role = words_asked(request), request.GET.get("role", "")
    found = find_people(visitor.round, words, role if role in ROLES else "")
    pages = pages_of(found.count(), page_asked(request), _A_PAGE)
    context = {
        "shown": found[pages.span],
        "pages": pages,
        "words": words,
        "role": role,
        "roles": ROLES,
        "seats": seat_titles(visitor.round) if visitor.round else {},
        "missing": len(without_people(visitor.round)) if visitor.round else 0,
        "no_slip": find_people(visitor.round).filter(is_active=True, link=None).count(),
        "problems": problems,
        "typed": request.POST,
    }
    return render(request, "people/people.html", context, status=422 if problems else 200)


def _person(request: HttpRequest, visitor: Visitor, found: Person, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    context = {
        "person": found,
        "role": ROLES[Role(found.role)],
        "seat": seat_titles(visitor.round).get((found.role, found.seat), found.seat) if visitor.round else "",
        "password": has_password(found),
        "sessions": [(listed_as(one), one, device_name(one.device)) for one in open_sessions(found, visitor.now)],
        "problems": problems,
    }
    return render(request, "people/person.html", context, status=422 if problems else 200)
