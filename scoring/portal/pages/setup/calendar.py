"""The calendar of a round: everybody of the round sees it, the office sets it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.calendar_setting import (
    Form,
    Row,
    close_phase,
    open_phase,
    rows_of,
    set_calendar,
    shown_as,
)
from scoring.actions.permissions import Visitor, belongs_here, runs_rounds, while_open
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import act, page
from scoring.rounds.calendar import Extension, Phase
from scoring.storage.models import Role

_SHOWN = "shown-"


@page("r/<slug:slug>/calendar/", "calendar", may=belongs_here)
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the phases; the office gets them as a form."""
    return _shown(request, visitor)


@act("r/<slug:slug>/calendar/", "calendar-set", may=runs_rounds, when=while_open)
def keep(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Set the calendar, or say in place all that is wrong."""
    round_ = round_of(visitor)
    typed = {
        phase: (
            request.POST.get(f"{phase.value}-opens", "").strip(),
            request.POST.get(f"{phase.value}-closes", "").strip(),
        )
        for phase in Phase
    }
    grace = request.POST.get("grace", "").strip()
    # Whoever keeps the form again after a refusal has still seen no more than the first time.
    shown = {name[len(_SHOWN) :]: request.POST.get(name, "") for name in request.POST if name.startswith(_SHOWN)}
    form = Form(typed, grace, shown or None)
    try:
        set_calendar(round_, visitor.person, visitor.now, form)
    except Problems as problems:
        return _shown(request, visitor, problems, form)
    return redirect("calendar", slug=round_.slug)


@act("r/<slug:slug>/calendar/<slug:phase>/", "calendar-switch", may=runs_rounds, when=while_open)
def switch(request: HttpRequest, visitor: Visitor, phase: str) -> HttpResponse:
    """Open or close a phase at this moment."""
    round_ = round_of(visitor)
    if phase not in {item.value for item in Phase}:
        return refusals.nothing_here(request)
    change = open_phase if request.POST.get("to") == "open" else close_phase
    change(round_, visitor.person, visitor.now, Phase(phase))
    return redirect("calendar", slug=round_.slug)


def _shown(
    request: HttpRequest, visitor: Visitor, problems: Problems | None = None, form: Form | None = None
) -> HttpResponse:
    calendar = visitor.plan.calendar
    rows = rows_of(calendar, visitor.now)
    seen = form.shown if form and form.shown else shown_as(calendar)
    context = {
        "round": visitor.round,
        "rows": tuple(Row(row.phase, *form.typed[row.phase], open=row.open) for row in rows) if form else rows,
        "grace": form.grace if form else str(calendar.grace),
        "seen": {f"{_SHOWN}{name}": text for name, text in seen.items()},
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
