"""What the office is to look at, gravest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.notices import checked, notices_of
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.portal.admitted import round_of
from scoring.portal.doors import page


@page("r/<slug:slug>/notices/", "notices", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the notices; with ?check=1 every file of the round is read as well."""
    round_ = round_of(visitor)
    every = request.GET.get("check") == "1"
    context = {"found": notices_of(round_), "faults": checked(round_) if every else None}
    return render(request, "running/notices.html", context)
