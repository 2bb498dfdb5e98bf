"""One score sheet as the office sees it, with all its versions; unlocking it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.paper_entry import paper_of
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.plan_titles import seats_of
from scoring.actions.sheet_history import history
from scoring.actions.signing import unlock
from scoring.portal import refusals
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page

_ROUTE = "r/<slug:slug>/sheets/<str:agency>/<str:rater>/"


@page(_ROUTE, "sheet-of", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Show a sheet."""
    return _show(request, visitor, agency, rater)


@act(_ROUTE, "unlock-sheet", may=runs_rounds, when=while_open)
def unlocked(request: HttpRequest, visitor: Visitor, agency: str, rater: str) -> HttpResponse:
    """Open a signed sheet again, with a reason."""
    why = request.POST.get("why", "")[:2000]
    try:
        unlock(round_of(visitor), person_of(visitor), rater=rater, agency=agency, why=why, at=visitor.now)
    except Problems as problems:
        return _show(request, visitor, agency, rater, problems=problems, why=why)
    return redirect("sheet-of", slug=round_of(visitor).slug, agency=agency, rater=rater)


def _show(  # noqa: PLR0913 - what was typed is kept beside what is wrong with it
    request: HttpRequest,
    visitor: Visitor,
    agency: str,
    rater: str,
    *,
    problems: Problems | None = None,
    why: str = "",
) -> HttpResponse:
    found = history(round_of(visitor), agency, rater)
    if found is None:
        return refusals.nothing_here(request)
    plan = visitor.plan
    context = {
        "found": found,
        "agency": agency,
        "rater": rater,
        "agency_name": plan.round.names[agency],
        "rater_name": plan.round.raters[rater].name,
        "seat": seats_of(plan)[rater],
        "titles": {leaf.id: leaf.node.title for leaf in plan.leaves.values()},
        "problems": problems.items if problems else (),
        "why": why,
        "typable": paper_of(round_of(visitor), agency, rater, again=True) is not None,
    }
    return render(request, "running/sheet_of.html", context, status=422 if problems else 200)
