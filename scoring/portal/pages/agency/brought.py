"""Files that agencies bring: uploaded one by one by a script, and fetched again as long as they belong to a draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from rubrics import Place, Problem, Problems, say
from scoring.actions.drafting import draft_of
from scoring.actions.permissions import Visitor, answers_here, while_reporting
from scoring.actions.report_form import WAY_TITLES
from scoring.actions.reporting import KeptFile
from scoring.actions.sent_files import SentFile
from scoring.actions.uploads import add_evidence, set_report, upload_of
from scoring.portal import refusals
from scoring.portal.doors import act, page
from scoring.portal.downloads import download, inline
from scoring.portal.pages.agency.my_report import HOME, desk_of
from scoring.portal.typed_numbers import whole
from scoring.portal.uploaded import as_sent

REPORT = "report"


@act(f"{HOME}files/", "upload", may=answers_here, when=while_reporting)
def upload(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Take one file in, for a criterion or as the report; the answer is the part of the form that it makes."""
    desk, criterion = desk_of(visitor), request.POST.get("criterion", "")
    try:
        brought = _sent(request)
        if criterion == REPORT:
            set_report(desk, brought)
            return render(
                request, "agency/report_file.html", {"desk": desk, "draft": draft_of(desk.round, agency)}, status=201
            )
        piece = add_evidence(desk, criterion, brought)
    except Problems as problems:
        return render(request, "agency/refused.html", {"problems": problems.items}, status=422)
    draft = draft_of(desk.round, agency)
    context = {
        "desk": desk,
        "draft": draft,
        "piece": next(held for held in draft.pieces if held.pk == piece.pk),
        "asking": next(section.asking for section in desk.form.sections if section.id == piece.criterion),
        "ways": WAY_TITLES,
        "stale": {},
        "wrong": {},
    }
    return render(request, "agency/piece.html", context, status=201)


def _sent(request: HttpRequest) -> SentFile:
    """Return the one file of a request. Raises Problems where there is none."""
    file, size = request.FILES.get("file"), request.POST.get("size", "")
    if file is None:
        raise Problems([Problem("FILE-EMPTY", Place("—"), _NONE, _CHOOSE)])
    return as_sent(file, request.POST.get("key", ""), whole(size))


@page(f"{HOME}files/", "upload-page", may=answers_here, when=while_reporting)
def upload_page(request: HttpRequest, visitor: Visitor, agency: str) -> HttpResponse:
    """Bring somebody who reloads after a failed upload back to the form."""
    return redirect("report-form", slug=desk_of(visitor).round.slug, agency=agency)


@page(f"{HOME}files/<int:number>/", "draft-file", may=answers_here)
def fetch(request: HttpRequest, visitor: Visitor, agency: str, number: int) -> HttpResponseBase:
    """Give a file of the own draft out to be saved."""
    held = _held(visitor, agency, number)
    return download(held) if held else refusals.nothing_here(request)


@page(f"{HOME}files/<int:number>/inline/", "draft-file-inline", may=answers_here)
def show(request: HttpRequest, visitor: Visitor, agency: str, number: int) -> HttpResponseBase:
    """Give a picture or PDF of the own draft out to be shown."""
    held = _held(visitor, agency, number)
    return inline(held) if held else refusals.nothing_here(request)


def _held(visitor: Visitor, agency: str, number: int) -> KeptFile | None:
    found = upload_of(desk_of(visitor).round, agency, number)
    return KeptFile(found.number, found.name, found.sha256, found.size, found.kind) if found else None


_NONE = say("no file arrived.")
_CHOOSE = say("Choose it once more; a photo may first have to be saved on the telephone.")
