"""Photos of a visit: a member brings and sees the own ones, the office sees all of an agency."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.permissions import Visitor, runs_rounds, scores_here, while_marking
from scoring.actions.visit_photos import Given, keep_photos, photo_of, photos_of
from scoring.portal import refusals
from scoring.portal.doors import act, page
from scoring.portal.downloads import download, inline

_ROUTE = "r/<slug:slug>/mark/<str:agency>/photos/"
_ALL = "r/<slug:slug>/agencies/<str:agency>/photos/"


@page(_ROUTE, "visit-photos", may=scores_here)
def show(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the member's own photos of an agency, and take more."""
    return _page(request, visitor, agency, None)


@act(_ROUTE, "visit-photos-add", may=scores_here, when=while_marking)
def add(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Keep the photos that a form brought."""
    assert visitor.person is not None and visitor.round is not None  # noqa: S101, PT018 - the door lets nobody else in
    given = [Given(file.name or "", cast("BinaryIO", file), file.size or 0) for file in request.FILES.getlist("photos")]
    try:
        keep_photos(visitor.round, visitor.person, agency, given, request.POST.get("shows", "")[:500], visitor.now)
    except Problems as problems:
        return _page(request, visitor, agency, problems)
    return redirect("visit-photos", slug=visitor.round.slug, agency=agency)


@page(f"{_ROUTE}<int:photo>/", "visit-photo", may=scores_here)
def show_own(request: HttpRequest, visitor: Visitor, agency: str, photo: int) -> HttpResponseBase:
    """Give one of the member's own photos out."""
    assert visitor.person is not None  # noqa: S101 - the door lets nobody else in
    return _picture(request, visitor, agency, photo, visitor.person.seat)


@page(_ALL, "photos-of", may=runs_rounds)
def show_all(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show the office all photos of an agency."""
    assert visitor.round is not None  # noqa: S101 - the address names a round
    if agency not in visitor.plan.round.names:
        return refusals.nothing_here(request)
    context = {
        "agency": agency,
        "name": visitor.plan.round.names[agency],
        "photos": photos_of(visitor.round, agency),
        "raters": visitor.plan.round.raters,
        "door": "photo-of",
    }
    return render(request, "panel/photos_of.html", context)


@page(f"{_ALL}<int:photo>/", "photo-of", may=runs_rounds)
def show_any(request: HttpRequest, visitor: Visitor, agency: str, photo: int) -> HttpResponseBase:
    """Give one photo of an agency out to the office."""
    return _picture(request, visitor, agency, photo, None)


def _picture(request: HttpRequest, visitor: Visitor, agency: str, photo: int, rater: str | None) -> HttpResponseBase:
    assert visitor.round is not None  # noqa: S101 - the address names a round
    held = photo_of(visitor.round, agency, photo, rater)
    if held is None:
        return refusals.nothing_here(request)
    return inline(held) if held.preview == "picture" else download(held)


def _page(request: HttpRequest, visitor: Visitor, agency: str, found: Problems | None) -> HttpResponse:
    assert visitor.person is not None and visitor.round is not None  # noqa: S101, PT018 - the door lets nobody else in
    context = {
        "agency": agency,
        "name": visitor.plan.round.names[agency],
        "photos": photos_of(visitor.round, agency, visitor.person.seat),
        "shows": request.POST.get("shows", ""),
        "problems": found.items if found else (),
        "door": "visit-photo",
        "closed": while_marking(visitor),
    }
    return render(request, "panel/visit_photos.html", context, status=422 if found else 200)
