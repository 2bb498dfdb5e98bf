"""A member's own marks for all agencies, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.marking import score_sheets, side_by_side
from scoring.actions.permissions import Visitor, marks_here
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import page
from scoring.portal.lane import outbox_of
from scoring.portal.pages.panel.controls import figure


@page("r/<slug:slug>/mine/marks/", "my-marks", may=marks_here)
def my_marks(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show criteria by agencies with the member's marks and their totals; nobody else's."""
    sheets = score_sheets(visitor.plan, round_of(visitor), person_of(visitor).seat, visitor.now)
    context = {
        "outbox": outbox_of(request),
        "figure": figure,
        "sheets": sheets,
        "rows": side_by_side(visitor.plan, sheets),
        "names": visitor.plan.round.names,
    }
    return render(request, "panel/my_marks.html", context)
