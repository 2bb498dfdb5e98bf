"""Assignments: who marks which agencies by which methods, set for many members of the panel at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rubrics import Problems
from scoring.actions.agencies import class_titles, regions
from scoring.actions.assigning import BESIDES, EVERYTHING, INSTEAD, Order, assign, rows_of
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.plan_titles import methods_of
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.portal.typed_numbers import whole

MOST_TICKED = 300
"""Beyond so many agencies classes and regions are chosen, not single ones."""


@page("r/<slug:slug>/assignments/", "assignments", may=runs_rounds)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show who marks what, and ask for a change."""
    return _shown(request, visitor)


@act("r/<slug:slug>/assignments/", "assignments-set", may=runs_rounds, when=while_open)
def change(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Change the assignments of the raters that are ticked, or say in place all that is wrong."""
    round_ = round_of(visitor)
    try:
        assign(round_, visitor.person, visitor.now, _order(request, visitor))
    except Problems as problems:
        return _shown(request, visitor, problems)
    return redirect("assignments", slug=round_.slug)


def _order(request: HttpRequest, visitor: Visitor) -> Order:
    given, round_ = request.POST, visitor.plan.round
    groups, ticked = set(given.getlist("group")), set(given.getlist("rater"))
    left = round_.roster.left
    raters = tuple(
        rater
        for rater, seat in round_.seat_of.items()
        if rater in ticked or (seat.group in groups and rater not in left)
    )
    each = given.get("each", "").strip()
    number = whole(each)
    how = given.get("how", INSTEAD)
    from_day = given.get("from") == "day"
    return Order(
        raters,
        _agencies(request, visitor),
        tuple(name for name in methods_of(visitor.plan) if name in given.getlist("method")) or None,
        how if how in {INSTEAD, BESIDES, EVERYTHING} else INSTEAD,
        each or None if number is None else number,
        given.get("date", "").strip() if from_day else "",
        given.get("reason", "").strip(),
    )


def _agencies(request: HttpRequest, visitor: Visitor) -> tuple[str, ...] | None:
    """Return the agencies that were chosen; None for all of them."""
    given = request.POST
    if given.get("agencies") == "all":
        return None
    classes, places, single = (set(given.getlist(name)) for name in ("class", "region", "agency"))
    return tuple(
        agency.id
        for agency in visitor.plan.round.agencies
        if agency.id in single or agency.agency_class in classes or agency.region in places
    )


def _shown(request: HttpRequest, visitor: Visitor, problems: Problems | None = None) -> HttpResponse:
    round_, given = visitor.plan.round, request.POST
    context = {
        "round": visitor.round,
        "groups": rows_of(visitor.plan),
        "methods": methods_of(visitor.plan),
        "classes": class_titles(visitor.plan),
        "regions": regions(visitor.plan),
        "agencies": round_.names if len(round_.names) <= MOST_TICKED else {},
        "typed": {
            "rater": given.getlist("rater"),
            "group": given.getlist("group"),
            "class": given.getlist("class"),
            "region": given.getlist("region"),
            "agency": given.getlist("agency"),
            "method": given.getlist("method"),
            "agencies": given.get("agencies", "all"),
            "how": given.get("how", INSTEAD),
            "each": given.get("each", ""),
            "from": given.get("from", "beginning"),
            "date": given.get("date") or timezone.localdate(visitor.now).isoformat(),
            "reason": given.get("reason", ""),
        },
        "edits": while_open(visitor) is None,
        "problems": problems.items if problems else (),
    }
    return render(request, "setup/assignments.html", context, status=422 if problems else 200)
