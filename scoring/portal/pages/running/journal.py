"""The journal: what was done in a round, by whom and when. It holds no mark."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.journal_lines import journal_page
from scoring.actions.permissions import Visitor, observes_here
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.listed import words_asked
from scoring.portal.typed_numbers import whole


@page("r/<slug:slug>/journal/", "journal", may=observes_here)
def journal(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the journal, newest first."""
    name = words_asked(request)
    found = journal_page(round_of(visitor), whole(request.GET.get("before", "")), name)
    return render(request, "running/journal.html", {"page": found, "name": name})
