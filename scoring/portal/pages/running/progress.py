"""How far the round has come, in numbers of sheets: it says of no sheet what stands on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.permissions import Visitor, observes_here
from scoring.actions.progress import STATES, progress_of
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.listed import page_asked


@page("r/<slug:slug>/progress/", "progress", may=observes_here)
def progress(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show how many sheets are in."""
    found = progress_of(round_of(visitor), page_asked(request))
    return render(request, "running/progress.html", {"found": found, "states": STATES})
