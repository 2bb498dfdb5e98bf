"""Score sheets as Excel: issued, and taken in again after a look at every cell that is new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Message, Problems, say
from scoring.actions.permissions import Visitor, runs_rounds, while_open
from scoring.actions.plan_titles import methods_of, seats_of
from scoring.actions.taking_in import (
    Choice,
    DryRun,
    issue_sheets,
    issued_sheets,
    look_at_sheets,
    take_in_sheets,
)
from scoring.actions.uploads_of_tables import Kept, keep_uploads, kept_by, token_of
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.downloads import made
from scoring.portal.wording import tr
from scoring.sheets.layout import LAYOUTS, PER_AGENCY

MOST_FILES = 500


@page("r/<slug:slug>/excel/", "excel-sheets", may=runs_rounds)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what was issued, and the forms to issue more and to take in what came back."""
    return _show(request, visitor)


@act("r/<slug:slug>/excel/issue/", "issue-sheets", may=runs_rounds, when=while_open)
def issue(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Issue workbooks and give them as a download."""
    plan = visitor.plan
    method, layout = request.POST.get("method", ""), request.POST.get("layout", "")
    choice = Choice(
        tuple(rater for rater in request.POST.getlist("rater") if rater in plan.round.raters),
        method if method in methods_of(plan) else None,
        layout if layout in LAYOUTS else PER_AGENCY,
        request.POST.get("filled") == "1",
    )
    try:
        name, data = issue_sheets(round_of(visitor), person_of(visitor), choice, visitor.now, tr)
    except Problems as problems:
        return _show(request, visitor, problems=problems)
    return made(name, data)


@act("r/<slug:slug>/excel/look/", "look-at-sheets", may=runs_rounds, when=while_open)
def look(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what workbooks say that came back; nothing is written."""
    given = request.FILES.getlist("files")
    if not given or len(given) > MOST_FILES:
        return _show(request, visitor, said=say("Choose the workbooks that came back: from 1 to {n}.", n=MOST_FILES))
    kept = keep_uploads((file.name or "", file.chunks()) for file in given)
    run = look_at_sheets(round_of(visitor), kept, visitor.now, person_of(visitor).name)
    return _run(request, visitor, run, kept)


@act("r/<slug:slug>/excel/accept/", "accept-sheets", may=runs_rounds, when=while_open)
def accept(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take in what was shown."""
    round_ = round_of(visitor)
    kept, shown = kept_by(round_, request.POST.get("token", ""))
    done = take_in_sheets(round_, person_of(visitor), kept, shown, visitor.now)
    if isinstance(done, DryRun):
        return _run(request, visitor, done, kept, say("Something else came in meanwhile: look at it once more."))
    return redirect("excel-sheets", slug=round_.slug)


def _show(
    request: HttpRequest, visitor: Visitor, *, problems: Problems | None = None, said: Message | None = None
) -> HttpResponse:
    plan = visitor.plan
    seats = seats_of(plan)
    context = {
        "issued": issued_sheets(round_of(visitor)),
        "raters": {rater: f"{seats[rater]} {one.name}" for rater, one in plan.round.raters.items()},
        "methods": methods_of(plan),
        "layouts": LAYOUTS,
        "problems": problems.items if problems else (),
        "said": said,
    }
    return render(request, "running/excel_sheets.html", context, status=422 if problems or said else 200)


def _run(request: HttpRequest, visitor: Visitor, run: DryRun, kept: Kept, said: Message | None = None) -> HttpResponse:
    token = token_of(round_of(visitor), kept, run.shown) if run.new and not run.problems else ""
    context = {"run": run, "token": token, "said": said}
    return render(request, "running/excel_look.html", context, status=422 if run.problems else 200)
