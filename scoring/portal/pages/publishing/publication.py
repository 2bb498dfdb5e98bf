"""Publication: four stages, each given out by itself, with the files that it came to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from scoring.actions.permissions import Visitor, runs_rounds, while_open, while_settling
from scoring.actions.publishing import SHOWN, TITLES, give_out, given_file, stages, take_back
from scoring.actions.results import outcome_of
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.portal.downloads import recorded
from scoring.portal.wording import tr
from scoring.rounds import status_of
from scoring.storage.models import Shown


@page("r/<slug:slug>/publication/", "publication", may=runs_rounds)
def publication(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the stages, what was given out in each, and what may be given out now."""
    round_ = round_of(visitor)
    outcome = outcome_of(round_)
    context = {
        "outcome": outcome,
        "status": status_of(outcome.decision),
        "seen": SHOWN,
        "stages": stages(round_, outcome),
        "hindered": while_settling(visitor),
        "closed": while_open(visitor),
    }
    return render(request, "publishing/publication.html", context)


@act("r/<slug:slug>/publication/<str:stage>/", "give-out", may=runs_rounds, when=while_settling)
def give(request: HttpRequest, visitor: Visitor, stage: str) -> HttpResponse:
    """Give a stage out."""
    round_ = round_of(visitor)
    if stage not in TITLES:
        return refusals.nothing_here(request)
    panel = request.POST.get("panel", "")
    panel = panel if panel in Shown.values else Shown.NOTHING
    give_out(round_, stage, request.POST.get("seen", ""), visitor.person, visitor.now, tr, panel)
    return redirect("publication", slug=round_.slug)


@act("r/<slug:slug>/publication/<str:stage>/back/", "take-back", may=runs_rounds, when=while_open)
def back(request: HttpRequest, visitor: Visitor, stage: str) -> HttpResponse:
    """Take a stage back, with a reason."""
    round_ = round_of(visitor)
    take_back(round_, stage, visitor.person, visitor.now, request.POST.get("why", ""))
    return redirect("publication", slug=round_.slug)


@page("r/<slug:slug>/published/<str:stage>/<path:file>", "published-file", may=runs_rounds)
def published_file(request: HttpRequest, visitor: Visitor, stage: str, file: str) -> HttpResponseBase:
    """Hand over a file of a stage."""
    found = given_file(round_of(visitor), stage, file)
    return recorded(found) if found else refusals.nothing_here(request)
