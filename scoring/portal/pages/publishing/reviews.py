"""Requests for review (复核) and the office's answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from scoring.actions.following_up import answer_review
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.portal import refusals
from scoring.portal.admitted import person_of
from scoring.portal.doors import act, page
from scoring.storage.models import Review


@page("r/<slug:slug>/reviews/", "reviews", may=runs_rounds)
def reviews(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show all requests, those without an answer first."""
    found = Review.objects.filter(round=visitor.round).select_related("by", "answered_by")
    context = {
        "reviews": sorted(found, key=lambda one: (one.answered is not None, one.pk)),
        "names": visitor.plan.round.names,
        "closed": while_open(visitor),
    }
    return render(request, "publishing/reviews.html", context)


@act("r/<slug:slug>/reviews/<str:agency>/", "answer-review", may=runs_rounds, when=while_open)
def answer(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Answer a request."""
    found = Review.objects.filter(round=visitor.round, agency=agency).select_related("round").first()
    if found is None:
        return refusals.nothing_here(request)
    granted = request.POST.get("granted") == "yes"
    answer_review(found, person_of(visitor), visitor.now, request.POST.get("answer", ""), granted=granted)
    return redirect("reviews", slug=found.round.slug)
