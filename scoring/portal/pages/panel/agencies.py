"""A member's agencies and what is left to do for each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.marking import recusals_of, score_sheets
from scoring.actions.permissions import Visitor, marks_here
from scoring.portal.doors import page
from scoring.portal.lane import outbox_of
from scoring.portal.pages.panel.controls import figure
from scoring.rounds.calendar import Phase


@page("r/<slug:slug>/mine/", "my-agencies", may=marks_here)
def my_agencies(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """List the agencies in the order in which they report, each with how far its sheet has come."""
    assert visitor.person is not None and visitor.round is not None  # noqa: S101, PT018 - the door lets nobody else in
    rater = visitor.person.seat
    sheets = score_sheets(visitor.plan, visitor.round, rater, visitor.now)
    context = {
        "outbox": outbox_of(request),
        "figure": figure,
        "sheets": sheets,
        "left": sum(not sheet.signed for sheet in sheets),
        "recused": recusals_of(visitor.plan, rater),
        "names": visitor.plan.round.names,
        "rater": visitor.plan.round.raters.get(rater),
        "phases": [phase for phase in Phase if phase in visitor.plan.calendar.phases_open(visitor.now)],
    }
    return render(request, "panel/my_agencies.html", context)
