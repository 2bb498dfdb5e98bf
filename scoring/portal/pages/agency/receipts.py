"""Receipts: what was handed in when, with its SHA-256, to be printed by the agency or the office."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rubrics import say
from scoring.actions.permissions import Visitor, holds_report
from scoring.actions.receipts import version_of
from scoring.portal import refusals
from scoring.portal.admitted import round_of
from scoring.portal.doors import page


@page("r/<slug:slug>/agencies/<str:agency>/receipts/<int:number>/", "receipt", may=holds_report)
def receipt(request: HttpRequest, visitor: Visitor, agency: str, number: int) -> HttpResponse:
    """Show the receipt of the nth hand-in."""
    version = version_of(round_of(visitor), agency, number)
    if version is None:
        return refusals.nothing_here(request)
    context = {
        "agency": agency,
        "name": visitor.plan.round.names[agency],
        "version": version,
        "said": _NOTHING_NEW if "again" in request.GET else None,
    }
    return render(request, "agency/receipt.html", context)


_NOTHING_NEW = say("Nothing has changed since you handed in: this receipt still holds.")
