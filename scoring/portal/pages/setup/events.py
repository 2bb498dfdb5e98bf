"""What happens to a round while it runs: recusals, replacements, absences, withdrawals, renamings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rubrics import Problems
from scoring.actions.eventful import enter, happened, take_back
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.plan_titles import methods_of
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page

_FIELDS = ("date", "reason", "agency", "rater", "name", "kind_of_member", "sheets", "method", "why")


@page("r/<slug:slug>/events/", "events", may=runs_rounds)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what happened, and the forms to enter more."""
    return _shown(request, visitor)


@act("r/<slug:slug>/events/", "events-enter", may=runs_rounds, when=while_open)
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Enter what happened, or say in place all that is wrong."""
    round_ = round_of(visitor)
    kind = request.POST.get("kind", "")
    typed = _typed(request)
    try:
        enter(round_, visitor.person, visitor.now, kind, typed)
    except Problems as problems:
        return _shown(request, visitor, problems, kind, typed)
    return redirect("events", slug=round_.slug)


@act("r/<slug:slug>/events/back/", "events-take-back", may=runs_rounds, when=while_open)
def back(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take an event back that was entered in error."""
    round_ = round_of(visitor)
    try:
        take_back(round_, visitor.person, visitor.now, request.POST.get("key", ""), _typed(request)["why"])
    except Problems as problems:
        return _shown(request, visitor, problems)
    return redirect("events", slug=round_.slug)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {field: request.POST.get(field, "").strip() for field in _FIELDS}


def _shown(
    request: HttpRequest,
    visitor: Visitor,
    problems: Problems | None = None,
    kind: str = "",
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    round_ = visitor.plan.round
    blank = dict.fromkeys(_FIELDS, "") | {"date": timezone.localdate(visitor.now).isoformat()}
    context = {
        "round": visitor.round,
        "happened": happened(visitor.plan),
        "names": {agency: name for agency, name in round_.names.items() if agency not in round_.withdrawn},
        "raters": [rater for rater in round_.raters.values() if rater.id not in round_.roster.left],
        "methods": methods_of(visitor.plan),
        "kind": kind,
        "typed": typed or blank,
        "blank": blank,
        "edits": while_open(visitor) is None,
        "problems": problems.items if problems else (),
    }
    return render(request, "setup/events.html", context, status=422 if problems else 200)
