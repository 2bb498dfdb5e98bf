"""One round for the office: which phase it is in, how far it has come, and what is next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scoring.actions.calendar_setting import rows_of
from scoring.actions.overview import next_steps, numbers_of
from scoring.actions.permissions import Visitor, runs_rounds
from scoring.portal.admitted import round_of
from scoring.portal.doors import DOORS, page


@page("r/<slug:slug>/", "round", may=runs_rounds)
def overview(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show a round with its phases and where to go from here."""
    round_ = round_of(visitor)
    numbers = numbers_of(round_, visitor.plan)
    steps = next_steps(round_, visitor.plan, numbers, visitor.now)
    due = {step.door for step in steps}
    there = {door.name for door in DOORS if door.name in due and door.method == "GET" and door.may(visitor)}
    context = {
        "round": round_,
        "held": visitor.plan.round,
        "rubric": visitor.plan.rubric,
        "phases": [row for row in rows_of(visitor.plan.calendar, visitor.now) if row.opens],
        "numbers": numbers,
        "steps": steps,
        "there": there,
    }
    return render(request, "setup/round.html", context)
