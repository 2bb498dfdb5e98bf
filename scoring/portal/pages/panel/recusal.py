"""A member recuses: says why, and is asked for nothing more of this agency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.permissions import Visitor, scores_here, while_unsettled
from scoring.actions.recusing import recuse
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page

_ROUTE = "r/<slug:slug>/mark/<str:agency>/recuse/"


@page(_ROUTE, "recuse-me", may=scores_here, when=while_unsettled)
def ask(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Ask for the reason, and say what a recusal does."""
    return _page(request, visitor, agency, None)


@act(_ROUTE, "recuse-me-now", may=scores_here, when=while_unsettled)
def confirm(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Recuse the member from this agency."""
    round_ = round_of(visitor)
    try:
        recuse(round_, person_of(visitor), agency, request.POST.get("reason", ""), visitor.now)
    except Problems as problems:
        return _page(request, visitor, agency, problems)
    return redirect("my-agencies", slug=round_.slug)


def _page(request: HttpRequest, visitor: Visitor, agency: str, found: Problems | None) -> HttpResponse:
    context = {
        "agency": agency,
        "name": visitor.plan.round.names[agency],
        "reason": request.POST.get("reason", ""),
        "problems": found.items if found else (),
    }
    return render(request, "panel/recuse.html", context, status=422 if found else 200)
