"""The standings and every agency's scorecard, for the office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.results import outcome_of
from scoring.actions.scorecards import card_of, standings_page
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.listed import page_asked, words_asked


@page("r/<slug:slug>/standings/", "standings", may=runs_rounds)
def standings(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show where every agency stands, searched and paged."""
    outcome = outcome_of(round_of(visitor))
    words = words_asked(request)
    context = {
        "outcome": outcome,
        "shown": standings_page(outcome, words, page_asked(request)),
        "words": words,
        "link": "explain",
    }
    return render(request, "publishing/standings.html", context)


@page("r/<slug:slug>/standings/<str:agency>/", "explain", may=runs_rounds)
def explain(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show how one agency's score came about, node by node."""
    card = card_of(outcome_of(round_of(visitor)), agency)
    if card is None:
        return refusals.nothing_here(request)
    return render(request, "publishing/card.html", {"card": card, "listed": "standings"})
