"""Signing and submitting a score sheet: what is signed is shown first, and what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rubrics import Problems
from scoring.actions.marking import score_sheet, sections_of, sheet_row, total_of
from scoring.actions.permissions import Visitor, scores_here, while_marking
from scoring.actions.signing import sign
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
    assert visitor.person is not None and visitor.round is not None  # noqa: S101, PT018 - the door lets nobody else in
    seen = whole(request.POST.get("seen", ""))
    try:
        sign(visitor.round, visitor.person, agency, -1 if seen is None else seen, visitor.now)
    except Problems as problems:
        return _page(request, visitor, agency, problems)
    return redirect("signed-sheet", slug=visitor.round.slug, agency=agency)


@page("r/<slug:slug>/mark/<str:agency>/signed/", "signed-sheet", may=scores_here)
def signed(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Show what was signed, when, under which number and SHA-256; it can be printed."""
    assert visitor.person is not None and visitor.round is not None  # noqa: S101, PT018 - the door lets nobody else in
    row = sheet_row(visitor.round, visitor.person.seat, agency)
    sheet = score_sheet(visitor.plan, row, visitor.now)
    mine = visitor.plan.agencies_of(visitor.person.seat)
    after = mine[mine.index(agency) + 1 :]
    locked = tuple(line for line in sheet.lines if line.locked)
    context = {
        "sheet": sheet,
        "sections": sections_of(locked),
        "total": total_of(locked),
        "figure": figure,
        "signings": row.signings.order_by("-pk"),
        "name": visitor.plan.round.names[agency],
        "rater": visitor.plan.round.raters[visitor.person.seat],
        "after": after[0] if after else None,
        "names": visitor.plan.round.names,
    }
    return render(request, "panel/signed.html", context)


def _page(request: HttpRequest, visitor: Visitor, agency: str, found: Problems | None) -> HttpResponse:
    assert visitor.person is not None and visitor.round is not None  # noqa: S101, PT018 - the door lets nobody else in
    row = sheet_row(visitor.round, visitor.person.seat, agency)
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
