"""Photos of a visit: a member brings and sees the own ones, the office sees all of an agency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.permissions import Visitor, runs_rounds, scores_here, while_marking
from scoring.actions.visit_photos import keep_photos, photo_of, photos_of
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.downloads import download, inline
from scoring.portal.uploaded import as_sent

_ROUTE = "r/<slug:slug>/mark/<str:agency>/photos/"
_ALL = "r/<slug:slug>/agencies/<str:agency>/photos/"


@page(_ROUTE, "visit-photos", may=scores_here)
def show(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the member's own photos of an agency, and take more."""
    return _page(request, visitor, agency, None)


@act(_ROUTE, "visit-photos-add", may=scores_here, when=while_marking)
def add(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Keep the photos that a form brought."""
    round_ = round_of(visitor)
    given = [as_sent(file) for file in request.FILES.getlist("photos")]
    try:
        keep_photos(round_, person_of(visitor), agency, given, request.POST.get("shows", "")[:500], visitor.now)
    except Problems as problems:
        return _page(request, visitor, agency, problems)
    return redirect("visit-photos", slug=round_.slug, agency=agency)


@page(f"{_ROUTE}<int:photo>/", "visit-photo", may=scores_here)
def show_own(request: HttpRequest, visitor: Visitor, agency: str, photo: int) -> HttpResponseBase:
    """Give one of the member's own photos out."""
    return _picture(request, visitor, agency, photo, person_of(visitor).seat)


@page(_ALL, "photos-of", may=runs_rounds)
def show_all(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the office all photos of an agency."""
    if agency not in visitor.plan.round.names:
        return refusals.nothing_here(request)
    context = {
        "agency": agency,
        "name": visitor.plan.round.names[agency],
        "photos": photos_of(round_of(visitor), agency),
        "raters": visitor.plan.round.raters,
        "door": "photo-of",
    }
    return render(request, "panel/photos_of.html", context)


@page(f"{_ALL}<int:photo>/", "photo-of", may=runs_rounds)
def show_any(request: HttpRequest, visitor: Visitor, agency: str, photo: int) -> HttpResponseBase:
    """Give one photo of an agency out to the office."""
    return _picture(request, visitor, agency, photo, None)


def _picture(request: HttpRequest, visitor: Visitor, agency: str, photo: int, rater: str | None) -> HttpResponseBase:
    held = photo_of(round_of(visitor), agency, photo, rater)
    if held is None:
        return refusals.nothing_here(request)
    return inline(held) if held.preview == "picture" else download(held)


def _page(request: HttpRequest, visitor: Visitor, agency: str, found: Problems | None) -> HttpResponse:
    context = {
        "agency": agency,
        "name": visitor.plan.round.names[agency],
        "photos": photos_of(round_of(visitor), agency, person_of(visitor).seat),
        "shows": request.POST.get("shows", ""),
        "problems": found.items if found else (),
        "door": "visit-photo",
        "closed": while_marking(visitor),
    }
    return render(request, "panel/visit_photos.html", context, status=422 if found else 200)
