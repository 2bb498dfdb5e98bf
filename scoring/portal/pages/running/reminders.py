"""Reminders as text to copy into a message."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.paging import pages_of
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.actions.plan_titles import methods_of
from scoring.actions.reminders import to_agencies, to_raters
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.listed import page_asked

PAGE = 40
"""So many single texts of each kind stand on one page."""


@page("r/<slug:slug>/reminders/", "reminders", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show a text for everybody, and one for each who owes anything."""
    methods = methods_of(visitor.plan)
    chosen = request.GET.get("method", "")
    method = chosen if chosen in methods else None
    round_ = round_of(visitor)
    raters, agencies = to_raters(round_, method, visitor.now), to_agencies(round_, visitor.plan, visitor.now)
    most = max(len(raters.each), len(agencies.each))
    context = {
        "raters": raters,
        "agencies": agencies,
        "pages": pages_of(most, page_asked(request), PAGE),
        "methods": methods,
        "method": method,
    }
    return render(request, "running/reminders.html", context)
