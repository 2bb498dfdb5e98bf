"""Evidence that was handed in: fetched, or looked at in a frame of its own, by all who read an agency's material."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from scoring.actions.permissions import Visitor, holds_report, reads_evidence
from scoring.actions.reporting import KeptFile, any_file, evidence_file
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import page
from scoring.portal.downloads import download, inline

_FILE = "r/<slug:slug>/agencies/<str:agency>/files/<int:file>/"


@page(_FILE, "evidence", may=reads_evidence)
def fetch(request: HttpRequest, visitor: Visitor, agency: str, file: int) -> HttpResponseBase:
    """Give a file out to be saved."""
    held = _held(visitor, agency, file)
    return download(held) if held else refusals.nothing_here(request)


@page(f"{_FILE}inline/", "evidence-inline", may=reads_evidence)
def show(request: HttpRequest, visitor: Visitor, agency: str, file: int) -> HttpResponseBase:
    """Give a picture or PDF out to be shown."""
    held = _held(visitor, agency, file)
    return inline(held) if held else refusals.nothing_here(request)


@page(f"{_FILE}preview/", "evidence-preview", may=reads_evidence)
def preview(request: HttpRequest, visitor: Visitor, agency: str, file: int) -> HttpResponseBase:
    """Show a picture or PDF in a frame that may do nothing, with the way to save it."""
    held = _held(visitor, agency, file)
    if held is None:
        return refusals.nothing_here(request)
    return render(request, "agency/preview.html", {"file": held, "agency": agency})


@page("r/<slug:slug>/agencies/<str:agency>/kept/<int:file>/", "kept-file", may=holds_report)
def fetch_kept(request: HttpRequest, visitor: Visitor, agency: str, file: int) -> HttpResponseBase:
    """Give out any file of an agency's folder, those of earlier versions and of what was sent back included."""
    held = any_file(round_of(visitor), agency, file)
    return download(held) if held else refusals.nothing_here(request)


def _held(visitor: Visitor, agency: str, file: int) -> KeptFile | None:
    return evidence_file(round_of(visitor), agency, file)
