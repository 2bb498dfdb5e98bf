"""The calendar of a round: everybody of the round sees it, the office sets it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.calendar_setting import Row, close_phase, open_phase, rows_of, set_calendar
from scoring.actions.permissions import Visitor, belongs_here, runs_rounds, while_open
from scoring.portal import refusals
from scoring.portal.doors import act, page
from scoring.rounds.calendar import Extension, Phase
from scoring.storage.models import Role


@page("r/<slug:slug>/calendar/", "calendar", may=belongs_here)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the phases; the office gets them as a form."""
    return _shown(request, visitor)


@act("r/<slug:slug>/calendar/", "calendar-set", may=runs_rounds, when=while_open)
def keep(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Set the calendar, or say in place all that is wrong."""
    assert visitor.round is not None  # noqa: S101 - the address names a round
    typed = {
        phase: (
            request.POST.get(f"{phase.value}-opens", "").strip(),
            request.POST.get(f"{phase.value}-closes", "").strip(),
        )
        for phase in Phase
    }
    grace = request.POST.get("grace", "").strip()
    try:
        set_calendar(visitor.round, visitor.person, visitor.now, typed, grace)
    except Problems as problems:
        held = {row.phase: row.open for row in rows_of(visitor.plan.calendar, visitor.now)}
        rows = tuple(Row(phase, *moments, open=held[phase]) for phase, moments in typed.items())
        return _shown(request, visitor, problems, rows, grace)
    return redirect("calendar", slug=visitor.round.slug)


@act("r/<slug:slug>/calendar/<slug:phase>/", "calendar-switch", may=runs_rounds, when=while_open)
def switch(request: HttpRequest, visitor: Visitor, phase: str) -> HttpResponse:
    """Open or close a phase at this moment."""
    assert visitor.round is not None  # noqa: S101 - the address names a round
    if phase not in {item.value for item in Phase}:
        return refusals.nothing_here(request)
    change = open_phase if request.POST.get("to") == "open" else close_phase
    change(visitor.round, visitor.person, visitor.now, Phase(phase))
    return redirect("calendar", slug=visitor.round.slug)


def _shown(
    request: HttpRequest,
    visitor: Visitor,
    problems: Problems | None = None,
    rows: tuple[Row, ...] | None = None,
    grace: str | None = None,
) -> HttpResponse:
    calendar = visitor.plan.calendar
    context = {
        "round": visitor.round,
        "rows": rows or rows_of(calendar, visitor.now),
        "grace": str(calendar.grace) if grace is None else grace,
        "extensions": _extensions(visitor),
        "names": visitor.plan.round.names,
        "edits": runs_rounds(visitor) and while_open(visitor) is None,
        "problems": problems.items if problems else (),
    }
    return render(request, "setup/calendar.html", context, status=422 if problems else 200)


def _extensions(visitor: Visitor) -> tuple[Extension, ...]:
    """Return the extensions that the visitor may know of: the office all, an agency its own, nobody else any."""
    held = visitor.plan.calendar.extensions
    if runs_rounds(visitor):
        return held
    person = visitor.person
    own = person.seat if person and person.role == Role.AGENCY else None
    return tuple(item for item in held if item.agency == own)
