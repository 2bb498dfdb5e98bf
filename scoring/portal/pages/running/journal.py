"""The journal: what was done in a round, by whom and when. It holds no mark."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.journal_lines import journal_page
from scoring.actions.permissions import Visitor, observes_here
from scoring.portal.doors import page
from scoring.portal.pages.running.asked import number, round_of


@page("r/<slug:slug>/journal/", "journal", may=observes_here)
def journal(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the journal, newest first."""
    name = request.GET.get("name", "").strip()[:100]
    found = journal_page(round_of(visitor), number(request, "before", 0) or None, name)
    return render(request, "running/journal.html", {"page": found, "name": name})
