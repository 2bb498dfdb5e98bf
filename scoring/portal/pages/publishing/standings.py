"""The standings and every agency's scorecard, for the office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.results import outcome_of
from scoring.actions.scorecards import card_of, standings_page
from scoring.portal import refusals
from scoring.portal.doors import page
from scoring.portal.pages.publishing.paging import page_number


@page("r/<slug:slug>/standings/", "standings", may=runs_rounds)
def standings(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show where every agency stands, searched and paged."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    outcome = outcome_of(visitor.round)
    search = request.GET.get("q", "")
    context = {
        "outcome": outcome,
        "shown": standings_page(outcome, search, page_number(request)),
        "search": search,
        "link": "explain",
        "here": "standings",
    }
    return render(request, "publishing/standings.html", context)


@page("r/<slug:slug>/standings/<str:agency>/", "explain", may=runs_rounds)
def explain(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show how one agency's score came about, node by node."""
    assert visitor.round is not None  # noqa: S101 - the address names it
    card = card_of(outcome_of(visitor.round), agency)
    if card is None:
        return refusals.nothing_here(request)
    return render(request, "publishing/card.html", {"card": card, "listed": "standings"})
