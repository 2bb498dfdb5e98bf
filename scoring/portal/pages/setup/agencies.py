"""The agencies of a round: found among thousands, added, corrected, taken off the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.agencies import add_agencies, class_titles, correct_agency, listed, remove_agency
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.portal.listed import page_asked, words_asked

_FIELDS = ("name", "class", "region", "presents", "number")


@page("r/<slug:slug>/agencies/", "agencies", may=runs_rounds)
def search(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List a page of the agencies that were asked for."""
    return _listed(request, visitor)


@act("r/<slug:slug>/agencies/", "agencies-add", may=runs_rounds, when=while_open)
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Add agencies, one a line, or say in place which lines cannot be meant."""
    round_ = round_of(visitor)
    text = request.POST.get("lines", "")
    try:
        add_agencies(round_, visitor.person, visitor.now, visitor.plan, text)
    except Problems as problems:
        return _listed(request, visitor, problems, text)
    return redirect("agencies", slug=round_.slug)


@page("r/<slug:slug>/agencies/<str:agency>/entry/", "agency-entry", may=runs_rounds)
def entry(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show what is written of one agency as a form."""
    return _entry(request, visitor, agency)


@act("r/<slug:slug>/agencies/<str:agency>/entry/", "agency-correct", may=runs_rounds, when=while_open)
def correct(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Correct what is written of one agency, or take it off the list."""
    round_ = round_of(visitor)
    if agency not in visitor.plan.round.names:
        return refusals.nothing_here(request)
    typed = {field: request.POST.get(field, "").strip() for field in _FIELDS}
    try:
        if request.POST.get("do") == "remove":
            remove_agency(round_, visitor.person, visitor.now, agency)
        else:
            correct_agency(round_, visitor.person, visitor.now, agency, typed)
    except Problems as problems:
        return _entry(request, visitor, agency, problems, typed)
    return redirect("agencies", slug=round_.slug)


def _listed(request: HttpRequest, visitor: Visitor, problems: Problems | None = None, lines: str = "") -> HttpResponse:
    round_ = round_of(visitor)
    asked, kind = words_asked(request), request.GET.get("class", "")
    context = {
        "round": round_,
        "asked": asked,
        "kind": kind,
        "classes": class_titles(visitor.plan),
        "listing": listed(round_, visitor.plan, asked, page_asked(request), kind),
        "lines": lines,
        "edits": while_open(visitor) is None,
        "problems": problems.items if problems else (),
    }
    return render(request, "setup/agencies.html", context, status=422 if problems else 200)


def _entry(
    request: HttpRequest,
    visitor: Visitor,
    agency: str,
    problems: Problems | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    held = {item.id: (number, item) for number, item in enumerate(visitor.plan.round.agencies, start=1)}
    if agency not in held:
        return refusals.nothing_here(request)
    number, item = held[agency]
    written = {
        "name": item.name,
        "class": item.agency_class or "",
        "region": item.region or "",
        "presents": str(item.presents or ""),
        "number": str(number),
    }
    context = {
        "round": round_of(visitor),
        "agency": agency,
        "name": visitor.plan.round.names[agency],
        "typed": typed or written,
        "classes": class_titles(visitor.plan),
        "edits": while_open(visitor) is None,
        "problems": problems.items if problems else (),
    }
    return render(request, "setup/agency.html", context, status=422 if problems else 200)
