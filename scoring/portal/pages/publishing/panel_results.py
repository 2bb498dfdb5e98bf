"""What the office lets panel members see of the result: the standings, or everybody's marks by seats too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.permissions import Visitor, sees_marks, sees_results
from scoring.actions.publishing import as_given_out
from scoring.actions.scorecards import card_of, standings_page
from scoring.portal import refusals
from scoring.portal.doors import page
from scoring.portal.listed import page_asked, words_asked
from scoring.storage.models import Stage


@page("r/<slug:slug>/results/", "panel-results", may=sees_results)
def panel_results(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the standings as they were given out."""
    outcome = as_given_out(visitor.given_out[Stage.INTERNAL])
    words = words_asked(request)
    context = {
        "outcome": outcome,
        "shown": standings_page(outcome, words, page_asked(request)),
        "words": words,
        "link": "panel-explain" if sees_marks(visitor) else "",
    }
    return render(request, "publishing/standings.html", context)


@page("r/<slug:slug>/results/<str:agency>/", "panel-explain", may=sees_marks)
def panel_explain(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show one agency's scorecard, every seat's values among it, as it was given out."""
    card = card_of(as_given_out(visitor.given_out[Stage.INTERNAL]), agency)
    if card is None:
        return refusals.nothing_here(request)
    return render(request, "publishing/card.html", {"card": card, "listed": "panel-results"})
