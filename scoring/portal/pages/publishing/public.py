"""The public page of a round: who has which grade, for anybody, as it was published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from scoring.actions.permissions import Visitor, reads_public
from scoring.actions.publishing import public_records, published_list
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.downloads import recorded
from scoring.portal.wording import tr
from scoring.storage.models import Stage


@page("r/<slug:slug>/public/", "public", may=reads_public)
def public(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the published list."""
    publication = visitor.given_out[Stage.PUBLIC]
    names = [record.path.rpartition("/")[2] for record in public_records(round_of(visitor))]
    context = {"listed": published_list(publication, tr), "publication": publication, "names": names}
    return render(request, "publishing/public.html", context)


@page("r/<slug:slug>/public/<str:file>", "public-file", may=reads_public)
def public_file(request: HttpRequest, visitor: Visitor, file: str) -> HttpResponseBase:
    """Hand over a file of the published list."""
    found = {record.path.rpartition("/")[2]: record for record in public_records(round_of(visitor))}.get(file)
    return recorded(found) if found else refusals.nothing_here(request)
