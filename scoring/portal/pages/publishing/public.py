"""The public page of a round: who has which grade, for anybody, as it was published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from scoring.actions.permissions import Visitor, reads_public
from scoring.actions.publishing import public_records, published_list
from scoring.portal import refusals
from scoring.portal.doors import page
from scoring.portal.pages.publishing.publication import handed
from scoring.portal.wording import tr
from scoring.storage.models import Stage


@page("r/<slug:slug>/public/", "public", may=reads_public)
def public(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the published list."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    publication = visitor.given_out[Stage.PUBLIC]
    names = [record.path.rpartition("/")[2] for record in public_records(visitor.round)]
    context = {"listed": published_list(publication, tr), "publication": publication, "names": names}
    return render(request, "publishing/public.html", context)


@page("r/<slug:slug>/public/<str:file>", "public-file", may=reads_public)
def public_file(request: HttpRequest, visitor: Visitor, file: str) -> HttpResponseBase:
    """Hand over a file of the published list."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    found = {record.path.rpartition("/")[2]: record for record in public_records(visitor.round)}.get(file)
    return handed(found) if found else refusals.nothing_here(request)
