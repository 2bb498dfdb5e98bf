"""A member's agencies and what is left to do for each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.marking import recusals_of, score_sheets
from scoring.actions.permissions import Visitor, marks_here
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import page
from scoring.portal.lane import outbox_of
from scoring.rounds.calendar import Phase

_AHEAD = 12
"""How many sheets a browser keeps for when there is no network, before they are opened."""


@page("r/<slug:slug>/mine/", "my-agencies", may=marks_here)
def my_agencies(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List the agencies in the order in which they report, each with how far its sheet has come."""
    rater = person_of(visitor).seat
    sheets = score_sheets(visitor.plan, round_of(visitor), rater, visitor.now)
    open_ = [sheet for sheet in sheets if not sheet.signed]
    context = {
        "outbox": outbox_of(request),
        "sheets": sheets,
        "left": len(open_),
        "ahead": {sheet.agency for sheet in open_[:_AHEAD]},
        "recused": recusals_of(visitor.plan, rater),
        "names": visitor.plan.round.names,
        "rater": visitor.plan.round.raters.get(rater),
        "phases": [phase for phase in Phase if phase in visitor.plan.calendar.phases_open(visitor.now)],
    }
    return render(request, "panel/my_agencies.html", context)
