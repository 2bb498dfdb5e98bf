"""Signing and submitting a score sheet: what is signed is shown first, and what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.marking import score_sheet, sections_of, sheet_row, total_of
from scoring.actions.permissions import Visitor, scores_here, while_marking
from scoring.actions.signing import sign
from scoring.portal.admitted import person_of, round_of
from scoring.portal.doors import act, page
from scoring.portal.lane import outbox_of
from scoring.portal.pages.panel.controls import figure
from scoring.portal.typed_numbers import whole

_ROUTE = "r/<slug:slug>/mark/<str:agency>/sign/"


@page(_ROUTE, "sign-sheet", may=scores_here, when=while_marking)
def ask(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show what a signature would be for."""
    return _page(request, visitor, agency, None)


@act(_ROUTE, "sign-sheet-now", may=scores_here, when=while_marking)
def confirm(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Sign the sheet as it was shown, or say what stands in the way."""
    round_ = round_of(visitor)
    seen = whole(request.POST.get("seen", ""))
    try:
        sign(round_, person_of(visitor), agency, -1 if seen is None else seen, visitor.now)
    except Problems as problems:
        return _page(request, visitor, agency, problems)
    return redirect("signed-sheet", slug=round_.slug, agency=agency)


@page("r/<slug:slug>/mark/<str:agency>/signed/", "signed-sheet", may=scores_here)
def signed(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show what was signed, when, under which number and SHA-256; it can be printed."""
    person = person_of(visitor)
    row = sheet_row(round_of(visitor), person.seat, agency)
    sheet = score_sheet(visitor.plan, row, visitor.now)
    mine = visitor.plan.agencies_of(person.seat)
    after = mine[mine.index(agency) + 1 :]
    locked = tuple(line for line in sheet.lines if line.locked)
    context = {
        "sheet": sheet,
        "sections": sections_of(locked),
        "total": total_of(locked),
        "figure": figure,
        "signings": row.signings.order_by("-pk"),
        "name": visitor.plan.round.names[agency],
        "rater": visitor.plan.round.raters[person.seat],
        "after": after[0] if after else None,
        "names": visitor.plan.round.names,
    }
    return render(request, "panel/signed.html", context)


def _page(request: HttpRequest, visitor: Visitor, agency: str, found: Problems | None) -> HttpResponse:
    row = sheet_row(round_of(visitor), person_of(visitor).seat, agency)
    sheet = score_sheet(visitor.plan, row, visitor.now)
    context = {
        "outbox": outbox_of(request),
        "figure": figure,
        "row": row,
        "total": total_of(sheet.to_sign),
        "sheet": sheet,
        "sections": sections_of(sheet.to_sign),
        "name": visitor.plan.round.names[sheet.agency],
        "problems": found.items if found else (),
    }
    return render(request, "panel/sign.html", context, status=422 if found else 200)
